/** What an item said at a moment, for disputes. */
import type { InForce } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { DatePicker } from "antd";

import { momentShown, picked } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { itemCopy } from "../copy";
import { Marked } from "../marked";
import { useAsOf } from "../queries";
import { historyCopy } from "./copy";

export function AsOf({ id }: { id: string }) {
  const text = useCopy(historyCopy);
  const place = usePlace();
  const at = place.at("at");
  const found = useAsOf(id, at);
  return (
    <div className="hl-page history-as-of">
      <div className="hl-bar">
        <label htmlFor="as-of">{text.asOfAt}</label>
        <DatePicker
          id="as-of"
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          value={picked(at)}
          onChange={(moment) => place.go({ at: moment?.toISOString() ?? null })}
        />
      </div>
      {at === null ? (
        <p className="hl-quiet">{text.asOfHint}</p>
      ) : (
        <Shown of={found} title={text.failed} shape={<BoneRows n={3} />}>
          {(told) => (told === null ? <p className="hl-quiet">{text.asOfNone}</p> : <Said told={told} />)}
        </Shown>
      )}
    </div>
  );
}

function Said({ told }: { told: InForce }) {
  const text = useCopy(historyCopy);
  const items = useCopy(itemCopy);
  const { article, publication, is_valid: isValid } = told;
  const ended = publication.withdrawn_at;
  return (
    <article className="hl-card">
      <span className="hl-bar">
        <strong>{text.asOfSaid(article.version, momentShown(told.at))}</strong>
        <span className="hl-small hl-quiet hl-num">
          {text.inForce(momentShown(publication.published_at), ended === null ? null : momentShown(ended))}
        </span>
        <Mark>{items.causes[publication.cause]}</Mark>
      </span>
      {isValid ? null : <Mark tone="warn">{text.asOfInvalid}</Mark>}
      <h3>{article.title}</h3>
      <Marked text={article.answer} />
      {article.details === "" ? null : <Marked text={article.details} />}
      {article.source === "" ? null : (
        <span className="hl-small hl-quiet">
          {items.fields.source} · {article.source}
        </span>
      )}
    </article>
  );
}

/** What one should know, beside the name: three at most, explained on hover. */
import "../customer.css";

import type { CustomerId, CustomerTag } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";
import { Popover } from "antd";
import type { ReactNode } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { peopleCopy } from "../copy-people";
import { useTags } from "../queries-people";
import { tagName } from "../shown";

const MOST = 3;
const TONES: Tone[] = ["plain", "info", "warn", "danger"];

export function CustomerTags({ customerId }: { customerId: CustomerId }) {
  const may = useMay();
  return may("customers.view") ? <Beside id={customerId} /> : null;
}

function Beside({ id }: { id: CustomerId }) {
  const text = useCopy(peopleCopy);
  const locale = useLocale();
  const { data } = useTags(id);
  const tags = data?.items.toSorted((a, b) => b.urgency - a.urgency) ?? [];
  if (tags.length === 0) return null;
  const rest = tags.slice(MOST);
  return (
    <span className="cust-beside" aria-label={text.tags}>
      {tags.slice(0, MOST).map((tag) => (
        <Hint key={tag.id} tone={TONES[tag.urgency] ?? "plain"} shown={tagName(tag, locale)}>
          <Meant tag={tag} />
        </Hint>
      ))}
      {rest.length > 0 ? (
        <Hint tone="plain" shown={`+${rest.length}`} label={text.moreTags(rest.length)}>
          {rest.map((tag) => (
            <Meant key={tag.id} tag={tag} />
          ))}
        </Hint>
      ) : null}
    </span>
  );
}

function Hint({ tone, shown, label, children }: {
  tone: Tone;
  shown: string;
  label?: string;
  children: ReactNode;
}) {
  return (
    <Popover
      trigger={["hover", "focus", "click"]}
      placement="bottomLeft"
      content={<div className="cust-why">{children}</div>}
    >
      <button type="button" className="cust-tag" aria-label={label}>
        <Mark tone={tone}>{shown}</Mark>
      </button>
    </Popover>
  );
}

/** What a tag means for how the customer is served. */
function Meant({ tag }: { tag: CustomerTag }) {
  const text = useCopy(peopleCopy);
  const locale = useLocale();
  return (
    <div className="cust-meant">
      <strong>{tagName(tag, locale)}</strong>
      {tag.meaning ? <span>{tag.meaning}</span> : null}
      {tag.phrase ? (
        <span className="hl-small hl-quiet">
          {text.phrase}：{tag.phrase}
        </span>
      ) : null}
      <span className="hl-small hl-quiet">{tag.reason}</span>
    </div>
  );
}

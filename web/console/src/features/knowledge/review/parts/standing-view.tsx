/** The whole base as it stood at a moment. */
import { SearchOutlined } from "@ant-design/icons";
import { Button, DatePicker, Input } from "antd";
import { useDeferredValue } from "react";
import { Link } from "react-router";

import { momentShown, picked } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { itemCopy } from "../../shared/copy";
import { copy } from "../copy";
import { type Standing, useStandings } from "../queries";

export function StandingView() {
  const text = useCopy(copy);
  const place = usePlace();
  const at = place.at("at");
  const typed = place.at("q") ?? "";
  const found = useStandings(at, useDeferredValue(typed.trim()));
  return (
    <div className="hl-page">
      <div className="hl-bar">
        <label htmlFor="base-as-of">{text.asOfAt}</label>
        <DatePicker
          id="base-as-of"
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          value={picked(at)}
          onChange={(moment) => place.go({ at: moment?.toISOString() ?? null })}
        />
        <Input
          allowClear
          className="kb-seek"
          prefix={<SearchOutlined />}
          placeholder={text.asOfSearch}
          aria-label={text.asOfSearch}
          value={typed}
          onChange={({ target }) => place.go({ q: target.value })}
        />
      </div>
      {at === null ? (
        <p className="hl-quiet">{text.asOfHint}</p>
      ) : (
        <Shown of={found} title={text.failed} shape={<BoneRows n={5} />}>
          {(standings) =>
            standings.length === 0 ? (
              <p className="hl-quiet">{text.asOfNone}</p>
            ) : (
              <div className="review-lines">
                {standings.map((one) => (
                  <Line key={one.article_id} standing={one} at={at} />
                ))}
              </div>
            )
          }
        </Shown>
      )}
      {found.hasNextPage ? (
        <Button type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {text.more}
        </Button>
      ) : null}
    </div>
  );
}

function Line({ standing, at }: { standing: Standing; at: string }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const { article_id: id, title, version, published_at: from, withdrawn_at: to } = standing;
  const there = { pathname: `/knowledge/items/${id}/history`, search: `?see=asOf&at=${encodeURIComponent(at)}` };
  return (
    <div className="review-line">
      <span>
        <Link to={there}>{title}</Link>
        <span className="hl-small hl-quiet">{items.version(version)}</span>
      </span>
      <span className="hl-small hl-quiet hl-num">
        {to === null ? text.since(momentShown(from)) : text.until(momentShown(from), momentShown(to))}
      </span>
    </div>
  );
}

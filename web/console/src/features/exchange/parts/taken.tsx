/** Sheets that were taken in, newest first. */
import type { Intake } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Button } from "antd";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { isUnderWay, useIntakes } from "../queries";
import { StateMark } from "./marks";
import { Sum } from "./sum";

export function Taken() {
  const text = useCopy(copy);
  const common = useCopy(words);
  const found = useIntakes();
  const data = found.data?.pages.flatMap(({ items }) => items);
  return (
    <div className="hl-page">
      <Shown of={{ ...found, data }} title={text.takenFailed} shape={<BoneRows n={5} />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyPlace title={text.takenNone[0]}>{text.takenNone[1]}</EmptyPlace>
          ) : (
            <div className="exchange-list">
              {items.map((one) => (
                <Row key={one.id} one={one} />
              ))}
              {found.hasNextPage ? (
                <Button
                  type="text"
                  loading={found.isFetchingNextPage}
                  onClick={() => void found.fetchNextPage()}
                >
                  {common.more}
                </Button>
              ) : null}
            </div>
          )
        }
      </Shown>
    </div>
  );
}

function Row({ one }: { one: Intake }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  return (
    <Link to={`/exchange/taken?office=${one.source}&id=${one.id}`} className="exchange-line">
      <span className="hl-bar">
        <span className="hl-num">{one.source}</span>
        <strong className="hl-clip">{one.file_name}</strong>
        <StateMark state={one.state} />
        <span className="push hl-small hl-quiet">
          {text.takenBy(one.taken_by)}{" "}
          <time className="hl-num" dateTime={one.taken_at} title={fullTime(one.taken_at)}>
            {shortTime(one.taken_at, now, locale)}
          </time>
        </span>
      </span>
      <span className="hl-small hl-quiet">
        {isUnderWay(one) ? text.progress(one.done, one.total) : <Sum one={one} />}
      </span>
    </Link>
  );
}

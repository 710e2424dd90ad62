/** Files that were brought in, newest first, with what was found in each. */
import type { KnowledgeImport } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Button } from "antd";

import { useCopy, useLocale } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { size } from "@/lib/told";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { isUnderWay, useImports } from "../queries";
import { FindingMark, FINDINGS, StateMark } from "./findings";

export function ImportList({ onOpen }: { onOpen: (id: string) => void }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const found = useImports();
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <section className="kb-section">
      <h3>{text.list}</h3>
      <Shown
        of={{ data: items, error: found.error, refetch: found.refetch }}
        title={text.failed}
        shape={<BoneRows n={4} />}
      >
        {(all) => (
          <div className="import-list">
            {all.length === 0 ? <EmptyPlace title={text.listNone[0]}>{text.listNone[1]}</EmptyPlace> : null}
            {all.map((one) => (
              <Row key={one.id} one={one} onOpen={onOpen} />
            ))}
            {found.hasNextPage ? (
              <Button type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {common.more}
              </Button>
            ) : null}
          </div>
        )}
      </Shown>
    </section>
  );
}

function Row({ one, onOpen }: { one: KnowledgeImport; onOpen: (id: string) => void }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  return (
    <button type="button" className="kb-row" onClick={() => onOpen(one.id)}>
      <span className="kb-line">
        <span className="hl-clip">{one.name}</span>
        <StateMark state={one.state} />
      </span>
      <span className="kb-marks hl-small hl-quiet">
        {isUnderWay(one) ? <span>{text.progress(one.done, one.total)}</span> : null}
        {FINDINGS.filter((finding) => (one.counts[finding] ?? 0) > 0).map((finding) => (
          <FindingMark key={finding} finding={finding} n={one.counts[finding] ?? 0} />
        ))}
        {one.troubles.length > 0 ? <span>{text.troubles(one.troubles.length)}</span> : null}
        <span className="hl-num">{size(one.size_bytes)}</span>
        <span className="import-end">
          {one.by === null ? null : text.by(one.by)}{" "}
          <time className="hl-num" dateTime={one.created_at} title={fullTime(one.created_at)}>
            {shortTime(one.created_at, now, locale)}
          </time>
        </span>
      </span>
    </button>
  );
}

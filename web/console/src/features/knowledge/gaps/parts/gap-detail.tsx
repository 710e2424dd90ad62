/** One gap: how often and why, as it was asked, what people offered, and what to do. */
import type { GapFile } from "@hearthline/api";
import { Mark } from "@hearthline/ui";

import { useCopy, useLocale } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { shared } from "../../parts/copy";
import { copy } from "../copy";
import { useGap } from "../queries";
import { greatestFirst, isOffered } from "../words";
import { Decisions } from "./decisions";
import { Examples } from "./examples";
import { GapDeeds } from "./gap-deeds";
import { Proposals } from "./proposals";
import { Suggestion } from "./suggestion";
import { TrendBars } from "./trend-bars";

export function GapDetail({ id, onGone }: { id: string; onGone: () => void }) {
  const text = useCopy(copy);
  const gap = useGap(id);
  return (
    <Shown of={gap} title={text.failed} shape={<BoneRows n={6} />}>
      {(file) => (
        <article className="kb-column">
          <Head file={file} />
          {file.state === "open" ? <Suggestion key={file.counter} file={file} onGone={onGone} /> : <Decisions file={file} />}
          {isOffered(file) ? null : <TrendBars days={file.days} last={file.last_at} />}
          <Examples examples={file.examples} />
          <Merged titles={file.merged} />
          <Proposals proposals={file.proposals} />
          {file.state === "open" ? <Decisions file={file} /> : null}
          {file.state === "open" ? <GapDeeds file={file} onGone={onGone} /> : null}
        </article>
      )}
    </Shown>
  );
}

function Head({ file }: { file: GapFile }) {
  const text = useCopy(copy);
  const places = useCopy(shared);
  const locale = useLocale();
  const now = useNow(60);
  const when = (iso: string) => (
    <time className="hl-num" dateTime={iso} title={fullTime(iso)}>
      {shortTime(iso, now, locale)}
    </time>
  );
  return (
    <header className="kb-section">
      <h2>{file.title}</h2>
      <p className="hl-quiet kb-marks">
        {isOffered(file) ? (
          <Mark tone="info">{text.reasons["proposed"]}</Mark>
        ) : (
          <strong className="hl-num">{text.people(file.size)}</strong>
        )}
        <span>
          {text.first} {when(file.first_at)}
        </span>
        <span>
          {text.last} {when(file.last_at)}
        </span>
        {isOffered(file) ? null : <span>{text.week(file.last_7_days, file.before_7_days)}</span>}
      </p>
      <p className="kb-marks">
        {greatestFirst(file.reasons).map(([reason, n]) => (
          <Mark key={reason} tone={reason === "outside" ? "plain" : "warn"}>
            {text.reasons[reason] ?? reason} {n}
          </Mark>
        ))}
        {greatestFirst(file.channels).map(([channel, n]) => (
          <Mark key={channel}>
            {places.channels[channel] ?? channel} {n}
          </Mark>
        ))}
      </p>
    </header>
  );
}

function Merged({ titles }: { titles: string[] }) {
  const text = useCopy(copy);
  if (titles.length === 0) return null;
  return (
    <section className="kb-section">
      <h3>{text.merged}</h3>
      <ul className="kb-plain">
        {titles.map((title) => (
          <li key={title}>{title}</li>
        ))}
      </ul>
    </section>
  );
}

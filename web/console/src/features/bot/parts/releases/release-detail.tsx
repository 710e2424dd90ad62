/** One release: where it comes from, its tests, and what is wrong in it. */
import type { Release } from "@hearthline/api";

import { useCopy } from "@/lib/locale";
import { fullTime } from "@/lib/time";
import { size, useTold } from "@/lib/told";

import { copy } from "../../copy";
import { releasesCopy } from "../../copy-releases";
import { Faults } from "../faults";
import { StateMark, TestsTold } from "./release-table";

export function ReleaseDetail({ release }: { release: Release }) {
  const text = useCopy(releasesCopy);
  const common = useCopy(copy);
  const told = useTold();
  return (
    <div className="releases-detail">
      <dl className="bot-facts">
        <dt>{text.state}</dt>
        <dd>
          <StateMark state={release.state} /> {common.origins[release.origin]}
        </dd>
        {release.note ? (
          <>
            <dt>{text.note}</dt>
            <dd>{release.note}</dd>
          </>
        ) : null}
        <dt>{text.cols.trades}</dt>
        <dd>
          {release.trades.map(({ domain, title, version }) => (
            <div key={domain}>
              {told(title)} {version}
            </div>
          ))}
          <span className="hl-small hl-quiet">{text.files(release.files, size(release.size_bytes))}</span>
        </dd>
        <dt>{text.cols.tests}</dt>
        <dd>
          <TestsTold release={release} />
        </dd>
        {release.made_by ? (
          <>
            <dt>{text.madeBy}</dt>
            <dd>{release.made_by.name}</dd>
          </>
        ) : null}
        {release.made_at ? (
          <>
            <dt>{text.madeAt}</dt>
            <dd className="hl-num">{fullTime(release.made_at)}</dd>
          </>
        ) : null}
        {release.activated_at ? (
          <>
            <dt>{text.activatedAt}</dt>
            <dd className="hl-num">{fullTime(release.activated_at)}</dd>
          </>
        ) : null}
        <dt>{text.identity}</dt>
        <dd className="bot-code">{release.id}</dd>
      </dl>
      {release.faults.length > 0 ? (
        <section>
          <h3>{text.faultsN(release.faults.length)}</h3>
          <Faults faults={release.faults} />
        </section>
      ) : null}
      {release.warnings.length > 0 ? (
        <section>
          <h3>{text.warningsN(release.warnings.length)}</h3>
          <Faults faults={release.warnings} isWarning />
        </section>
      ) : null}
    </div>
  );
}

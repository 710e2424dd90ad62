/** How the saved hit tests came out last, beside what publishes. */
import { type TrialRun, type TrialRunPage, type TrialSetPage, type TrialSetRow, taken } from "@hearthline/api";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { api } from "@/lib/api";
import { momentShown } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useMarks } from "@/lib/told";

import { setsCopy } from "../trials/copy-sets";
import { publishCopy } from "./publish-copy";

const FRESH_MS = 60_000;
const MOST = 50;

export interface LastRun {
  set: TrialSetRow;
  run: TrialRun;
}

/** The last run of every set that was ever run; none where there are no sets, or while it is not known. */
export function useLastRuns(): LastRun[] {
  const sets = useQuery({
    queryKey: ["knowledge", "trials", "gate", "sets"],
    staleTime: FRESH_MS,
    retry: false,
    queryFn: () =>
      taken<TrialSetPage>(
        api.GET("/api/v1/knowledge/trials/sets", { params: { query: { limit: MOST } } }),
      ),
  });
  const all = sets.data?.items ?? [];
  const runs = useQueries({
    queries: all.map(({ id }) => ({
      queryKey: ["knowledge", "trials", "gate", "last", id],
      staleTime: FRESH_MS,
      retry: false,
      queryFn: () => {
        const params = { path: { trial_set_id: id }, query: { limit: 1 } };
        return taken<TrialRunPage>(
          api.GET("/api/v1/knowledge/trials/sets/{trial_set_id}/runs", { params }),
        );
      },
    })),
  });
  return all.flatMap((set, at) => {
    const run = runs[at]?.data?.items[0];
    return run === undefined ? [] : [{ set, run }];
  });
}

export const failedOf = (last: readonly LastRun[]): LastRun[] =>
  last.filter(({ run }) => !run.verdict.passes);

export function GateNote({ last }: { last: readonly LastRun[] }) {
  const text = useCopy(publishCopy);
  const { against } = useCopy(setsCopy);
  const marks = useMarks();
  const mayOpen = useMay()("knowledge.edit");
  const failed = failedOf(last);
  if (last.length === 0) return null;
  if (failed.length === 0) {
    const newest = last.map(({ run }) => run.at).toSorted().at(-1) ?? "";
    return <p className="hl-small hl-quiet hl-num">{text.gatePassed(momentShown(newest))}</p>;
  }
  return (
    <div className="kb-strip kb-gate" data-tone="warn" role="status">
      <strong>{text.gateFailed}</strong>
      <ul className="kb-lines">
        {failed.map(({ set, run }) => (
          <li key={set.id}>
            <span>
              {mayOpen ? <Link to={`/knowledge/trials?view=sets&set=${set.id}`}>{set.name}</Link> : set.name}
              {marks.colon}
              {run.verdict.against.map((name) => against[name] ?? name).join(marks.list)}
            </span>
            <span className="hl-small hl-quiet hl-num">{momentShown(run.at)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

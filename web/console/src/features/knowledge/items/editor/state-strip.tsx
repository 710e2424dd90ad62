/** What stands in the way of writing or handing in: in review, given back, behind. */
import type { WorkingCopy } from "@hearthline/api";
import { App, Button } from "antd";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { shortTime, useNow } from "@/lib/time";
import { useMarks } from "@/lib/told";
import { useSay } from "@/lib/words";

import { type Field, itemCopy } from "../../shared/copy";
import { useRebase, useRecall } from "../../shared/deeds";
import { useDeeds } from "../../shared/queries";
import { copy } from "./copy";
import type { Submitting } from "./use-submitting";
import type { Writing } from "./use-writing";

interface StripProps {
  id: string;
  known: WorkingCopy | null;
  writing: Writing;
  submitting: Submitting;
}

export function StateStrip({ id, known, writing, submitting }: StripProps) {
  if (known?.state === "in_review") return <InReview id={id} known={known} />;
  return (
    <>
      {submitting.isBehind ? <Behind id={id} writing={writing} onDone={submitting.caughtUp} /> : null}
      {known === null ? null : <GivenBack id={id} />}
    </>
  );
}

function InReview({ id, known }: { id: string; known: WorkingCopy }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  const say = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const recall = useRecall();
  const at = known.submitted_at ?? known.edited_at;
  return (
    <div className="kb-strip" data-tone="info">
      <p>{text.inReview(known.submitted_by?.name ?? text.somebody, shortTime(at, now, locale))}</p>
      {may("knowledge.edit") ? (
        <Button
          size="small"
          className="push"
          loading={recall.isPending}
          onClick={() =>
            recall.mutate(
              { id },
              {
                onSuccess: () => void message.success(text.recalled),
                onError: (error) => void message.error(say(error)),
              },
            )
          }
        >
          {text.recall}
        </Button>
      ) : null}
    </div>
  );
}

/** The reason of the reviewer, as long as nothing was handed in after it. */
function GivenBack({ id }: { id: string }) {
  const text = useCopy(copy);
  const { data: deeds } = useDeeds(id);
  const last = deeds?.find(({ deed }) => ["rejected", "submitted", "approved", "discarded"].includes(deed));
  if (last?.deed !== "rejected") return null;
  return (
    <div className="kb-strip" data-tone="warn">
      <p>{text.rejected(last.note)}</p>
      <span className="hl-small hl-quiet push">{last.by?.name}</span>
    </div>
  );
}

function Behind({ id, writing, onDone }: { id: string; writing: Writing; onDone: () => void }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const marks = useMarks();
  const say = useSay();
  const { message } = App.useApp();
  const rebase = useRebase();
  const nameOf = (field: string): string => items.fields[field as Field] ?? field;
  return (
    <div className="kb-strip" data-tone="warn" role="alert">
      <p>{text.basisMoved}</p>
      <Button
        size="small"
        className="push"
        loading={rebase.isPending}
        onClick={() =>
          rebase.mutate(
            { id, counter: writing.state.counter },
            {
              onSuccess: ({ clashes }) => {
                onDone();
                const named = clashes.map(nameOf).join(marks.list);
                if (clashes.length > 0) void message.warning(text.rebaseClash(named));
                else void message.success(text.rebased);
              },
              onError: (error) => void message.error(say(error)),
            },
          )
        }
      >
        {text.rebase}
      </Button>
    </div>
  );
}

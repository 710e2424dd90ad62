/** Approving, now or for a moment, and giving back with a reason; never one's own. */
import type { Review } from "@hearthline/api";
import { App, Button } from "antd";
import { useState } from "react";

import { momentShown } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { useApprove, useReject } from "../../shared/deeds";
import { GateHeld, useGateHeld } from "../../shared/gate-held";
import { failedOf, GateNote, useLastRuns } from "../../shared/gate-note";
import { WhenDialog } from "../../shared/publish-strip";
import { ReasonDialog } from "../../shared/reason-dialog";
import { copy } from "../copy";

export function Decision({ review, onDecided }: { review: Review; onDecided: () => void }) {
  const text = useCopy(copy);
  const say = useSay();
  const { message } = App.useApp();
  const approve = useApprove();
  const reject = useReject();
  const last = useLastRuns();
  const gate = useGateHeld();
  const [asks, setAsks] = useState<"when" | "why" | null>(null);
  const { article_id: id, counter, title, mine } = review;
  const ways = (said: string) => ({
    onSuccess: () => {
      void message.success(said);
      onDecided();
    },
    onError: (error: Error) => void message.error(say(error)),
  });
  function pass(how: { publish: boolean; at: string | null }, reason = ""): void {
    const { publish, at } = how;
    const said = at === null ? text.approved(title) : text.willBe(title, momentShown(at));
    const { onSuccess, onError } = ways(publish ? text.published(title) : said);
    approve.mutate(
      { id, counter, note: "", publish, publish_at: at, in_spite: reason },
      {
        onSuccess,
        onError: (error) => gate.catches(error, (why) => pass(how, why)) || onError(error),
      },
    );
  }
  return (
    <footer className="review-decision">
      {mine ? <p className="hl-quiet">{text.mineHint}</p> : <GateNote last={last} />}
      <span className="push hl-bar">
        <Button loading={reject.isPending} onClick={() => setAsks("why")}>
          {text.reject}
        </Button>
        <Button disabled={mine} onClick={() => pass({ publish: false, at: null })}>
          {text.approveLater}
        </Button>
        <Button disabled={mine} onClick={() => setAsks("when")}>
          {text.approveAt}
        </Button>
        <Button
          type="primary"
          disabled={mine}
          loading={approve.isPending}
          onClick={() => pass({ publish: true, at: null })}
        >
          {failedOf(last).length > 0 ? text.approveStill : text.approvePublish}
        </Button>
      </span>
      {gate.held === null ? null : <GateHeld held={gate.held} onClose={gate.release} />}
      {asks === "when" ? (
        <WhenDialog
          onClose={() => setAsks(null)}
          onChoose={(at) => {
            setAsks(null);
            pass({ publish: false, at });
          }}
        />
      ) : null}
      {asks === "why" ? (
        <ReasonDialog
          isNeeded
          title={text.rejectTitle(title)}
          hint={text.rejectHint}
          deed={text.reject}
          label={text.reason}
          isBusy={reject.isPending}
          onDo={(note) => reject.mutate({ id, counter, note }, ways(text.rejected(title)))}
          onClose={() => setAsks(null)}
        />
      ) : null}
    </footer>
  );
}

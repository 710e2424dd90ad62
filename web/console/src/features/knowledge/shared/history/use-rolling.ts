/** Going back to an earlier version in one step, with a way back from that. */
import { App } from "antd";

import { useCopy } from "@/lib/locale";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { useRollBack, useWithdraw } from "../deeds";
import { historyCopy } from "./copy";

export function useRolling(id: string, live: number | null, onDone: () => void) {
  const text = useCopy(historyCopy);
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const roll = useRollBack();
  const withdraw = useWithdraw();
  const complain = (error: Error) => void message.error(say(error));
  /** What was in force before is in force again; where nothing was, nothing is. */
  function restore(): void {
    if (live === null) withdraw.mutate({ id, reason: "" }, { onError: complain });
    else {
      roll.mutate(
        { id, version: live, reason: "" },
        { onSuccess: () => void message.success(text.restored(live)), onError: complain },
      );
    }
  }
  return {
    isBusy: roll.isPending,
    rollBack: (version: number, reason: string) =>
      roll.mutate(
        { id, version, reason },
        {
          onSuccess: () => {
            onDone();
            undo(text.rolledBack(version), restore);
          },
          onError: complain,
        },
      ),
  };
}

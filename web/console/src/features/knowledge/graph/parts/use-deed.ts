/** Says what was changed in the graph, with a way back; or why it was not. */
import { App } from "antd";

import { useCopy } from "@/lib/locale";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useUndoEdit } from "../queries";

export function useDeed() {
  const text = useCopy(copy);
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const back = useUndoEdit();
  const failed = (error: Error): void => void message.error(say(error));
  return {
    failed,
    done: (said: string, edit: { number: number }): void =>
      undo(said, () =>
        back.mutate(edit.number, {
          onError: failed,
          onSuccess: () => void message.success(text.undone),
        }),
      ),
  };
}

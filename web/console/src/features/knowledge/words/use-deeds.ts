/** Adding, changing and deleting a group, each said and with a way back. */
import type { SearchWords, SearchWordsKind } from "@hearthline/api";
import { App } from "antd";

import { useCopy } from "@/lib/locale";
import { useMarks } from "@/lib/told";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { copy } from "./copy";
import { useAddWords, useChangeWords, useRemoveWords } from "./queries";

export function useWordDeeds() {
  const text = useCopy(copy);
  const marks = useMarks();
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const [adding, changing, removing] = [useAddWords(), useChangeWords(), useRemoveWords()];
  const onError = (error: Error) => void message.error(say(error));
  const told = (words: readonly string[]) => words.join(marks.list);
  return {
    isBusy: adding.isPending || changing.isPending,
    add: (kind: SearchWordsKind, words: string[], onDone: () => void) =>
      adding.mutate(
        { kind, words },
        {
          onError,
          onSuccess: (made) => {
            onDone();
            undo(text.added(told(made.words)), () => removing.mutate(made.id, { onError }));
          },
        },
      ),
    change: (old: SearchWords, words: string[], onDone: () => void) =>
      changing.mutate(
        { id: old.id, words },
        {
          onError,
          onSuccess: (now) => {
            onDone();
            undo(text.changed(told(now.words)), () =>
              changing.mutate({ id: old.id, words: old.words }, { onError }),
            );
          },
        },
      ),
    remove: (old: SearchWords) =>
      removing.mutate(old.id, {
        onError,
        onSuccess: () =>
          undo(text.removed(told(old.words)), () =>
            adding.mutate({ kind: old.kind, words: old.words }, { onError }),
          ),
      }),
  };
}

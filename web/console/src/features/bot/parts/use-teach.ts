/** Teaching a sentence with one press, and taking it back with another. */
import type { OwnExample } from "@hearthline/api";
import { App } from "antd";

import { useCopy } from "@/lib/locale";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { tryCopy } from "../copy-try";
import { useAddExample, useRemoveExample } from "../queries";
import type { ChosenIntent } from "./intent-select";

export interface Teaching {
  isPending: boolean;
  teach: (text: string, intent: ChosenIntent, kind: OwnExample["kind"], onDone?: () => void) => void;
}

export function useTeach(): Teaching {
  const text = useCopy(tryCopy);
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const add = useAddExample();
  const remove = useRemoveExample();
  const complain = (error: Error) => void message.error(say(error));
  return {
    isPending: add.isPending,
    teach: (words, { intent, domain, name }, kind, onDone) =>
      add.mutate(
        { intent, domain, text: words, kind },
        {
          onError: complain,
          onSuccess: ({ id }) => {
            onDone?.();
            undo(kind === "example" ? text.taught(name) : text.countered(name), () =>
              remove.mutate(id, {
                onError: complain,
                onSuccess: () => void message.info(text.untaught),
              }),
            );
          },
        },
      ),
  };
}

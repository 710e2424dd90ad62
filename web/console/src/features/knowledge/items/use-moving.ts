/** Moving places and items in the catalogue, each with a way back. */
import type { ManyChanged } from "@hearthline/api";
import { App } from "antd";

import { useCopy } from "@/lib/locale";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { itemCopy } from "../shared/copy";
import { copy } from "./copy";
import { useChangeMany, useMovePlace, useUndoMany } from "./queries";

/** Tells what a change of many did, and offers to take it back. */
export function useToldChange(): (changed: ManyChanged, said: string) => void {
  const text = useCopy(copy);
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const back = useUndoMany();
  return (changed, said) => {
    if (changed.changed + changed.drafted === 0) {
      void message.info(text.nothing);
      return;
    }
    // The dialog or the row that asked may be gone by then: promises are told all the same.
    undo(said, () => {
      back.mutateAsync(changed.batch_id).then(
        (done) => message.success(text.undone(done.changed + done.drafted)),
        (error: unknown) => message.error(say(error)),
      );
    });
  };
}

export function useMoving() {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const say = useSay();
  const { message } = App.useApp();
  const tell = useToldChange();
  const place = useMovePlace();
  const many = useChangeMany();
  const told = (deed: Promise<ManyChanged>, to: string): void =>
    void deed.then(
      (changed) =>
        tell(changed, text.moved(changed.changed + changed.drafted, to || items.noPlace)),
      (error: unknown) => void message.error(say(error)),
    );
  return {
    isBusy: place.isPending || many.isPending,
    movePlace: (path: string, to: string) => told(place.mutateAsync({ path, to }), to),
    moveItems: (ids: string[], to: string) =>
      told(many.mutateAsync({ ids, change: { catalogue: to } }), to),
  };
}

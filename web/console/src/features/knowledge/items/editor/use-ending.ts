/** Throwing a draft away and withdrawing an item. */
import { App } from "antd";
import { useNavigate } from "react-router";

import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { useDiscard, useWithdraw } from "../../shared/deeds";
import { copy } from "./copy";

export function useEnding(id: string, onDone: () => void) {
  const text = useCopy(copy);
  const say = useSay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const discarding = useDiscard();
  const withdrawing = useWithdraw();
  const ways = (said: string, then: () => void = () => undefined) => ({
    onSuccess: () => {
      void message.success(said);
      onDone();
      then();
    },
    onError: (error: Error) => void message.error(say(error)),
  });
  return {
    isBusy: discarding.isPending || withdrawing.isPending,
    discard: (counter: number, live: number | null) =>
      discarding.mutate(
        { id, counter },
        ways(text.discarded, () => {
          if (live === null) void navigate("/knowledge/items");
        }),
      ),
    withdraw: (reason: string) => withdrawing.mutate({ id, reason }, ways(text.withdrawn)),
  };
}

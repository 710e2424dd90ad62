/** What can be decided on an incident now: the next step as the one bright button. */
import type { Incident } from "@hearthline/api";
import { App, Button } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useClose, useConfirm, useDismiss, useRestore, useUpdate } from "../queries";
import { Ending } from "./ending";
import { FactsForm } from "./facts-form";

type Asked = "confirm" | "update" | "restore" | "close" | "dismiss";

export function Deeds({ incident }: { incident: Incident }) {
  const text = useCopy(copy);
  const say = useSay();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const confirm = useConfirm();
  const update = useUpdate();
  const endings = { restore: useRestore(), close: useClose(), dismiss: useDismiss() };
  const { id, counter, state, tally, title } = incident;
  const told = (said: string) => ({
    onSuccess: () => {
      setAsked(null);
      void message.success(said);
    },
    onError: (error: Error) => void message.error(say(error)),
  });
  const close = (): void => setAsked(null);
  const facts = { known: incident, onClose: close };
  return (
    <div className="hl-bar">
      {state === "suspected" ? (
        <>
          <Button type="primary" onClick={() => setAsked("confirm")}>{text.confirm}</Button>
          <Button onClick={() => setAsked("dismiss")}>{text.dismiss}</Button>
        </>
      ) : null}
      {state === "confirmed" ? (
        <>
          <Button type="primary" onClick={() => setAsked("restore")}>{text.restore}</Button>
          <Button onClick={() => setAsked("update")}>{text.update}</Button>
        </>
      ) : null}
      {state === "restored" ? (
        <Button type="primary" onClick={() => setAsked("close")}>{text.close}</Button>
      ) : null}
      {asked === "confirm" ? (
        <FactsForm
          {...facts}
          title={text.confirm}
          hint={text.confirmHint}
          deed={text.confirm}
          isBusy={confirm.isPending}
          onSay={(said) =>
            confirm.mutate({ id, counter, ...said }, told(text.done.confirmed(said.title)))
          }
        />
      ) : null}
      {asked === "update" ? (
        <FactsForm
          {...facts}
          title={text.update}
          hint={text.updateHint}
          deed={text.update}
          isBusy={update.isPending}
          onSay={(said) =>
            update.mutate({ id, counter, ...said }, told(text.done.updated))
          }
        />
      ) : null}
      {asked === "restore" || asked === "close" || asked === "dismiss" ? (
        <Ending
          title={text[asked]}
          hint={
            asked === "restore"
              ? text.restoreHint(tally.reports)
              : asked === "close"
                ? text.closeHint
                : `${title}：${text.dismissHint}`
          }
          isNeeded={asked === "dismiss"}
          isBusy={endings[asked].isPending}
          onDo={(why) =>
            endings[asked].mutate(
              { id, counter, text: why },
              told(text.done[asked === "restore" ? "restored" : asked === "close" ? "closed" : "dismissed"]),
            )
          }
          onClose={close}
        />
      ) : null}
    </div>
  );
}

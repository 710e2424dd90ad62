/** Lending the conversation to the bot for one flow. */
import type { BotFlow, Row } from "@hearthline/api";
import { Button } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { useLend, useSaid } from "../queries";
import type { Target } from "../rules";
import { TargetList } from "./target-list";

const FlowName = ({ target }: { target: Target }) => <span>{target.title}</span>;

export function BotTab({ row, flows, onDone }: {
  row: Row;
  flows: readonly BotFlow[];
  onDone: () => void;
}) {
  const text = useCopy(copy);
  const said = useSaid(onDone);
  const lend = useLend();
  const [chosen, setChosen] = useState<Target | null>(null);
  const targets: Target[] = flows.map(({ step, name }) => ({
    key: step,
    group: "flows",
    title: name,
    shortcut: "",
    text: step,
    barred: false,
  }));
  function send(): void {
    if (!chosen) return;
    const wish = { step: chosen.key, note: "" };
    said(lend.mutateAsync({ id: row.id, wish }), text.lent(chosen.title));
  }
  if (flows.length === 0) return <p className="hl-quiet">{text.noFlows}</p>;
  return (
    <div className="handover-tab">
      <TargetList
        targets={targets}
        label={text.search.bot}
        chosen={chosen?.key ?? null}
        onChoose={setChosen}
        Show={FlowName}
      />
      <p className="hl-small hl-quiet">{text.botHint}</p>
      <Button type="primary" block disabled={!chosen} loading={lend.isPending} onClick={send}>
        {chosen ? `${text.deeds.bot} · ${chosen.title}` : text.deeds.bot}
      </Button>
    </div>
  );
}

/** Gives many tickets to one team at once; says which could not be given, and why. */
import type { Ticket } from "@hearthline/api";
import { App, Button, Select } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { uuid } from "@/lib/uuid";
import { useSay } from "@/lib/words";

import { actionCopy } from "../copy-actions";
import { copy } from "../copy";
import { actOn, useFresh, useTeams } from "../queries";

export function BulkBar({ chosen, onDone }: { chosen: Ticket[]; onDone: () => void }) {
  const text = useCopy(copy);
  const deeds = useCopy(actionCopy);
  const say = useSay();
  const fresh = useFresh();
  const { message } = App.useApp();
  const teams = useTeams();
  const [team, setTeam] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function dispatch(teamId: string): Promise<void> {
    setBusy(true);
    const tried = await Promise.allSettled(
      chosen.map(({ id }) => actOn(id, { action: "dispatch", client_id: uuid(), team_id: teamId })),
    );
    setBusy(false);
    fresh();
    onDone();
    const failed = tried.filter((one) => one.status === "rejected");
    const given = tried.length - failed.length;
    if (given > 0) void message.success(text.dispatchedAll(given));
    const [first] = failed;
    if (first) void message.warning(text.notDispatched(failed.length, say(first.reason)));
  }

  return (
    <div className="tickets-bulk">
      <strong>{text.chosen(chosen.length)}</strong>
      <Select
        aria-label={deeds.team}
        placeholder={deeds.team}
        value={team}
        onChange={setTeam}
        options={(teams.data?.items ?? [])
          .filter((one) => one.is_active)
          .map(({ id, name, load }) => ({ value: id, label: `${name} · ${deeds.load(load)}` }))}
      />
      <Button
        type="primary"
        disabled={team === null}
        loading={busy}
        onClick={() => team !== null && void dispatch(team)}
      >
        {text.dispatchAll}
      </Button>
    </div>
  );
}

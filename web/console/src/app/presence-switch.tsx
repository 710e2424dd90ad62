/** My own state at work, and how many conversations I hold. */
import type { Presence, PresenceState } from "@hearthline/api";
import { taken } from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Dropdown } from "antd";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { copy } from "./copy";

const STATES: PresenceState[] = ["available", "busy", "away", "offline"];

export function PresenceSwitch() {
  const text = useCopy(copy);
  const { data: presence } = useQuery({
    queryKey: keys.presence,
    queryFn: () => taken<Presence>(api.GET("/api/v1/desk/presence")),
    refetchInterval: 60_000,
  });
  const change = useChange();
  const state = change.isPending ? change.variables : (presence?.state ?? "offline");
  return (
    <Dropdown
      trigger={["click"]}
      placement="topLeft"
      menu={{
        selectedKeys: [state],
        onClick: ({ key }) => change.mutate(key as PresenceState),
        items: STATES.map((key) => ({
          key,
          icon: <PresenceDot state={key} />,
          label: (
            <span className="presence-option">
              {text.presence[key]}
              <small className="hl-small hl-quiet">{text.presenceHint[key]}</small>
            </span>
          ),
        })),
      }}
    >
      <button type="button" className="rail-button" aria-label={text.changePresence}>
        <span className="presence-state">
          <PresenceDot state={state} />
          {text.presence[state]}
        </span>
        {presence ? (
          <span className="hl-num hl-small" title={text.load(presence.load, presence.capacity)}>
            {presence.load}/{presence.capacity}
          </span>
        ) : null}
      </button>
    </Dropdown>
  );
}

function useChange() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const say = useSay();
  return useMutation({
    mutationFn: (state: PresenceState) =>
      taken<Presence>(api.PUT("/api/v1/desk/presence", { body: { state, reason: null } })),
    onSuccess: (presence) => queries.setQueryData(keys.presence, presence),
    onError: (error) => void message.error(say(error)),
  });
}

function PresenceDot({ state }: { state: PresenceState }) {
  return <span className="presence-dot" data-state={state} aria-hidden />;
}

/** My own state at work, and how many conversations I hold. */
import type { PresenceState } from "@hearthline/api";
import { Dropdown } from "antd";

import { useCopy } from "@/lib/locale";
import { useChangePresence, usePresence } from "@/lib/presence";

import { copy } from "./copy";

const STATES: PresenceState[] = ["available", "busy", "away", "offline"];

export function PresenceSwitch() {
  const text = useCopy(copy);
  const { data: presence } = usePresence();
  const change = useChangePresence();
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

function PresenceDot({ state }: { state: PresenceState }) {
  return <span className="presence-dot" data-state={state} aria-hidden />;
}

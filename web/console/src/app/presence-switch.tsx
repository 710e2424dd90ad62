/** My own state at work, its reason, what follows, and how many conversations I hold. */
import type { DeskSetting, Presence, PresenceState } from "@hearthline/api";
import { Dropdown } from "antd";
import type { ItemType } from "antd/es/menu/interface";
import { useState } from "react";

import { useDeskSettings } from "@/lib/desk-settings";
import { useCopy } from "@/lib/locale";
import { type PresenceWish, useChangePresence, usePresence, useUnbookPresence } from "@/lib/presence";
import { useNow } from "@/lib/time";

import { copy } from "./copy";

type Chosen = Exclude<PresenceState, "wrap_up">;
type Text = ReturnType<typeof useCopy<typeof copy.zh>>;

const STATES: Chosen[] = ["available", "busy", "away", "offline"];
const UNBOOK = "unbook";

/** The key of a choice says the whole wish: when, which state, why. */
function wishOf(key: string): PresenceWish {
  const [when, state, ...reason] = key.split(":");
  return {
    state: state as PresenceState,
    reason: reason.join(":") || null,
    when: when === "after" ? "after" : "now",
  };
}

export function PresenceSwitch() {
  const text = useCopy(copy);
  const { data: presence, isPending: isAsked } = usePresence();
  const { data: settings, isPending: isSettling } = useDeskSettings();
  const change = useChangePresence();
  const unbook = useUnbookPresence();
  const [wanted, setWanted] = useState(false);
  const state = presence?.state ?? "offline";
  return (
    <Dropdown
      trigger={["click"]}
      // A menu that grew while it is open would move its choices from under the pointer.
      open={wanted && !isAsked && !isSettling}
      onOpenChange={setWanted}
      placement="topLeft"
      menu={{
        selectedKeys: [`now:${state}:${presence?.reason ?? ""}`, `now:${state}:`],
        onClick: ({ key }) => (key === UNBOOK ? unbook.mutate() : change.mutate(wishOf(key))),
        items: choicesOf(text, settings?.reasons ?? [], presence),
      }}
    >
      <button
        type="button"
        className="rail-button"
        aria-label={text.changePresence}
        aria-busy={change.isPending}
        title={presence?.forced_why ? text.forced(presence.forced_why) : undefined}
      >
        <span className="presence-state">
          <PresenceDot state={state} />
          {presence ? <StateWord presence={presence} /> : text.presence[state]}
        </span>
        {presence?.next_state ? (
          <span className="hl-small presence-next">
            {text.booked(presence.next_reason ?? text.presence[presence.next_state])}
          </span>
        ) : null}
        {presence ? (
          <span className="hl-num hl-small" title={text.load(presence.load, presence.capacity)}>
            {presence.load}/{presence.capacity}
          </span>
        ) : null}
      </button>
    </Dropdown>
  );
}

function StateWord({ presence }: { presence: Presence }) {
  const text = useCopy(copy);
  const now = useNow();
  if (presence.state !== "wrap_up") {
    const isBooked = presence.next_state !== null;
    return (isBooked ? null : presence.reason) ?? text.presence[presence.state];
  }
  const left = Math.ceil((Date.parse(presence.ends_at ?? "") - now) / 1_000);
  return left > 0 ? text.wrapLeft(left) : text.presence.wrap_up;
}

function choicesOf(
  text: Text,
  reasons: DeskSetting["reasons"],
  presence: Presence | undefined,
): ItemType[] {
  const plain = STATES.map((state) => ({
    key: `now:${state}:`,
    icon: <PresenceDot state={state} />,
    label: (
      <span className="presence-option">
        {text.presence[state]}
        <small className="hl-small hl-quiet">{text.presenceHint[state]}</small>
      </span>
    ),
  }));
  const named = (when: "now" | "after") =>
    reasons.map(({ label, state }) => ({
      key: `${when}:${state}:${label}`,
      icon: <PresenceDot state={state} />,
      label,
    }));
  const after: ItemType[] =
    presence?.next_state === null || presence === undefined
      ? [
          {
            key: "after",
            label: text.after,
            title: text.afterHint,
            children: [
              ...named("after"),
              { key: "after:offline:", icon: <PresenceDot state="offline" />, label: text.presence.offline },
            ],
          },
        ]
      : [{ key: UNBOOK, label: text.unbook }];
  return [
    ...plain,
    { type: "divider" },
    { key: "reasons", label: text.reasons, children: named("now") },
    ...after,
  ];
}

function PresenceDot({ state }: { state: PresenceState }) {
  return <span className="presence-dot" data-state={state} aria-hidden />;
}

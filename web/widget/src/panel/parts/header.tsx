import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Copy } from "../copy";
import type { ChatState } from "../store";
import { useSurroundings } from "./context";
import { Icon, Mark } from "./icons";

function stateLine(state: ChatState, copy: Copy): string {
  if (state.phase === "broken") return copy.brokenState;
  if (state.phase !== "ready") return copy.openingState;
  if (state.status === "queued") return copy.queuedState;
  if (state.status === "agent") return copy.agentState;
  return state.status === "closed" ? copy.closedState : copy.botState;
}

/** Who answers at the moment: the agent by name, else the bot. */
export function answererName(state: ChatState): string | null {
  if (state.status === "agent" && state.agentName !== null) return state.agentName;
  const named = [...state.messages]
    .reverse()
    .find(({ sender, kind }) => sender.kind !== "customer" && sender.kind !== "agent" && kind !== "notice");
  return named?.sender.name || null;
}

function Menu(props: { rate: () => void }): JSX.Element {
  const { chat, copy, state } = useSurroundings();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const away = (event: Event) => {
      if (!event.composedPath().some((node) => node === box.current)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    return () => document.removeEventListener("pointerdown", away);
  }, [isOpen]);
  const choose = (deed: () => void) => () => {
    setOpen(false);
    deed();
  };
  const keys = (event: KeyboardEvent) => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.findIndex((item) => item === (event.target as Node));
    if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items.at(at - 1)?.focus();
    else if (event.key === "Escape" && isOpen) {
      setOpen(false);
      box.current?.querySelector<HTMLElement>("button")?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isIdle = state.phase !== "ready";
  return (
    <div class="menu" ref={box} onKeyDown={keys}>
      <button
        type="button"
        class="icon-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={copy.menu}
        title={copy.menu}
        disabled={isIdle}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div class="menu-list" role="menu">
          <button type="button" role="menuitem" onClick={choose(props.rate)}>
            {copy.rateChat}
          </button>
          {state.status !== "closed" && (
            <button type="button" role="menuitem" onClick={choose(() => void chat.deeds.close())}>
              {copy.endChat}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

export function Header(props: { rate: () => void; minimise: () => void }): JSX.Element {
  const { chat, copy, state, title } = useSurroundings();
  const isBot = state.status === "bot" || state.status === "queued";
  const agent = state.status === "agent" ? state.agentName : null;
  const canHandOff = state.phase === "ready" && state.status === "bot";
  return (
    <header class="header">
      {agent === null ? <Mark /> : <span class="face">{[...agent][0]}</span>}
      <div class="header-words">
        <h2>
          <span class="header-name">{answererName(state) ?? title}</span>
          {isBot && (
            <span class="ai" title={copy.aiExplained}>
              {copy.ai}
            </span>
          )}
        </h2>
        <p role="status">{stateLine(state, copy)}</p>
      </div>
      {(state.status === "bot" || state.isHandingOff) && (
        <button
          type="button"
          class="hand-off"
          title={copy.handOffHint}
          disabled={!canHandOff || state.isHandingOff}
          onClick={() => void chat.deeds.handOff(copy.handOffReason)}
        >
          <Icon name="person" />
          {state.isHandingOff ? copy.handOffBusy : copy.handOff}
        </button>
      )}
      <Menu rate={props.rate} />
      <button
        type="button"
        class="icon-button"
        aria-label={copy.minimise}
        title={copy.minimise}
        onClick={props.minimise}
      >
        <Icon name="down" />
      </button>
    </header>
  );
}

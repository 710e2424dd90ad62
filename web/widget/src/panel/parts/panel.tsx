import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Bridge } from "../../bridge";
import type { Chat } from "../chat";
import { copyFor } from "../copy";
import { useStore } from "../store";
import { Composer } from "./composer";
import { SurroundingsContext, useSurroundings } from "./context";
import { Header } from "./header";
import { Strips } from "./strips";
import { Thread } from "./thread";
import { useDrop } from "./use-drop";
import { isFullScreen, useFocusTrap, useViewport } from "./use-screen";

const TICK_MS = 30_000;

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function Foot(props: { focusOn: number }): JSX.Element {
  const { chat, copy, state } = useSurroundings();
  if (state.phase === "broken") {
    return (
      <div class="foot" role="alert">
        <p>{copy.broken}</p>
        <button type="button" class="primary" onClick={() => void chat.start()}>
          {copy.again}
        </button>
      </div>
    );
  }
  return (
    <>
      {state.status === "closed" && (
        <div class="ended">
          {copy.closedState}
          <button type="button" class="link" onClick={() => chat.restart()}>
            {copy.newChat}
          </button>
        </div>
      )}
      <Composer focusOn={props.focusOn} />
    </>
  );
}

export function Panel(props: { chat: Chat; bridge: Bridge }): JSX.Element {
  const { chat, bridge } = props;
  const { channel, locale, title } = bridge.options;
  const copy = copyFor(locale);
  const state = useStore(chat.store);
  const nowMs = useNow();
  const dialog = useRef<HTMLDivElement>(null);
  const [focusOn, setFocusOn] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const [wished, setWished] = useState(false);
  const drop = useDrop((files) => chat.uploads.add(files));
  useViewport(dialog, state.isOpen);
  useFocusTrap(dialog, state.isOpen);
  useEffect(() => {
    if (!state.isOpen) return;
    if (isFullScreen()) dialog.current?.focus();
    else setFocusOn((count) => count + 1);
  }, [state.isOpen]);
  useEffect(() => {
    setDismissed(false);
    setWished(false);
  }, [state.conversationId, state.status === "closed"]);

  const hasSpoken = state.messages.some(({ sender }) => sender.kind === "customer");
  const isAsked = state.status === "closed" && hasSpoken && !dismissed;
  const surroundings = { chat, state, copy, locale, nowMs, channel, title: title ?? copy.service };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    bridge.closed();
  };
  return (
    <SurroundingsContext.Provider value={surroundings}>
      <div
        ref={dialog}
        class={state.isOpen ? "panel panel-open" : "panel"}
        role="dialog"
        aria-label={surroundings.title}
        lang={locale}
        tabIndex={-1}
        inert={!state.isOpen}
        onKeyDown={keys}
        {...drop.handlers}
      >
        <Header
          rate={() => {
            setDismissed(false);
            setWished(true);
          }}
          minimise={() => bridge.closed()}
        />
        <Strips />
        <Thread
          isRating={isAsked || wished}
          dismissRating={() => {
            setDismissed(true);
            setWished(false);
          }}
        />
        <Foot focusOn={focusOn} />
        {drop.isOver && <div class="drop">{copy.drop}</div>}
      </div>
    </SurroundingsContext.Provider>
  );
}

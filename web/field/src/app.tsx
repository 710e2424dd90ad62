/** The page: where the worker is in it, and what every part is handed. */
import type { FieldPlace, TicketId } from "@hearthline/api/field";
import type { JSX } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { SurroundingsContext } from "./context";
import { EN } from "./copy/en";
import { ZH } from "./copy/zh";
import { whereAmI } from "./lib/geo";
import { useLocale } from "./lib/locale";
import { useStore } from "./lib/store";
import { Account } from "./parts/account";
import { List } from "./parts/list";
import { Login } from "./parts/login";
import { Outbox } from "./parts/outbox";
import { Task } from "./parts/task";
import type { Engine } from "./sync/engine";
import type { Server } from "./sync/server";

const TICK_MS = 20_000;
const TOLD_MS = 3_500;

/** Where one is; a task begins at its top, and the list is found again where it was left. */
function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  const before = useRef({ hash: location.hash, list: 0 });
  useEffect(() => {
    const changed = () => {
      if (isList(before.current.hash)) before.current.list = window.scrollY;
      before.current.hash = location.hash;
      setHash(location.hash);
    };
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  useLayoutEffect(() => window.scrollTo(0, isList(hash) ? before.current.list : 0), [hash]);
  return hash;
}

const isList = (hash: string): boolean => !/^#\/(t\/|in|out|me)/.test(hash);

function useNow(): number {
  const [nowMs, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}

export function App({ engine, server }: { engine: Engine; server: Server }): JSX.Element {
  const state = useStore(engine.state);
  const locale = useLocale();
  const nowMs = useNow();
  const [here, setHere] = useState<FieldPlace | null>(null);
  const [told, setTold] = useState("");
  const locate = useCallback(async () => {
    const found = await whereAmI();
    if (found !== null) setHere(found);
    return found;
  }, []);
  useEffect(() => {
    if (told === "") return;
    const timer = setTimeout(() => setTold(""), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = locale === "en" ? EN : ZH;
  const surroundings = useMemo(
    () => ({ engine, server, state, copy, locale, nowMs, here, locate, tell: setTold }),
    [engine, server, state, copy, locale, nowMs, here, locate],
  );
  return (
    <SurroundingsContext.Provider value={surroundings}>
      {state.isLoaded && (
        <Place isKnown={state.kept.person !== null} mustLogIn={state.mustLogIn} />
      )}
      <div class="told" role="status" aria-live="polite">
        {told !== "" && <span>{told}</span>}
      </div>
    </SurroundingsContext.Provider>
  );
}

function Place({ isKnown, mustLogIn }: { isKnown: boolean; mustLogIn: boolean }): JSX.Element {
  const hash = useHash();
  const later = () => {
    location.hash = "#/";
  };
  useEffect(() => {
    if (hash === "#/in" && isKnown && !mustLogIn) later();
  }, [hash, isKnown, mustLogIn]);
  if (!isKnown) return <Login onLater={null} />;
  if (hash === "#/in" && mustLogIn) return <Login onLater={later} />;
  const task = /^#\/t\/([\w-]+)$/.exec(hash)?.[1];
  if (task !== undefined) return <Task key={task} id={task as TicketId} />;
  if (hash === "#/out") return <Outbox />;
  if (hash === "#/me") return <Account />;
  return <List />;
}

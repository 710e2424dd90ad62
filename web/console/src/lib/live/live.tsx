/** The live layer of one tab: one socket, its threads, its lists. */
import { type ConversationId, type Row, type StaffId, taken, type ThreadPage } from "@hearthline/api";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";

import { api, session } from "@/lib/api";
import { keys } from "@/lib/keys";
import { checkSession, useMay, useMe } from "@/lib/me";
import { createStore, type Store, useStore } from "@/lib/store";

import { Bus, type Hear } from "./bus";
import { DeskLine, isOfLine } from "./desk-line";
import { Link, type LinkState, type Wire } from "./link";
import { type Book, Lists } from "./lists";
import { listOptions } from "./list-options";
import { emptyThread, lastSeq, type Thread } from "./thread";
import { OpenThreads } from "./threads";

export interface Live {
  threads: OpenThreads;
  lists: Lists;
  line: DeskLine;
  bus: Bus;
  link: Link;
  state: Store<LinkState>;
  openThread: (id: ConversationId) => Promise<void>;
}

function dial(): Wire {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(`${scheme}//${location.host}/api/v1/desk/stream`) as Wire;
}

function makeLive(queries: QueryClient, me: StaffId): Live {
  const state = createStore<LinkState>("stopped");
  const threads = new OpenThreads((id, query) =>
    taken<ThreadPage>(
      api.GET("/api/v1/desk/conversations/{conversation_id}/messages", {
        params: { path: { conversation_id: id }, query },
      }),
    ),
  );
  const lists = new Lists(queries, me, (id) => threads.get(id).agentReadSeq);
  const line = new DeskLine(threads, {
    onRow: (id, row) => lists.hearRow(id, row),
    onReset: () => void lists.reload(),
    onQueues: (items) => lists.hearQueues(items),
    onPresence: () => void queries.invalidateQueries({ queryKey: keys.presence }),
  });
  const bus = new Bus();
  const link = new Link({
    dial,
    hello: () => line.hello(),
    onFrame: (frame) => {
      if (isOfLine(frame)) line.hear(frame);
      bus.tell(frame);
    },
    onState: (next) => {
      state.set(next);
      if (next === "live") bus.tell({ type: "live" });
    },
    onRefused: () => void checkSession(),
  });
  async function openThread(id: ConversationId): Promise<void> {
    const gone = await threads.open(id);
    for (const one of gone) link.send({ type: "close", conversation_id: one });
    link.send({ type: "open", conversation_id: id, after_seq: lastSeq(threads.get(id)) });
  }
  return { threads, lists, line, bus, link, state, openThread };
}

async function prepare(queries: QueryClient, live: Live): Promise<void> {
  const views = ["mine", "queue"] as const;
  await Promise.allSettled(
    views.map((view) => queries.fetchInfiniteQuery(listOptions(live, view, ""))),
  );
}

export const LiveContext = createContext<Live | null>(null);

export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const me = useMe();
  const [live] = useState(() => makeLive(queries, me.id));
  const expired = useStore(session, ({ state }) => state === "expired");
  const mayListen = useMay()("desk.view");
  useEffect(() => {
    const { link, threads } = live;
    if (expired || !mayListen) {
      link.stop();
      return undefined;
    }
    let left = false;
    const hurry = () => document.visibilityState === "visible" && link.hurry();
    const cut = () => link.cut();
    const keep = (event: BeforeUnloadEvent) => threads.holdsUnsent() && event.preventDefault();
    // The first hello must carry the heads of the lists, or news between the two would be lost.
    void prepare(queries, live).finally(() => !left && link.start());
    globalThis.addEventListener("online", hurry);
    globalThis.addEventListener("offline", cut);
    globalThis.addEventListener("beforeunload", keep);
    document.addEventListener("visibilitychange", hurry);
    return () => {
      left = true;
      globalThis.removeEventListener("online", hurry);
      globalThis.removeEventListener("offline", cut);
      globalThis.removeEventListener("beforeunload", keep);
      document.removeEventListener("visibilitychange", hurry);
      link.stop();
    };
  }, [live, expired, mayListen, queries]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive needs a LiveProvider above");
  return live;
}

/** Hears frames of one kind; `live` comes whenever the line is up again. */
export function useFrames<Frame extends { type: string }>(
  type: Frame["type"],
  hear: Hear<Frame>,
): void {
  const { bus } = useLive();
  const latest = useRef(hear);
  useEffect(() => {
    latest.current = hear;
  });
  useEffect(() => bus.on<Frame>(type, (frame) => latest.current(frame)), [bus, type]);
}

export const useLinkState = (): LinkState => useStore(useLive().state, (state) => state);

export const useBook = <Part,>(part: (book: Book) => Part): Part =>
  useStore(useLive().lists.book, part);

export const useRow = (id: ConversationId | null): Row | null =>
  useBook((book) => (id === null ? null : (book[id] ?? null)));

export const useThread = (id: ConversationId): Thread =>
  useStore(useLive().threads.store, (threads) => threads[id] ?? emptyThread);

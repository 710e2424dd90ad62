/** The wall's socket: one for the page while anybody looks, each frame the whole of now. */
import type { WallFrame } from "@hearthline/api";
import { useEffect } from "react";

import { backoffMs } from "@/lib/live/backoff";
import { createStore, useStore } from "@/lib/store";

interface House {
  frame: WallFrame | null;
  live: boolean;
}

const house = createStore<House>({ frame: null, live: false });
const SILENCE_MS = 20_000;
let lookers = 0;
let socket: WebSocket | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
let attempt = 0;

function later(ms: number, deed: () => void): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(deed, ms);
}

function dial(): void {
  const { protocol, host } = globalThis.location;
  const scheme = protocol === "https:" ? "wss" : "ws";
  const mine = new WebSocket(`${scheme}://${host}/api/v1/supervision/stream`);
  socket = mine;
  mine.onmessage = (event: MessageEvent<string>) => {
    const frame = JSON.parse(event.data) as WallFrame;
    if (frame.type !== "wall") return;
    attempt = 0;
    house.set({ frame, live: true });
    later(SILENCE_MS, () => mine.close());
  };
  mine.onclose = () => {
    if (socket !== mine) return;
    house.set((now) => ({ ...now, live: false }));
    if (lookers > 0) later(backoffMs(attempt++, Math.random), dial);
  };
}

function leave(): void {
  lookers -= 1;
  if (lookers > 0) return;
  if (timer !== null) clearTimeout(timer);
  const mine = socket;
  socket = null;
  mine?.close();
  house.set((now) => ({ ...now, live: false }));
}

/** The house now, kept true for as long as somebody looks. */
export function useHouse(): House {
  useEffect(() => {
    lookers += 1;
    if (lookers === 1) dial();
    return leave;
  }, []);
  return useStore(house, (now) => now);
}

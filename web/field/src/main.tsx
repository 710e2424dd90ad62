import { render } from "preact";

import "../../ui/tokens.css";
import "./field.css";
import { App } from "./app";
import { installable } from "./lib/install";
import { chooseLocale, currentLocale } from "./lib/locale";
import { DatabaseShelf } from "./sync/database";
import { Engine } from "./sync/engine";
import { HttpServer } from "./sync/server";

const POLL_MS = 60_000;
const LOCK = "hearthline.field.sending";

let timer: ReturnType<typeof setTimeout> | undefined;

function later(milliseconds: number, task: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(task, milliseconds);
}

/** One page of this phone sends at a time; where a browser has no locks, repeats are harmless. */
async function alone(task: () => Promise<void>): Promise<boolean> {
  if (!("locks" in navigator)) {
    await task();
    return true;
  }
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await task();
    return true;
  });
}

const server = new HttpServer(currentLocale);
const engine = new Engine(new DatabaseShelf(), server, {
  now: () => Date.now(),
  random: Math.random,
  later,
  alone,
});

function watch(): void {
  engine.setOnline(navigator.onLine);
  window.addEventListener("online", () => engine.setOnline(true));
  window.addEventListener("offline", () => engine.setOnline(false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void engine.wake();
  });
  setInterval(() => {
    if (document.visibilityState === "visible" && navigator.onLine) void engine.wake();
  }, POLL_MS);
}

async function begin(): Promise<void> {
  installable.listen();
  chooseLocale(currentLocale());
  const place = document.querySelector("#field");
  if (place === null) throw new Error("the page has no place for us");
  render(<App engine={engine} server={server} />, place);
  if ("serviceWorker" in navigator) {
    await navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" }).catch(() => undefined);
  }
  // What is not uploaded must not be cleared away when the phone runs out of room.
  void navigator.storage?.persist?.();
  await engine.start();
  watch();
}

void begin();

import { MOUNT_NAME, type HearthlineEvent, type Panel, liveKey } from "../bridge";
import { Identity, type IdentityGiver } from "./identity";
import { Launcher } from "./launcher";
import { type LoaderOptions, readOptions } from "./options";

type Listener = (detail: unknown) => void;

interface HearthlineApi {
  open(): void;
  close(): void;
  identify(giver: IdentityGiver): void;
  on(event: HearthlineEvent, listener: Listener): () => void;
}

declare global {
  interface Window {
    Hearthline?: HearthlineApi;
  }
}

function loadScript(address: string, nonce: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.nonce = nonce;
    script.async = true;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error("the chat panel could not be loaded"));
    });
    document.head.append(script);
  });
}

/** True when this browser has a conversation under way, so that an answer may be waiting. */
function hasLiveConversation(channel: string): boolean {
  try {
    return localStorage.getItem(liveKey(channel)) !== null;
  } catch {
    return false;
  }
}

class Loader implements HearthlineApi {
  readonly #identity: Identity;
  readonly #launcher: Launcher;
  readonly #listeners = new Map<HearthlineEvent, Set<Listener>>();
  #panel: Panel | null = null;
  #loading: Promise<Panel> | null = null;
  #open = false;

  constructor(private readonly options: LoaderOptions) {
    this.#identity = new Identity(options.identity, options.identityUrl);
    this.#launcher = new Launcher(options.locale, options, () =>
      this.#open ? this.close() : this.open(),
    );
  }

  start(): void {
    this.#launcher.attach();
    if (hasLiveConversation(this.options.channel)) {
      const later = window.requestIdleCallback ?? ((task: () => void) => setTimeout(task, 300));
      later(() => void this.#load().catch(() => undefined));
    }
  }

  open(): void {
    this.#open = true;
    this.#launcher.show({ open: true, busy: this.#panel === null, failed: false });
    this.#load().then(
      (panel) => {
        if (this.#open) panel.open();
        this.#emit("open", null);
      },
      () => {
        this.#open = false;
        this.#launcher.show({ open: false, busy: false, failed: true });
      },
    );
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#panel?.close();
    this.#launcher.show({ open: false, busy: false });
    this.#launcher.focus();
    this.#emit("close", null);
  }

  identify(giver: IdentityGiver): void {
    this.#identity.replace(giver);
    this.#panel?.identityChanged();
  }

  on(event: HearthlineEvent, listener: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set<Listener>();
    this.#listeners.set(event, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  #emit(event: HearthlineEvent, detail: unknown): void {
    this.#listeners.get(event)?.forEach((listener) => listener(detail));
  }

  #load(): Promise<Panel> {
    this.#loading ??= this.#mount().catch((fault: unknown) => {
      this.#loading = null;
      throw fault;
    });
    return this.#loading;
  }

  async #mount(): Promise<Panel> {
    if (window[MOUNT_NAME] === undefined) await loadScript(this.options.panel, this.options.nonce);
    const mount = window[MOUNT_NAME];
    if (mount === undefined) throw new Error("the chat panel did not start");
    this.#panel = mount({
      root: this.#launcher.root,
      options: this.options,
      identity: this.#identity,
      closed: () => this.close(),
      unread: (count) => {
        this.#launcher.show({ unread: count });
        this.#emit("unread", count);
      },
      emit: (event, detail) => this.#emit(event, detail),
    });
    this.#launcher.show({ busy: false });
    return this.#panel;
  }
}

function start(): void {
  const script = document.currentScript ?? document.querySelector("script[data-channel]");
  if (!(script instanceof HTMLScriptElement) || window.Hearthline !== undefined) return;
  const options = readOptions(script);
  if (options === null) {
    console.error("Hearthline: the script tag needs data-channel.");
    return;
  }
  const loader = new Loader(options);
  window.Hearthline = loader;
  const ready = () => {
    loader.start();
    document.dispatchEvent(new CustomEvent("hearthline:ready"));
  };
  if (document.body === null) document.addEventListener("DOMContentLoaded", ready);
  else ready();
}

start();

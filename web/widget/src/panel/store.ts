import { useEffect, useState } from "preact/hooks";

import type { Verdicts } from "./thread/judging";
import type { Draft } from "./thread/outbox";
import type { FaultKind } from "./wire/fault";
import type { LineState } from "./wire/line";
import type { Message, QueuePlace, SenderKind, Status, Suggestion } from "./wire/messages";

export interface UploadItem {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly preview: string | null;
  readonly ratio: number;
  readonly fault: FaultKind | "empty" | null;
}

export interface RatingGiven {
  readonly score: number;
  readonly solved: boolean | null;
  readonly comment: string;
}

export interface ChatState {
  readonly phase: "idle" | "opening" | "ready" | "broken";
  readonly isOpen: boolean;
  readonly line: LineState;
  readonly isOnline: boolean;
  readonly conversationId: string | null;
  readonly status: Status;
  readonly queue: QueuePlace | null;
  readonly agentName: string | null;
  /** The identity was refused or could not be had: the person is served as a visitor. */
  readonly isDowngraded: boolean;
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  readonly isPaging: boolean;
  readonly drafts: readonly Draft[];
  readonly uploads: readonly UploadItem[];
  readonly suggestions: readonly Suggestion[];
  /** What everybody should know just now, such as a large outage. */
  readonly banner: string | null;
  /** The channel shows agents what is being typed; the person is told. */
  readonly isPreviewed: boolean;
  readonly typing: SenderKind | null;
  readonly peerReadSeq: number;
  readonly unread: number;
  readonly rating: RatingGiven | null;
  /** Thumbs on answers, by the number of the message. */
  readonly verdicts: Verdicts;
  /** A deed of the header or the rating that did not go through. */
  readonly trouble: FaultKind | null;
  readonly isHandingOff: boolean;
}

export const EMPTY: ChatState = {
  phase: "idle",
  isOpen: false,
  line: "off",
  isOnline: true,
  conversationId: null,
  status: "bot",
  queue: null,
  agentName: null,
  isDowngraded: false,
  messages: [],
  hasOlder: false,
  isPaging: false,
  drafts: [],
  uploads: [],
  suggestions: [],
  banner: null,
  isPreviewed: false,
  typing: null,
  peerReadSeq: 0,
  unread: 0,
  rating: null,
  verdicts: {},
  trouble: null,
  isHandingOff: false,
};

export class Store<T extends object> {
  readonly #listeners = new Set<() => void>();

  constructor(private state: T) {}

  get now(): T {
    return this.state;
  }

  set(change: Partial<T>): void {
    this.state = { ...this.state, ...change };
    this.#listeners.forEach((listener) => listener());
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

export function useStore<T extends object>(store: Store<T>): T {
  const [state, setState] = useState(store.now);
  useEffect(() => {
    setState(store.now);
    return store.watch(() => setState(store.now));
  }, [store]);
  return state;
}

/** A tried conversation on the page: what was said, by whom, and what came of it. */
import type { Tried, TryMessage } from "@hearthline/api";

export type Level = TryMessage["given"]["level"];

export interface Who {
  level: Level;
  /** Account numbers by trade. */
  accounts: Record<string, string>;
  locale: TryMessage["locale"];
  /** Trades that the channel serves; none chosen: all of them. */
  domains: string[];
}

export interface Turn {
  id: number;
  said: string;
  tried: Tried | null;
}

export interface Trial {
  turns: Turn[];
  /** The turn whose reasons are shown; null: the last one. */
  looked: number | null;
}

export const FRESH: Trial = { turns: [], looked: null };

export type Deed =
  | { type: "said"; id: number; said: string }
  | { type: "answered"; id: number; tried: Tried }
  | { type: "failed"; id: number }
  | { type: "looked"; id: number }
  | { type: "reset" };

export function trialReducer(trial: Trial, deed: Deed): Trial {
  switch (deed.type) {
    case "said":
      return { turns: [...trial.turns, { id: deed.id, said: deed.said, tried: null }], looked: null };
    case "answered":
      return {
        ...trial,
        turns: trial.turns.map((turn) => (turn.id === deed.id ? { ...turn, tried: deed.tried } : turn)),
      };
    case "failed":
      return { ...trial, turns: trial.turns.filter(({ id }) => id !== deed.id) };
    case "looked":
      return { ...trial, looked: deed.id };
    case "reset":
      return FRESH;
  }
}

/** The turn whose reasons stand at the right: the chosen one, else the last that was answered. */
export function lookedAt({ turns, looked }: Trial): Turn | null {
  const answered = turns.filter(({ tried }) => tried !== null);
  return answered.find(({ id }) => id === looked) ?? answered.at(-1) ?? null;
}

export function messageOf(
  who: Who,
  said: { text: string; choice: string | null },
  { release, session }: { release: string | null; session: string | null },
): TryMessage {
  const accounts = Object.entries(who.accounts)
    .filter(([, number]) => number.trim() !== "")
    .map(([domain, number]) => ({ domain, account_no: number.trim() }));
  return {
    text: said.text,
    choice: said.choice,
    locale: who.locale,
    domains: who.domains,
    release_id: release,
    session,
    given: { level: who.level, accounts },
  };
}

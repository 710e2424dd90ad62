/** What is still to be done after a conversation, and the promise that comes of it. Pure. */
import type { WrapUpWords } from "@hearthline/api";
import dayjs, { type Dayjs } from "dayjs";

export interface Promising {
  /** By when; null: as the words say. */
  due: Dayjs | null;
  /** Who; null: who writes. */
  keeper: string | null;
  off: boolean;
}

export const UNTOUCHED: Promising = { due: null, keeper: null, off: false };

/** What is to be done: the agent's own words, else the drafted ones. */
export const todoOf = (words: WrapUpWords): string =>
  words.follow_up?.trim() || words.summary?.["todo"]?.text.trim() || "";

/** By when it is proposed: as the draft's words say, while they are what is promised. */
export function proposedDue(words: WrapUpWords, draftDue: string | null, now: Dayjs): Dayjs {
  const said = draftDue !== null && !words.follow_up?.trim() ? dayjs(draftDue) : null;
  return said?.isAfter(now) ? said : now.add(1, "day");
}

/** The part of a wrap-up that is a promise; nothing to be done is none, and so is `off`. */
export function promiseOf(
  words: WrapUpWords,
  { due, keeper, off }: Promising,
  { clientId, draftDue, now }: { clientId: string; draftDue: string | null; now: Dayjs },
): Pick<WrapUpWords, "promise" | "is_promise"> {
  const text = todoOf(words);
  if (off || text === "") return { promise: null, is_promise: false };
  const by = due ?? proposedDue(words, draftDue, now);
  return {
    is_promise: true,
    promise: {
      client_id: clientId,
      text: text.slice(0, 400),
      due_at: by.toISOString(),
      keeper_id: keeper,
    },
  };
}

/** What an offer tells of a conversation. Pure. */
import type { Row } from "@hearthline/api";

/** The customer's own last words, where they are the last; nobody else's. */
export const ownWords = ({ last }: Row): string => (last?.sender === "customer" ? last.text : "");

/** How long an offer stands. */
export const OFFER_S = 30;

/** Seconds until it goes to the next person; never more than it had, whatever the clocks say. */
export function secondsLeft({ offer_expires_at: end }: Row, now: number): number {
  const left = Math.ceil((Date.parse(end ?? "") - now) / 1_000) || 0;
  return Math.min(OFFER_S, Math.max(0, left));
}

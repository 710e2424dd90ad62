/** What an offer tells of a conversation. Pure. */
import type { Row } from "@hearthline/api";

/** The customer's own last words, where they are the last; nobody else's. */
export const ownWords = ({ last }: Row): string => (last?.sender === "customer" ? last.text : "");

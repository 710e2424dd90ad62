import { newUuid } from "./uuid";
import type { Shelf } from "./shelf";

interface Remembered {
  readonly id: string;
  /** Who was signed in when the id was last used; empty for a visitor. */
  readonly person: string;
}

/** The `sub` of a JWT in a form that does not tell it: enough to see that it is another person. */
export function personOf(jwt: string | null): string {
  if (jwt === null) return "";
  let subject = jwt;
  try {
    const body = (jwt.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const claims = JSON.parse(atob(body)) as Record<string, unknown>;
    if (typeof claims["sub"] === "string") subject = claims["sub"];
  } catch {
    // An unreadable token is told apart by its whole text.
  }
  let hash = 0x811c9dc5;
  for (const char of subject) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

function isRemembered(value: unknown): value is Remembered {
  return typeof value === "object" && value !== null && "id" in value && "person" in value;
}

/**
 * The visitor_id this browser keeps. A visitor who signs in keeps it, so his conversation follows
 * him; after signing out, or for another person, a new one is made, so that on a shared computer
 * nobody is handed the conversation of the one before.
 */
export function visitorId(shelf: Shelf, channel: string, person: string): string {
  const key = `hearthline:${channel}:visitor`;
  const held = shelf.getJson(key);
  const isMine = isRemembered(held) && (held.person === "" || held.person === person);
  const id = isMine ? held.id : newUuid();
  shelf.set(key, JSON.stringify({ id, person }));
  return id;
}

/** Reading what came over the socket; nonsense is dropped, never guessed at. */
import type { OtherFrame, ServerFrame } from "@hearthline/api";

const NEEDS: Record<ServerFrame["type"], readonly (readonly [string, string])[]> = {
  row: [
    ["stream", "string"],
    ["seq", "number"],
  ],
  caught_up: [
    ["stream", "string"],
    ["seq", "number"],
  ],
  reset: [
    ["stream", "string"],
    ["epoch", "string"],
    ["seq", "number"],
  ],
  message: [
    ["conversation_id", "string"],
    ["message", "object"],
  ],
  typing: [
    ["conversation_id", "string"],
    ["on", "boolean"],
  ],
  receipt: [
    ["conversation_id", "string"],
    ["seq", "number"],
  ],
  queues: [["items", "object"]],
  ping: [],
  notes: [["conversation_id", "string"]],
  mention: [["conversation_id", "string"]],
  looking: [
    ["conversation_id", "string"],
    ["items", "object"],
  ],
  draft: [
    ["conversation_id", "string"],
    ["version", "number"],
  ],
};

const isKnown = (type: string): type is ServerFrame["type"] => Object.hasOwn(NEEDS, type);

/** A known frame with all it needs, or one of a feature that hears for itself. */
export function readFrame(raw: unknown): ServerFrame | OtherFrame | null {
  if (typeof raw !== "string") return null;
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  const facts = value as OtherFrame;
  if (typeof facts.type !== "string") return null;
  if (!isKnown(facts.type)) return facts;
  if (!NEEDS[facts.type].every(([name, kind]) => typeof facts[name] === kind && facts[name] !== null)) {
    return null;
  }
  return facts;
}

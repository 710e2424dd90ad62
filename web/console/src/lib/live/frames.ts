/** Reading what came over the socket; nonsense is dropped, never guessed at. */
import type { ServerFrame } from "@hearthline/api";

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
};

export function readFrame(raw: unknown): ServerFrame | null {
  if (typeof raw !== "string") return null;
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  const needs = NEEDS[value.type as ServerFrame["type"]];
  const facts = value as Record<string, unknown>;
  if (!needs?.every(([name, kind]) => typeof facts[name] === kind && facts[name] !== null)) {
    return null;
  }
  return value as ServerFrame;
}

/** What the conversation fills of a form: where each value goes, and what may be put there. */
import type { PrefilledField, TicketType } from "@hearthline/api";
import dayjs from "dayjs";

export type FieldPath = string | [string, string];

const OF_EVERY_TYPE = new Set(["address", "contact_phone", "account_no", "description"]);

export const pathOf = (name: string): FieldPath => (OF_EVERY_TYPE.has(name) ? name : ["details", name]);

export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

/** The value as the form's control takes it; nothing when it does not fit the field. */
export function valueFor(found: PrefilledField, type: TicketType): unknown {
  const kind = OF_EVERY_TYPE.has(found.name)
    ? "text"
    : type.fields.find(({ name }) => name === found.name)?.kind;
  if (kind === undefined || kind === "photo") return undefined;
  if (kind === "number" || kind === "temperature") {
    const number = Number(found.value);
    return Number.isFinite(number) && typeof found.value !== "boolean" ? number : undefined;
  }
  if (kind === "date") {
    const day = dayjs(String(found.value));
    return day.isValid() ? day : undefined;
  }
  return String(found.value);
}

/** Words around a span, so that the line stays short: before, the span, after. */
export function around(found: PrefilledField, beside = 12): [string, string, string] {
  const { said, start, end } = found;
  const span = said.slice(start, end);
  const before = said.slice(0, start);
  const after = said.slice(end);
  return [
    before.length > beside ? `…${before.slice(-beside)}` : before,
    span.length > 3 * beside ? `${span.slice(0, 3 * beside)}…` : span,
    after.length > beside ? `${after.slice(0, beside)}…` : after,
  ];
}

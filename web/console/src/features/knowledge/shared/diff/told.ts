/** Values of fields as people read them. Pure. */
import { momentShown } from "@/lib/day";

import type { ItemWords } from "../copy";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** One member of a list, or a single value. */
export function toldValue(field: string, value: unknown, words: ItemWords): string {
  if (value === null || value === undefined || value === "") {
    return field === "valid_to" ? words.forever : words.empty;
  }
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (isRecord(value)) {
    const parts = ["name", "value", "unit"].map((part) => value[part]).filter((part) => part);
    return parts.map(textOf).join(" ");
  }
  const text = textOf(value);
  if (field === "valid_from" || field === "valid_to") return momentShown(text);
  if (field === "kind") return (words.kinds as Record<string, string>)[text] ?? text;
  if (field === "audience") return words.audiences[text] ?? text;
  if (field === "channels") return words.channels[text] ?? text;
  if (field === "customer_classes") return words.classes[text] ?? text;
  return text;
}

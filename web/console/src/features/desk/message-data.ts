/** What a message's `data` holds, read with care: a stranger wrote it. Pure. */
import type { Message } from "@hearthline/api";

type Facts = Record<string, unknown>;

const facts = (value: unknown): Facts | null =>
  typeof value === "object" && value !== null ? (value as Facts) : null;
const list = (value: unknown): Facts[] =>
  Array.isArray(value) ? value.map(facts).filter((one) => one !== null) : [];
const words = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

export const choicesOf = ({ data }: Message): string[] =>
  list(data["choices"])
    .map((choice) => words(choice["label"]))
    .filter((label) => label !== "");

export interface Field {
  label: string;
  value: string;
}

export const fieldsOf = ({ data }: Message): Field[] =>
  list(data["fields"])
    .map((field) => ({ label: words(field["label"]), value: words(field["value"]) }))
    .filter((field) => field.value !== "");

export const cardTitle = ({ data }: Message): string => words(data["title"]);

export interface Citation {
  article: string;
  title: string;
}

export const citationsOf = ({ data }: Message): Citation[] =>
  list(data["citations"]).map((one) => ({
    article: words(one["article"]),
    title: words(one["title"]),
  }));

const LISTING = /[\s①-⑳、:：()（）]/g;
const bare = (line: string): string => line.replace(LISTING, "");

/** The text without a last line that the chips or the named sources below it say again. */
export function leadOf(message: Message): string {
  const { kind, text } = message;
  const at = text.lastIndexOf("\n");
  if (at < 1) return text;
  const labels = kind === "choices" ? choicesOf(message) : [];
  const titles = citationsOf(message).map(({ title }) => title);
  const again = titles.flatMap((title) => [`来源${title}`, `Source${title}`]);
  if (labels.length > 0) again.push(labels.join(""));
  return again.map(bare).includes(bare(text.slice(at))) ? text.slice(0, at) : text;
}

/** Only our own server or https: never a script in an address. */
export function addressOf({ data }: Message): string | null {
  const url = words(data["url"]);
  return /^(\/(?!\/)|https:\/\/)/.test(url) ? url : null;
}

export const fileName = ({ data, text }: Message): string =>
  words(data["name"]) || words(data["filename"]) || text;

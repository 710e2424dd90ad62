import { safeHref } from "./text";
import type { Message } from "../wire/messages";

export const KNOWN_CARDS = ["bill", "outage", "ticket"] as const;
export type CardKind = (typeof KNOWN_CARDS)[number];

export interface CardField {
  readonly label: string;
  readonly value: string;
}

export interface CardAction {
  readonly label: string;
  readonly href: string | null;
  readonly choice: string | null;
  readonly text: string | null;
}

export interface Card {
  readonly kind: CardKind;
  readonly title: string | null;
  readonly fields: readonly CardField[];
  readonly action: CardAction | null;
}

type Bag = Record<string, unknown>;

function bags(value: unknown): readonly Bag[] {
  return Array.isArray(value)
    ? value.filter((each): each is Bag => typeof each === "object" && each !== null)
    : [];
}

function word(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** Integer fen as yuan: 234000 → ¥2,340.00. */
export function yuan(fen: number): string {
  const amount = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2 }).format(fen / 100);
  return `¥${amount}`;
}

function fieldOf(bag: Bag): CardField | null {
  const label = word(bag["label"]) ?? word(bag["name"]);
  const fen = bag["fen"] ?? bag["amount_fen"];
  const value = typeof fen === "number" ? yuan(fen) : (word(bag["text"]) ?? word(bag["value"]));
  return label === null || value === null ? null : { label, value };
}

function actionOf(bag: Bag): CardAction | null {
  const label = word(bag["label"]);
  if (label === null) return null;
  const address = word(bag["url"]) ?? word(bag["href"]);
  const href = address === null ? null : safeHref(address);
  const choice = word(bag["value"]) ?? word(bag["choice"]);
  const text = word(bag["text"]);
  return href === null && choice === null && text === null ? null : { label, href, choice, text };
}

/** The card of a message, or null when it is one this widget does not know. */
export function cardOf(message: Message): Card | null {
  const kind = KNOWN_CARDS.find((each) => each === message.data["card"]);
  if (message.kind !== "card" || kind === undefined) return null;
  const fields = bags(message.data["fields"]).flatMap((each) => fieldOf(each) ?? []);
  const action = bags(message.data["actions"]).flatMap((each) => actionOf(each) ?? [])[0] ?? null;
  return { kind, title: word(message.data["title"]), fields, action };
}

export interface Citation {
  readonly title: string;
  readonly version: string | null;
}

export function citationsOf(message: Message): readonly Citation[] {
  return bags(message.data["citations"]).flatMap((each) => {
    const title = word(each["title"]);
    return title === null ? [] : [{ title, version: word(each["version"]) }];
  });
}

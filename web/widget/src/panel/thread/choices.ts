import type { Message } from "../wire/messages";
import { citationsOf } from "./card";

export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** The choices of a message, whatever else its data may hold. */
export function choicesOf(message: Message): readonly Choice[] {
  const raw = message.data["choices"];
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((each: unknown) => {
    if (typeof each !== "object" || each === null || !("label" in each)) return [];
    const label = String(each.label);
    return [{ label, value: "value" in each ? String(each.value) : label }];
  });
}

const NUMBERING = /[\s①-⑳\d.、:：()（）]/g;

/** The text without a last line that chips or the named sources show already. */
export function leadOf(message: Message): string {
  const labels = choicesOf(message).map(({ label }) => label);
  const titles = citationsOf(message).map(({ title }) => title);
  const at = message.text.lastIndexOf("\n");
  if (labels.length + titles.length === 0 || at < 1) return message.text;
  const shown = [...labels, ...titles, "来源", "Source"];
  const rest = shown.reduce((line, words) => line.replace(words, ""), message.text.slice(at));
  return rest.replace(NUMBERING, "") === "" ? message.text.slice(0, at) : message.text;
}

/** Which choice an answer took: by value, by label, or by its number as text. */
function taken(answer: Message, choices: readonly Choice[]): Choice | null {
  const said = new Set([answer.data["choice"], answer.data["value"], answer.text.trim()]);
  const byWord = choices.find(({ label, value }) => said.has(value) || said.has(label));
  return byWord ?? choices[Number(answer.text.trim()) - 1] ?? null;
}

export interface ChoiceState {
  readonly picked: string | null;
  readonly isOpen: boolean;
}

/** Only the last offer stands open, and only until it is answered. */
export function choiceState(offer: Message, messages: readonly Message[]): ChoiceState {
  const choices = choicesOf(offer);
  for (const message of messages) {
    if (message.seq <= offer.seq) continue;
    if (choicesOf(message).length > 0) return { picked: null, isOpen: false };
    if (message.sender.kind !== "customer") continue;
    const choice = taken(message, choices);
    if (choice !== null) return { picked: choice.value, isOpen: false };
  }
  return { picked: null, isOpen: true };
}

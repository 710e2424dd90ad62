/** What is doubtful in a reply, asked before it is sent; what cannot be asked does not hold it up. */
import type { ConversationId } from "@hearthline/api";

import { session } from "@/lib/api";
import { currentLocale } from "@/lib/locale";

import { nearNumbers } from "./queries-writing";

export interface Warning {
  rule: string;
  severity: "info" | "warn" | "critical";
  message: string;
  span: [number, number] | null;
  suggestion: string | null;
}

const PATIENCE_MS = 800;
const NUMBER = /[0-9](?:[ -]?[0-9]){5,}/;

export type SayNumber = (written: string, knownEnd: string) => string;

/** All warnings for a text; an empty list when nothing is doubtful or nobody answers in time. */
export async function check(
  id: ConversationId,
  text: string,
  sayNumber: SayNumber,
): Promise<Warning[]> {
  const asked = [ofRules(id, text), ofNumbers(id, text, sayNumber)].map((one) =>
    within(PATIENCE_MS, one),
  );
  return (await Promise.all(asked)).flat();
}

async function ofRules(id: ConversationId, text: string): Promise<Warning[]> {
  const answer = await fetch(`/api/v1/assist/conversations/${id}/check`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Accept-Language": currentLocale(),
      "X-CSRF-Token": session.get().csrf ?? "",
    },
    body: JSON.stringify({ text }),
  });
  if (!answer.ok) return [];
  const { warnings } = (await answer.json()) as { warnings?: Warning[] };
  return warnings ?? [];
}

async function ofNumbers(id: ConversationId, text: string, say: SayNumber): Promise<Warning[]> {
  if (!NUMBER.test(text)) return [];
  const hints = await nearNumbers(id, text);
  return hints.map((hint) => ({
    rule: "numbers",
    severity: "warn",
    message: say(hint.written, hint.known_end),
    span: [hint.start, hint.end],
    suggestion: null,
  }));
}

function within(ms: number, asked: Promise<Warning[]>): Promise<Warning[]> {
  const late = new Promise<Warning[]>((done) => setTimeout(() => done([]), ms));
  return Promise.race([asked.catch(() => []), late]);
}

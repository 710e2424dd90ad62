/** How urgent a conversation is, in a word; why it came is told by the server, or named here. */
import type { Row } from "@hearthline/api";
import type { Tone } from "@hearthline/ui";

import { copyOf } from "./locale";

export const reasonCopy = copyOf({
  zh: {
    urgent: "紧急",
    first: "优先",
    complaint: "投诉",
    reasons: {
      customer_request: "客户要求人工",
      complaint: "投诉",
      anger: "客户情绪激动",
      hazard: "险情",
      not_understood: "机器人没听懂",
      out_of_scope: "非供热业务",
      still_cold: "维修后仍不热",
      business_down: "业务系统没有回应",
      refused: "业务系统未受理",
      urge: "催办",
      bot_failed: "机器人多次出错",
    } as Record<string, string>,
  },
  en: {
    urgent: "Urgent",
    first: "Priority",
    complaint: "Complaint",
    reasons: {
      customer_request: "Asked for a person",
      complaint: "Complaint",
      anger: "Upset",
      hazard: "Danger",
      not_understood: "Not understood by the bot",
      out_of_scope: "Not our business",
      still_cold: "Still cold after the repair",
      business_down: "Business system silent",
      refused: "Refused by the business system",
      urge: "Urging",
      bot_failed: "The bot failed",
    } as Record<string, string>,
  },
});

type Words = typeof reasonCopy.zh;

export const reasonIn = (words: Words, reason: string): string => words.reasons[reason] ?? reason;

const COMPLAINT = new Set(["complaint", "投诉", "Complaint"]);

export function urgency(row: Row, words: Words): { tone: Tone; word: string } | null {
  if (row.priority === 0) return { tone: "danger", word: words.urgent };
  if (row.reason !== null && COMPLAINT.has(row.reason)) {
    return { tone: "warn", word: words.complaint };
  }
  return row.priority === 1 ? { tone: "warn", word: words.first } : null;
}

/** Why a conversation came to people, and how urgent it is, in words. */
import type { Row } from "@hearthline/api";
import type { Tone } from "@hearthline/ui";

import { copyOf } from "./locale";

export const reasonCopy = copyOf({
  zh: {
    urgent: "紧急",
    first: "优先",
    complaint: "投诉",
    reasons: {
      human: "客户要求人工",
      customer_asked: "客户要求人工",
      requested: "客户要求人工",
      angry: "客户情绪激动",
      complaint: "投诉",
      hazard: "安全隐患",
      leak: "漏水",
      not_understood: "机器人没有听懂",
      failed: "机器人没能办成",
      business_down: "业务系统没有回应",
    } as Record<string, string>,
  },
  en: {
    urgent: "Urgent",
    first: "Priority",
    complaint: "Complaint",
    reasons: {
      human: "Asked for a person",
      customer_asked: "Asked for a person",
      requested: "Asked for a person",
      angry: "Upset",
      complaint: "Complaint",
      hazard: "Hazard",
      leak: "Leak",
      not_understood: "Not understood by the bot",
      failed: "The bot could not finish",
      business_down: "Business system silent",
    } as Record<string, string>,
  },
});

type Words = typeof reasonCopy.zh;

export const reasonIn = (words: Words, reason: string): string => words.reasons[reason] ?? reason;

export function urgency(row: Row, words: Words): { tone: Tone; word: string } | null {
  if (row.priority === 0) return { tone: "danger", word: words.urgent };
  if (row.reason === "complaint") return { tone: "warn", word: words.complaint };
  return row.priority === 1 ? { tone: "warn", word: words.first } : null;
}

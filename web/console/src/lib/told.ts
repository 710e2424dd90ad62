/** Words that come in two languages, the marks that join them, and numbers as pages show them. */
import type { TwoWords } from "@hearthline/api";

import { useLocale } from "./locale";

export type Told = (words: TwoWords) => string;

const inChinese: Told = ({ zh, en }) => zh || en;
const inEnglish: Told = ({ zh, en }) => en || zh;

/** Picks the language of the person; the other where one is empty. */
export const useTold = (): Told => (useLocale() === "en" ? inEnglish : inChinese);

const CHINESE_MARKS = { list: "、", colon: "：", comma: "，" };
const ENGLISH_MARKS = { list: ", ", colon: ": ", comma: ", " };

/** The marks that join words in the person's language. */
export const useMarks = () => (useLocale() === "en" ? ENGLISH_MARKS : CHINESE_MARKS);

export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)}%`;

export function size(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1_024 * 1_024) return `${Math.round(bytes / 1_024)} KB`;
  return `${(bytes / 1_024 / 1_024).toFixed(1)} MB`;
}

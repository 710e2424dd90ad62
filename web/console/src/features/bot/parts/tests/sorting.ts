/** Which results are shown, failed ones first. */
import type { PlayedTest } from "@hearthline/api";

export type Filter = "all" | "failed" | "passed";

export interface Sought {
  filter: Filter;
  trade: string | null;
  q: string;
}

const wordsOf = (test: PlayedTest): string[] => [
  test.name,
  test.file,
  ...test.turns.flatMap(({ user, said }) => [user, ...said]),
];

export function soughtOf(results: readonly PlayedTest[], { filter, trade, q }: Sought): PlayedTest[] {
  const words = q.trim().toLowerCase();
  return results
    .filter(({ passed }) => filter === "all" || passed === (filter === "passed"))
    .filter((test) => trade === null || test.trade === trade)
    .filter((test) => words === "" || wordsOf(test).some((one) => one.toLowerCase().includes(words)))
    .toSorted((a, b) => Number(a.passed) - Number(b.passed) || a.number - b.number);
}

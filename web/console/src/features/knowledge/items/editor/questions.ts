/** Similar questions, typed one by one or pasted as many lines. Pure. */
const LISTED = /^\s*(?:[-*•·]|\d{1,3}[.、)）])\s*/;
export const LONGEST_QUESTION = 200;
export const MOST_QUESTIONS = 500;

export interface AddedQuestions {
  questions: string[];
  added: number;
  /** Were there already, perhaps in other letters or with another mark at the end. */
  double: number;
  /** Longer than the server takes, or beyond the most. */
  refused: number;
}

const linesOf = (typed: string): string[] =>
  typed
    .split(/\r?\n/)
    .map((line) => line.replace(LISTED, "").trim())
    .filter((line) => line !== "");

const bare = (question: string): string => question.toLowerCase().replaceAll(/[\s？?。.!！]/g, "");

export function addQuestions(known: readonly string[], typed: string): AddedQuestions {
  const seen = new Set(known.map(bare));
  const questions = [...known];
  let double = 0;
  let refused = 0;
  for (const line of linesOf(typed)) {
    if (line.length > LONGEST_QUESTION || questions.length >= MOST_QUESTIONS) refused += 1;
    else if (seen.has(bare(line))) double += 1;
    else {
      seen.add(bare(line));
      questions.push(line);
    }
  }
  return { questions, added: questions.length - known.length, double, refused };
}

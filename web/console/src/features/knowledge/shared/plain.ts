/** The little markup of answers: headings, lists, plain lines. Pure. */
export type Piece =
  | { kind: "head"; text: string }
  | { kind: "item"; text: string }
  | { kind: "line"; text: string };

const HEAD = /^#{1,4}\s+/;
const ITEM = /^\s*[-*•]\s+/;

export const piecesOf = (text: string): Piece[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      if (HEAD.test(line)) return { kind: "head", text: line.replace(HEAD, "") };
      if (ITEM.test(line)) return { kind: "item", text: line.replace(ITEM, "") };
      return { kind: "line", text: line };
    });

/** As a chat without markup shows it. */
export const unmarked = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.replace(HEAD, "").replace(ITEM, "· "))
    .join("\n")
    .trim();

const SYLLABLES_PER_SECOND = 4.5;

/** How long it takes to say, in seconds. */
export const spokenSeconds = (text: string): number =>
  Math.ceil(Array.from(text.replaceAll(/[\s，。；：、？！“”（）《》,.;:?!"'()-]/g, "")).length / SYLLABLES_PER_SECOND);

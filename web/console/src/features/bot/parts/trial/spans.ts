/** A sentence cut where values begin and end, so that each can be marked in its place. */
import type { TriedSpan } from "@hearthline/api";

export interface Piece {
  text: string;
  types: string[];
}

/** Positions count characters of the matching form, as Python does: by code point. */
export function piecesOf(sentence: string, spans: readonly TriedSpan[]): Piece[] {
  const letters = Array.from(sentence);
  const real = spans.filter(({ start, end }) => start < end && end <= letters.length);
  const cuts = new Set([0, letters.length, ...real.flatMap(({ start, end }) => [start, end])]);
  const places = [...cuts].toSorted((a, b) => a - b);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? letters.length;
    return {
      text: letters.slice(from, to).join(""),
      types: real.filter(({ start, end }) => start <= from && to <= end).map(({ type }) => type),
    };
  });
}

export interface Reason {
  text: string;
  note: string;
  weight: number | null;
}

export interface ReasonList {
  name: string;
  reasons: Reason[];
}

/** The lists in an explanation, whatever the classifier calls them: a text, a note, a weight. */
export function reasonsOf(explained: Record<string, unknown> | null): ReasonList[] {
  return Object.entries(explained ?? {}).flatMap(([name, value]) => {
    if (!Array.isArray(value)) return [];
    const reasons = value.flatMap((one) => reasonOf(one));
    return reasons.length > 0 ? [{ name, reasons }] : [];
  });
}

function reasonOf(one: unknown): Reason[] {
  if (typeof one === "string") return [{ text: one, note: "", weight: null }];
  if (typeof one !== "object" || one === null) return [];
  const values: unknown[] = Object.values(one);
  const texts = values.filter((value) => typeof value === "string");
  const weight = values.find((value) => typeof value === "number") ?? null;
  const [text, ...notes] = texts;
  return text === undefined ? [] : [{ text, note: notes.join(" · "), weight }];
}

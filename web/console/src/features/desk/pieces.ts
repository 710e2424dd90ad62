/** A text cut where marked spans begin and end. Pure. */
export interface Piece {
  text: string;
  marked: boolean;
  from: number;
}

/** Spans count whole characters (code points), as the server does. */
export function pieces(text: string, spans: readonly (readonly [number, number])[]): Piece[] {
  const chars = Array.from(text);
  const found: Piece[] = [];
  let at = 0;
  const add = (to: number, marked: boolean) => {
    if (to > at) found.push({ text: chars.slice(at, to).join(""), marked, from: at });
    at = Math.max(at, to);
  };
  for (const [from, to] of spans) {
    add(from, false);
    add(to, true);
  }
  add(chars.length, false);
  return found;
}

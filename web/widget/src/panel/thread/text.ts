/** Text as people write it: counted in code points, made safe to send, links found. */

export const LONGEST_TEXT = 4_000;
const COUNTER_FROM = 3_600;

/** Without NUL and lone surrogates, which the API refuses, and trimmed. */
export function sendable(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, "").trim();
}

export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export interface Length {
  readonly count: number;
  readonly isOver: boolean;
  readonly isNear: boolean;
}

export function lengthOf(text: string): Length {
  const count = text.length < COUNTER_FROM ? 0 : codePoints(sendable(text));
  return { count, isOver: count > LONGEST_TEXT, isNear: count >= COUNTER_FROM };
}

export interface Piece {
  readonly text: string;
  readonly href: string | null;
}

const CANDIDATE =
  /https?:\/\/[^\s<>"'“”‘’「」《》（）【】，。；：！？、]+|tel:\+?[\d-]{3,20}|400-?\d{3}-?\d{4}(?!\d)|(?:95598|12345)(?![\d.,-])/gi;

/** Only https, http and tel become links; anything else stays text. */
export function safeHref(candidate: string): string | null {
  try {
    const url = new URL(candidate);
    const isSafe = ["https:", "http:", "tel:"].includes(url.protocol);
    return isSafe && url.username === "" && url.password === "" ? url.href : null;
  } catch {
    return null;
  }
}

function hrefOf(found: string): string | null {
  return /^(https?|tel):/i.test(found) ? safeHref(found) : `tel:${found.replace(/-/g, "")}`;
}

export function pieces(text: string): readonly Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const found = match[0].replace(/[.,;:!?)\]]+$/, "");
    const href = hrefOf(found);
    const isPartOfNumber = /[\d.,-]/.test(text.charAt(match.index - 1));
    if (href === null || (href.startsWith("tel:") && isPartOfNumber)) continue;
    if (match.index > at) out.push({ text: text.slice(at, match.index), href: null });
    out.push({ text: found, href });
    at = match.index + found.length;
  }
  if (at < text.length) out.push({ text: text.slice(at), href: null });
  return out;
}

/** Canned answers with {customer} and {agent} filled in. */
export function fillIn(text: string, facts: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}

/** The word after a slash at the caret, when a canned answer is being looked for. */
export function slashWord(text: string, caret: number): { from: number; query: string } | null {
  const hit = /(^|\s)[/、]([^\s/、]{0,20})$/.exec(text.slice(0, caret));
  if (!hit) return null;
  const query = hit[2] ?? "";
  return { from: caret - query.length - 1, query };
}

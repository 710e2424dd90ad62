/** For how many seconds a reply may be taken back; 0 sends at once. Kept in this browser. */
const KEPT_AS = "hearthline.undo";
const USUAL_S = 5;

export const UNDO_CHOICES_S = [0, 3, 5, 10] as const;

export function undoSeconds(): number {
  const kept = Number(localStorage.getItem(KEPT_AS) ?? USUAL_S);
  return UNDO_CHOICES_S.some((one) => one === kept) ? kept : USUAL_S;
}

export const chooseUndoSeconds = (seconds: number): void =>
  localStorage.setItem(KEPT_AS, String(seconds));

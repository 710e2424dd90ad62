/** Arrows go from row to row of a list of buttons. */
import type { KeyboardEvent } from "react";

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

export function walkRows(event: KeyboardEvent<HTMLButtonElement>): void {
  const by = STEPS[event.key];
  const list = event.currentTarget.closest(".kb-rows");
  if (by === undefined || list === null) return;
  const rows = [...list.querySelectorAll<HTMLButtonElement>(".kb-row")];
  rows[rows.indexOf(event.currentTarget) + by]?.focus();
  event.preventDefault();
}

/** Numbers as the room shows them. */
import { percent } from "@/lib/told";

/** Accuracy with one digit, never rounded up to all. */
export function accuracy(share: number | null): string {
  if (share === null) return "—";
  return share < 1 && share >= 0.9995 ? "99.9%" : percent(share, 1);
}

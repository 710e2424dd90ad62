/** Finding among short things by title, shortcut or pinyin initials; best first. */
import { initials } from "./pinyin";

export interface Findable {
  title: string;
  shortcut: string;
  text: string;
}

export function rank(item: Findable, query: string): number {
  const q = query.trim().toLowerCase();
  if (q === "") return 1;
  const shortcut = item.shortcut.toLowerCase();
  const title = item.title.toLowerCase();
  if (shortcut === q) return 6;
  if (shortcut.startsWith(q)) return 5;
  if (title.startsWith(q)) return 4;
  if (title.includes(q)) return 3;
  if (initials(item.title).includes(q)) return 2;
  return item.text.toLowerCase().includes(q) ? 1 : 0;
}

export function find<T extends Findable>(items: readonly T[], query: string, limit = 8): T[] {
  return items
    .map((item) => ({ item, score: rank(item, query) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ item }) => item);
}

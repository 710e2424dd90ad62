/** Which tickets are looked at: what stands in the address, and filters that were saved. */
import type { Place } from "@/lib/place";

export type Sort = "newest" | "deadline";

export interface Wanted {
  status?: string;
  overdue?: boolean;
  flagged?: boolean;
  worker_id?: string;
  team_id?: string;
  type_code?: string;
  priority?: string;
  kept_by?: string;
  q?: string;
  sort: Sort;
}

export interface SavedFilter {
  name: string;
  search: Record<string, string>;
}

const KEPT_AS = "hearthline.ticket-filters";
const NAMES = ["view", "team", "type", "priority", "kept", "q", "sort"] as const;
const SHORTEST = 2;
const MOST_SAVED = 12;

/** The views over the list; each is a part of the address. */
export const VIEWS = ["open", "overdue", "flagged", "mine", "undispatched", "to_close", "done", "all"] as const;
export type View = (typeof VIEWS)[number];

const OF_VIEW: Record<View, (me: string) => Partial<Wanted>> = {
  open: () => ({ status: "open" }),
  overdue: () => ({ overdue: true }),
  flagged: () => ({ status: "open", flagged: true }),
  mine: (me) => ({ status: "open", worker_id: me }),
  undispatched: () => ({ status: "draft,accepted,returned,reopened", kept_by: "desk" }),
  to_close: () => ({ status: "resolved,callback_pending", kept_by: "desk" }),
  done: () => ({ status: "closed,archived,merged,voided,withdrawn" }),
  all: () => ({}),
};

export function viewAt(place: Pick<Place, "at">): View {
  const view = place.at("view");
  return (VIEWS as readonly string[]).includes(view ?? "") ? (view as View) : "open";
}

/** What the address asks for; words of one letter are not looked for yet. */
export function wantedAt(place: Pick<Place, "at">, me: string): Wanted {
  const q = (place.at("q") ?? "").trim();
  const sort: Sort = place.at("sort") === "newest" ? "newest" : "deadline";
  const given: Wanted = { ...OF_VIEW[viewAt(place)](me), sort };
  for (const [name, key] of [["team", "team_id"], ["type", "type_code"], ["priority", "priority"], ["kept", "kept_by"]] as const) {
    const value = place.at(name);
    if (value !== null) given[key] = value;
  }
  if (q.length >= SHORTEST) given.q = q;
  return given;
}

export function searchOf(place: Pick<Place, "at">): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of NAMES) {
    const value = place.at(name);
    if (value !== null) found[name] = value;
  }
  return found;
}

/** Every name of the address, so that going there takes the others out. */
export const changesTo = (search: Record<string, string>): Record<string, string | null> =>
  Object.fromEntries(NAMES.map((name) => [name, search[name] ?? null]));

export function savedFilters(): SavedFilter[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? "[]");
    return Array.isArray(kept) ? (kept as SavedFilter[]) : [];
  } catch {
    return [];
  }
}

export function saveFilters(filters: SavedFilter[]): SavedFilter[] {
  const kept = filters.slice(0, MOST_SAVED);
  localStorage.setItem(KEPT_AS, JSON.stringify(kept));
  return kept;
}

/** Where the list can be had as a sheet. */
export function sheetAddress(wanted: Wanted): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return `/api/v1/tickets/export.csv?${query.toString()}`;
}

/** Which items are wanted, in the address and as the server takes it. */
import type { Audience, ItemKind, ItemQuery, ItemState } from "@hearthline/api";

export const KINDS: ItemKind[] = [
  "question", "article", "procedure", "case", "script", "policy", "notice", "form",
];
export const STATES: ItemState[] = [
  "draft", "in_review", "approved", "scheduled", "published", "expired", "withdrawn",
];
export const AUDIENCES: Audience[] = ["customer", "agent", "field", "manager"];
export const CHANNELS = [
  "web", "wechat", "app", "phone", "sms", "email", "alipay", "terminal", "gov", "property",
];

/** Names that stand in the address; `due`: what is about to need somebody. */
export const NAMES = ["q", "kind", "state", "place", "tag", "owner", "audience", "due"] as const;
export type FilterName = (typeof NAMES)[number];
export type Filter = Record<FilterName, string | null>;

/** Stands in the address for items that have no place; the server knows them by an empty one. */
export const UNPLACED = "-";

/** The place of the catalogue that is looked at; null: all. */
export const placeOf = ({ place }: Filter): string | null => (place === UNPLACED ? "" : place);

const DAY_MS = 86_400_000;
const ENDING_DAYS = 30;

const among = <Word extends string>(words: readonly Word[], word: string | null): Word | null =>
  words.find((one) => one === word) ?? null;

export const filterOf = (at: (name: string) => string | null): Filter => ({
  q: at("q"),
  kind: among(KINDS, at("kind")),
  state: among(STATES, at("state")),
  place: at("place"),
  tag: at("tag"),
  owner: at("owner"),
  audience: among(AUDIENCES, at("audience")),
  due: among(["ending", "review"], at("due")),
});

export const isSought = (filter: Filter): boolean => NAMES.some((name) => filter[name] !== null);

/** The day of a moment where the person is, as 2026-11-21. */
export const dayOf = (at: Date | string): string => new Date(at).toLocaleDateString("sv");

/** The query of a filter; days are counted from `today`. */
export function queryOf(filter: Filter, today: Date): ItemQuery {
  const { kind, state, audience } = filter;
  return {
    ...(filter.q ? { q: filter.q } : {}),
    ...(kind ? { kind: kind as ItemKind } : {}),
    ...(state ? { state: state as ItemState } : {}),
    ...(filter.place === null ? {} : { catalogue: placeOf(filter) }),
    ...(filter.tag ? { tag: filter.tag.split(",") } : {}),
    ...(filter.owner ? { owner: filter.owner } : {}),
    ...(audience ? { audience: audience as Audience } : {}),
    ...(filter.due === "ending" ? { ends_before: endOf(today) } : {}),
    ...(filter.due === "review" ? { review_before: dayOf(today) } : {}),
  };
}

function endOf(today: Date): string {
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate());
  return new Date(day.getTime() + (ENDING_DAYS + 1) * DAY_MS).toISOString();
}

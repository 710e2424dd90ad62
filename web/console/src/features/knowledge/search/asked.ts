/** What is looked for, as the address holds it, and what of the counts is shown. */
import type { Facet, FindQuery } from "@hearthline/api";

export const PAGE = 10;
export const WAYS = ["auto", "keyword", "pinyin"] as const;
export type ChosenWay = (typeof WAYS)[number];

export interface Asked {
  q: string;
  way: ChosenWay;
  kind: string | null;
  catalogue: string | null;
  tag: string | null;
  page: number;
}

/** Names of the address beside the words; each starts again at the first page. */
export const NARROWING = ["kind", "catalogue", "tag"] as const;
export type Narrowing = (typeof NARROWING)[number];

export function askedOf(at: (name: string) => string | null): Asked {
  const page = Number(at("page") ?? 1);
  return {
    q: at("q") ?? "",
    way: WAYS.find((one) => one === at("way")) ?? "auto",
    kind: at("kind"),
    catalogue: at("catalogue"),
    tag: at("tag"),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

export const isNarrowed = (asked: Asked): boolean => NARROWING.some((name) => asked[name] !== null);

export function queryOf({ q, way, kind, catalogue, tag, page }: Asked): FindQuery {
  return {
    q: q.trim(),
    way,
    limit: PAGE,
    offset: (page - 1) * PAGE,
    ...(kind === null ? {} : { kind: [kind] as NonNullable<FindQuery["kind"]> }),
    ...(catalogue === null ? {} : { catalogue }),
    ...(tag === null ? {} : { tag: [tag] }),
  };
}

export const depthOf = (path: string): number => path.split("/").length - 1;

/** The places of the first level, the way down to the chosen one, and what lies right below it. */
export function placesShown(all: readonly Facet[], chosen: string | null): Facet[] {
  const isOpen = (above: string) => chosen === above || (chosen ?? "").startsWith(`${above}/`);
  return all
    .filter(({ value }) => depthOf(value) === 0 || isOpen(value.slice(0, value.lastIndexOf("/"))))
    .toSorted((a, b) => a.value.localeCompare(b.value, "zh-CN"));
}

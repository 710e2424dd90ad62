/** The names under which the knowledge room's answers of the server are kept. */
export const knowledgeKeys = {
  all: ["knowledge"] as const,
  overview: ["knowledge", "overview"] as const,
  catalogue: ["knowledge", "catalogue"] as const,
  lists: ["knowledge", "list"] as const,
  list: (filter: object) => ["knowledge", "list", filter] as const,
  item: (id: string) => ["knowledge", "item", id] as const,
  draft: (id: string) => ["knowledge", "item", id, "draft"] as const,
  article: (id: string, version: number | null) =>
    ["knowledge", "item", id, "article", version] as const,
  revisions: (id: string) => ["knowledge", "item", id, "revisions"] as const,
  publications: (id: string) => ["knowledge", "item", id, "publications"] as const,
  deeds: (id: string) => ["knowledge", "item", id, "deeds"] as const,
  diff: (id: string, before: number | null, after: number | null) =>
    ["knowledge", "item", id, "diff", before, after] as const,
  asOf: (id: string, at: string) => ["knowledge", "item", id, "as-of", at] as const,
  uses: (id: string) => ["knowledge", "item", id, "uses"] as const,
  conflicts: ["knowledge", "conflicts"] as const,
  reviews: ["knowledge", "reviews"] as const,
};

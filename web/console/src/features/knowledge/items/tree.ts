/** The catalogue as rows that are walked by key, and where a place may be moved. Pure. */
import type { Branch } from "@hearthline/api";

export interface TreeRow {
  branch: Branch;
  depth: number;
  isOpen: boolean;
}

/** The places that are shown: those below a closed one are not. */
export function rowsOf(branches: readonly Branch[], open: ReadonlySet<string>, depth = 0): TreeRow[] {
  return branches.flatMap((branch) => {
    const isOpen = open.has(branch.path);
    const below = isOpen ? rowsOf(branch.children, open, depth + 1) : [];
    return [{ branch, depth, isOpen }, ...below];
  });
}

export const parentOf = (path: string): string => path.split("/").slice(0, -1).join("/");
export const nameOf = (path: string): string => path.split("/").at(-1) ?? path;

/** All places above this one, so that it can be seen. */
export const above = (path: string): string[] =>
  path.split("/").map((_, depth, steps) => steps.slice(0, depth).join("/")).slice(1);

/** Where a place would stand below another (empty: at the top); null when it cannot or stands there. */
export function movedTo(path: string, below: string): string | null {
  if (below === path || below.startsWith(`${path}/`) || below === parentOf(path)) return null;
  return below === "" ? nameOf(path) : `${below}/${nameOf(path)}`;
}

/** Every place of the tree, as a list to choose from. */
export const pathsOf = (branches: readonly Branch[]): string[] =>
  branches.flatMap((branch) => [
    ...(branch.path === "" ? [] : [branch.path]),
    ...pathsOf(branch.children),
  ]);

/** The number of items on each place, all below with it. */
export function countsOf(branches: readonly Branch[]): Map<string, number> {
  return new Map(
    branches.flatMap((branch) => [
      [branch.path, branch.total] as const,
      ...countsOf(branch.children),
    ]),
  );
}

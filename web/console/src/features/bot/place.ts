/** Where the person is in the room, kept in the address: the view, and what is looked at. */
import { useSearchParams } from "react-router";

export const VIEWS = ["flows", "try", "tests", "releases", "examples"] as const;
export type BotView = (typeof VIEWS)[number];

export const isView = (name: string | undefined): name is BotView =>
  VIEWS.some((view) => view === name);

export interface Place {
  at: (name: string) => string | null;
  /** Sets some names of the address, or takes them out (null). */
  go: (changes: Record<string, string | null>, how?: { push: boolean }) => void;
}

export function usePlace(): Place {
  const [search, setSearch] = useSearchParams();
  return {
    at: (name) => search.get(name),
    go: (changes, how) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null || value === "") next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: !(how?.push ?? false) },
      ),
  };
}

/** The release that is looked at; null: the one in force. */
export const useLookedAt = (): string | null => usePlace().at("release");

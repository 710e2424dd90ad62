/** What is looked at in a room, kept in the address. */
import { useSearchParams } from "react-router";

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

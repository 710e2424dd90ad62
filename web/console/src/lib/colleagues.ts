/** The names behind the ids of colleagues. */
import { type ColleagueList, taken } from "@hearthline/api";
import { useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { copyOf, useCopy } from "./locale";
import { useMe } from "./me";

const FRESH_MS = 5 * 60_000;

const copy = copyOf({
  zh: { you: "您", somebody: "同事" },
  en: { you: "you", somebody: "a colleague" },
});

/** Everybody who works or worked here. */
export const useColleagues = () =>
  useQuery({
    queryKey: ["staff", "colleagues"],
    staleTime: FRESH_MS,
    queryFn: () => taken<ColleagueList>(api.GET("/api/v1/staff/names")),
  });

/** Who it was, as the reader says it: "you", the name, or "a colleague" while that is not known. */
export function useWho(): (id: string) => string {
  const text = useCopy(copy);
  const me = useMe();
  const { data } = useColleagues();
  return (id) => {
    if (id === me.id) return text.you;
    return data?.items.find((one) => one.id === id)?.name ?? text.somebody;
  };
}

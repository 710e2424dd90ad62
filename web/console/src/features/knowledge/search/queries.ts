/** What is found, and how it is counted. */
import { type FoundPage, taken } from "@hearthline/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { api } from "@/lib/api";

import { type Asked, queryOf } from "./asked";

export const useFound = (asked: Asked) =>
  useQuery({
    queryKey: ["knowledge", "find", queryOf(asked)],
    placeholderData: keepPreviousData,
    queryFn: () =>
      taken<FoundPage>(api.GET("/api/v1/knowledge/find", { params: { query: queryOf(asked) } })),
  });

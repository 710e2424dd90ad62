/** What the desk gives back to the base. */
import {
  type NewProposal,
  type NewReport,
  type NewUse,
  type ReportPage,
  taken,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";

export const usePropose = () =>
  useMutation({
    mutationFn: (body: Pick<NewProposal, "conversation_id" | "seq">) =>
      taken(
        api.POST("/api/v1/knowledge/feedback/messages", { body: { ...body, question: "", note: "" } }),
      ),
  });

export const useReport = () =>
  useMutation({
    mutationFn: (body: NewReport) => taken(api.POST("/api/v1/knowledge/feedback/reports", { body })),
  });

const ANSWERED = ["knowledge", "reports", "mine"] as const;
const NOW_AND_THEN_MS = 60_000;

/** What became of my reports, as long as I have not seen it. */
export const useAnswered = () =>
  useQuery({
    queryKey: ANSWERED,
    queryFn: () =>
      taken<ReportPage>(
        api.GET("/api/v1/knowledge/feedback/reports/mine", { params: { query: { unseen: true } } }),
      ),
    select: ({ items }) => items,
    refetchInterval: NOW_AND_THEN_MS,
  });

export function useSeen() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      taken(api.POST("/api/v1/knowledge/feedback/reports/seen", { body: { ids: [id] } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ANSWERED }),
  });
}

/** Counts that an article went into a reply; the reply does not wait for it, nor fail with it. */
export function noteUse(articleId: string, body: NewUse): void {
  void taken(
    api.POST("/api/v1/knowledge/articles/{article_id}/uses", {
      params: { path: { article_id: articleId } },
      body,
    }),
  ).catch(() => undefined);
}

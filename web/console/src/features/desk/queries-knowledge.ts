/** What the desk gives back to the base. */
import { type NewProposal, type NewReport, type NewUse, taken } from "@hearthline/api";
import { useMutation } from "@tanstack/react-query";

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

/** Counts that an article went into a reply; the reply does not wait for it, nor fail with it. */
export function noteUse(articleId: string, body: NewUse): void {
  void taken(
    api.POST("/api/v1/knowledge/articles/{article_id}/uses", {
      params: { path: { article_id: articleId } },
      body,
    }),
  ).catch(() => undefined);
}

/** What is done to an item: handing in, deciding, publishing, taking back. */
import {
  type Approval,
  type Article,
  type Merged,
  type Publish,
  type PublishedItem,
  taken,
  type WorkingCopy,
} from "@hearthline/api";
import { useMutation } from "@tanstack/react-query";

import { api } from "@/lib/api";

import { useChanged } from "../queries";

const of = (id: string) => ({ path: { article_id: id } });

/**
 * A deed whose outcome changes lists and counts. These are asked for anew beside it: what was
 * decided may leave the page with them, and whoever decided it is told before.
 */
function useDeed<Asked, Told>(deed: (asked: Asked) => Promise<Told>) {
  const changed = useChanged();
  return useMutation({ mutationFn: deed, onSuccess: () => void changed() });
}

interface OnCopy {
  id: string;
  counter: number;
}

export const useSubmit = () =>
  useDeed(({ id, counter, note }: OnCopy & { note: string }) =>
    taken<WorkingCopy>(
      api.POST("/api/v1/knowledge/articles/{article_id}/draft/submit", {
        params: of(id),
        body: { counter, note },
      }),
    ),
  );

export const useRecall = () =>
  useDeed(({ id }: { id: string }) =>
    taken<WorkingCopy>(
      api.POST("/api/v1/knowledge/articles/{article_id}/draft/recall", { params: of(id) }),
    ),
  );

export const useDiscard = () =>
  useDeed(({ id, counter }: OnCopy) =>
    taken(
      api.POST("/api/v1/knowledge/articles/{article_id}/draft/discard", {
        params: of(id),
        body: { counter },
      }),
    ),
  );

export const useRebase = () =>
  useDeed(({ id, counter }: OnCopy) =>
    taken<Merged>(
      api.POST("/api/v1/knowledge/articles/{article_id}/draft/rebase", {
        params: of(id),
        body: { counter },
      }),
    ),
  );

export const useApprove = () =>
  useDeed(({ id, ...body }: { id: string } & Approval) =>
    taken<PublishedItem>(
      api.POST("/api/v1/knowledge/articles/{article_id}/draft/approve", { params: of(id), body }),
    ),
  );

export const useReject = () =>
  useDeed(({ id, counter, note }: OnCopy & { note: string }) =>
    taken<WorkingCopy>(
      api.POST("/api/v1/knowledge/articles/{article_id}/draft/reject", {
        params: of(id),
        body: { counter, note },
      }),
    ),
  );

export const usePublish = () =>
  useDeed(({ id, ...body }: { id: string } & Publish) =>
    taken<PublishedItem>(
      api.POST("/api/v1/knowledge/articles/{article_id}/publish", { params: of(id), body }),
    ),
  );

export const useUnschedule = () =>
  useDeed(({ id }: { id: string }) =>
    taken(api.DELETE("/api/v1/knowledge/articles/{article_id}/schedule", { params: of(id) })),
  );

export const useWithdraw = () =>
  useDeed(({ id, reason }: { id: string; reason: string }) =>
    taken(
      api.POST("/api/v1/knowledge/articles/{article_id}/withdraw", {
        params: of(id),
        body: { reason },
      }),
    ),
  );

export const useRollBack = () =>
  useDeed(({ id, version, reason }: { id: string; version: number; reason: string }) =>
    taken<Article>(
      api.POST("/api/v1/knowledge/articles/{article_id}/roll-back", {
        params: of(id),
        body: { version, reason },
      }),
    ),
  );

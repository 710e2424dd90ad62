/** Gaps and reports, and what people decide on them. */
import {
  type AcceptGap,
  type AskedPage,
  type AskedQuery,
  type DraftGap,
  type GapDeed,
  type GapFile,
  type GapPage,
  type GapQuery,
  type Report,
  type ReportAnswer,
  type ReportPage,
  type ReportState,
  taken,
} from "@hearthline/api";
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

import { api } from "@/lib/api";

const keys = {
  gaps: ["knowledge", "gaps"] as const,
  page: (filter: object) => ["knowledge", "gaps", "page", filter] as const,
  file: (id: string) => ["knowledge", "gaps", "file", id] as const,
  reports: ["knowledge", "reports"] as const,
};
const of = (id: string) => ({ params: { path: { gap_id: id } } });

export type GapFilter = Pick<GapQuery, "state" | "reason" | "order"> & { q: string };

export const useGaps = ({ q, ...filter }: GapFilter) =>
  useInfiniteQuery({
    queryKey: keys.page({ q, ...filter }),
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query: GapQuery = {
        ...filter,
        ...(q === "" ? {} : { q }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return taken<GapPage>(api.GET("/api/v1/knowledge/gaps", { params: { query } }));
    },
    getNextPageParam: (last) => last.next_cursor,
  });

export const useGap = (id: string) =>
  useQuery({
    queryKey: keys.file(id),
    queryFn: () => taken<GapFile>(api.GET("/api/v1/knowledge/gaps/{gap_id}", of(id))),
  });

/** A decision on a gap, from the state that was seen. */
function useDecision<Body, Done>(decide: (id: string, body: Body) => Promise<Done>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: Body }) => decide(id, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["knowledge"] }),
    onError: () => queries.invalidateQueries({ queryKey: keys.gaps }),
  });
}

export const useAccept = () =>
  useDecision((id, body: AcceptGap) =>
    taken<GapDeed>(api.POST("/api/v1/knowledge/gaps/{gap_id}/accept", { ...of(id), body })),
  );

export const useMakeDraft = () =>
  useDecision((id, body: DraftGap) =>
    taken<GapDeed>(api.POST("/api/v1/knowledge/gaps/{gap_id}/draft", { ...of(id), body })),
  );

export const useMerge = () =>
  useDecision((id, body: { counter: number; others: string[] }) =>
    taken<GapDeed>(api.POST("/api/v1/knowledge/gaps/{gap_id}/merge", { ...of(id), body })),
  );

export const useDismiss = () =>
  useDecision((id, body: { counter: number; reason: string }) =>
    taken<GapDeed>(api.POST("/api/v1/knowledge/gaps/{gap_id}/dismiss", { ...of(id), body })),
  );

/** Takes back the last decision; what counts is the gap as it is now, so its counter is read first. */
export const useUndoDecision = () =>
  useDecision<null, GapFile>(async (id) => {
    const { counter } = await taken<GapFile>(api.GET("/api/v1/knowledge/gaps/{gap_id}", of(id)));
    return taken<GapFile>(
      api.POST("/api/v1/knowledge/gaps/{gap_id}/undo", { ...of(id), body: { counter } }),
    );
  });

export type LogFilter = Pick<AskedQuery, "outcome" | "channel" | "since" | "until">;

export const useAskedQuestions = (filter: LogFilter) =>
  useInfiniteQuery({
    queryKey: ["knowledge", "questions", filter],
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return taken<AskedPage>(api.GET("/api/v1/knowledge/questions", { params: { query } }));
    },
    getNextPageParam: (last) => last.next_cursor,
  });

export const useReports = (state: ReportState) =>
  useInfiniteQuery({
    queryKey: [...keys.reports, state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = { state, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return taken<ReportPage>(api.GET("/api/v1/knowledge/feedback/reports", { params: { query } }));
    },
    getNextPageParam: (last) => last.next_cursor ?? null,
  });

export function useAnswerReport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: ReportAnswer }) =>
      taken<Report>(
        api.POST("/api/v1/knowledge/feedback/reports/{report_id}/answer", {
          params: { path: { report_id: id } },
          body,
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.reports }),
  });
}

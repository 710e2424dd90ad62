/** Flows, intents, own examples and tried messages. */
import {
  type FlowChart,
  type FlowPage,
  type FlowRow,
  type IntentPage,
  type IntentRow,
  type NewExample,
  type OwnExample,
  type OwnExamplePage,
  type Release,
  taken,
  type Trade,
  type Tried,
  type TryMessage,
} from "@hearthline/api";
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";

import { api } from "@/lib/api";

import { botKeys } from "./keys";

const MOST = 200;
const of = (release: string | null) => (release === null ? {} : { release_id: release });

/** All pages of a list that is short enough to be held whole. */
export async function whole<Item>(
  page: (cursor: string | null) => Promise<{ items: Item[]; next_cursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const next: { items: Item[]; next_cursor: string | null } = await page(cursor);
    items.push(...next.items);
    cursor = next.next_cursor;
  } while (cursor !== null);
  return items;
}

const row = (cursor: string | null) => (cursor === null ? {} : { cursor: Number(cursor) });

export const useTrades = (release: string | null) =>
  useQuery({
    queryKey: botKeys.trades(release),
    queryFn: () =>
      taken<{ items: Trade[] }>(api.GET("/api/v1/bot/trades", { params: { query: of(release) } })),
    select: ({ items }) => items,
  });

export const useFlows = (release: string | null) =>
  useQuery({
    queryKey: botKeys.flows(release),
    queryFn: () =>
      whole<FlowRow>((cursor) => {
        const query = { ...of(release), ...row(cursor), limit: MOST };
        return taken<FlowPage>(api.GET("/api/v1/bot/flows", { params: { query } }));
      }),
  });

export const useChart = (release: string | null, domain: string, flow: string) =>
  useQuery({
    queryKey: botKeys.chart(release, domain, flow),
    queryFn: () =>
      taken<FlowChart>(
        api.GET("/api/v1/bot/flow-chart", { params: { query: { ...of(release), domain, flow } } }),
      ),
  });

export const useIntents = (release: string | null) =>
  useQuery({
    queryKey: botKeys.intents(release),
    queryFn: () =>
      whole<IntentRow>((cursor) => {
        const query = { ...of(release), ...row(cursor), limit: MOST };
        return taken<IntentPage>(api.GET("/api/v1/bot/intents", { params: { query } }));
      }),
  });

export interface ExampleFilter {
  intent: string | null;
  kind: OwnExample["kind"] | null;
  q: string;
}

/** Pages of own examples; the old ones stay until those of another search are there. */
export const useExamples = ({ intent, kind, q }: ExampleFilter) =>
  useInfiniteQuery({
    placeholderData: keepPreviousData,
    queryKey: botKeys.examplesOf({ intent, kind, q }),
    queryFn: ({ pageParam }) => {
      const query = {
        ...(intent === null ? {} : { intent }),
        ...(kind === null ? {} : { kind }),
        ...(q === "" ? {} : { q }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return taken<OwnExamplePage>(api.GET("/api/v1/bot/examples", { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** What own examples change: their list, the intents' counts, and whether the bot is learning. */
function useTaught() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: botKeys.examples }),
      queries.invalidateQueries({ queryKey: botKeys.intents(null) }),
      queries.invalidateQueries({ queryKey: botKeys.bot }),
    ]);
  };
}

export function useAddExample() {
  return useMutation({
    mutationFn: (body: NewExample) => taken<OwnExample>(api.POST("/api/v1/bot/examples", { body })),
    onSuccess: useTaught(),
  });
}

export function useRemoveExample() {
  return useMutation({
    mutationFn: (id: string) =>
      taken(
        api.DELETE("/api/v1/bot/examples/{example_id}", { params: { path: { example_id: id } } }),
      ),
    onSuccess: useTaught(),
  });
}

export function useExportExamples() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (note: string) =>
      taken<Release>(api.POST("/api/v1/bot/examples/export", { body: { note } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: botKeys.releases }),
  });
}

export function useTry() {
  return useMutation({
    mutationFn: (body: TryMessage) => taken<Tried>(api.POST("/api/v1/bot/try", { body })),
  });
}

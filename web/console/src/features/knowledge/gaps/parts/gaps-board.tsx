/** The gaps by state, and the chosen one beside them. */
import { SearchOutlined } from "@ant-design/icons";
import type { GapReason, GapState } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Button, Input, Segmented, Select } from "antd";
import { type ReactNode, useDeferredValue } from "react";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { useGaps } from "../queries";
import { GapDetail } from "./gap-detail";
import { GapRow } from "./gap-row";

type BoardState = Exclude<GapState, "merged">;
const STATES: BoardState[] = ["open", "accepted", "drafted", "dismissed"];
const REASONS: GapReason[] = ["rejected", "disliked", "handed_off", "rated_low", "unanswered", "outside"];
const ORDERS = ["size", "recent"] as const;

function useFilter() {
  const place = usePlace();
  return {
    place,
    state: STATES.find((one) => one === place.at("state")) ?? "open",
    reason: REASONS.find((one) => one === place.at("reason")) ?? null,
    order: ORDERS.find((one) => one === place.at("order")) ?? "size",
    typed: place.at("q") ?? "",
  };
}

export function GapsBoard({ head }: { head: ReactNode }) {
  const text = useCopy(copy);
  const { place, state, reason, order, typed } = useFilter();
  const q = useDeferredValue(typed.trim());
  const gaps = useGaps({ state, order, q, ...(reason === null ? {} : { reason }) });
  const items = gaps.data?.pages.flatMap((page) => page.items);
  const chosen = place.at("id");
  return (
    <div className="kb-panes">
      <section className="kb-pane" aria-label={text.boards.gaps}>
        <div className="kb-pane-head">
          {head}
          <Filters />
        </div>
        <div className="kb-rows">
          <Shown
            of={{ data: items, error: gaps.error, refetch: gaps.refetch }}
            title={text.failed}
            shape={<BoneRows n={8} />}
          >
            {(all) =>
              all.length === 0 ? (
                <Nothing state={state} isSought={q !== "" || reason !== null} />
              ) : (
                <>
                  {all.map((gap) => (
                    <GapRow
                      key={gap.id}
                      gap={gap}
                      isChosen={gap.id === chosen}
                      onChoose={(id) => place.go({ id }, { push: true })}
                    />
                  ))}
                  {gaps.hasNextPage ? <More loading={gaps.isFetchingNextPage} onMore={gaps.fetchNextPage} /> : null}
                </>
              )
            }
          </Shown>
        </div>
      </section>
      <section className="kb-detail">
        {chosen === null ? (
          <EmptyPlace title={text.choose[0]}>{text.choose[1]}</EmptyPlace>
        ) : (
          <GapDetail key={chosen} id={chosen} onGone={() => place.go({ id: null })} />
        )}
      </section>
    </div>
  );
}

function Filters() {
  const text = useCopy(copy);
  const { place, state, reason, order, typed } = useFilter();
  return (
    <>
      <Segmented<BoardState>
        block
        size="small"
        value={state}
        onChange={(one) => place.go({ state: one === "open" ? null : one, id: null })}
        options={STATES.map((value) => ({ value, label: text.states[value] }))}
      />
      <div className="gap-seek">
        <Input
          allowClear
          prefix={<SearchOutlined />}
          placeholder={text.search}
          aria-label={text.search}
          value={typed}
          onChange={({ target }) => place.go({ q: target.value })}
        />
        <Select<GapReason | "">
          value={reason ?? ""}
          aria-label={text.reasonsTitle}
          onChange={(one) => place.go({ reason: one })}
          options={[
            { value: "", label: text.allReasons },
            ...REASONS.map((value) => ({ value, label: text.reasons[value] })),
          ]}
        />
        <Select<(typeof ORDERS)[number]>
          value={order}
          aria-label={text.orders[order]}
          onChange={(one) => place.go({ order: one === "size" ? null : one })}
          options={ORDERS.map((value) => ({ value, label: text.orders[value] }))}
        />
      </div>
    </>
  );
}

function Nothing({ state, isSought }: { state: BoardState; isSought: boolean }) {
  const text = useCopy(copy);
  const [title, way] = isSought ? text.noMatch : (text.none[state] ?? text.noMatch);
  return <EmptyPlace title={title}>{way}</EmptyPlace>;
}

function More({ loading, onMore }: { loading: boolean; onMore: () => unknown }) {
  const common = useCopy(words);
  return (
    <Button type="text" block loading={loading} onClick={() => void onMore()}>
      {common.more}
    </Button>
  );
}

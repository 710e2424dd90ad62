/** The list of conversations: four views, search, and what is offered on top. */
import { SearchOutlined } from "@ant-design/icons";
import type { ConversationId, QueueOut, Row, View } from "@hearthline/api";
import { taken } from "@hearthline/api";
import { Bone, Count, EmptyPlace, ErrorPlace } from "@hearthline/ui";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useContext, useDeferredValue, useState } from "react";

import { api } from "@/lib/api";
import { keys } from "@/lib/keys";
import { useList } from "@/lib/live/use-list";
import { useCopy } from "@/lib/locale";
import { usePresence } from "@/lib/presence";
import { Slots } from "@/lib/slots";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { ConversationRow } from "./conversation-row";
import { LineLost } from "./line-lost";

const VIEWS: View[] = ["mine", "queue", "all", "closed"];

export function List({ view, onView, active, onTaken, bell }: {
  view: View;
  onView: (view: View) => void;
  active: ConversationId | null;
  onTaken: (id: ConversationId) => void;
  bell?: React.ReactNode;
}) {
  const text = useCopy(copy);
  const [typed, setTyped] = useState("");
  const { Offers, IncidentStrip } = useContext(Slots);
  const q = useDeferredValue(typed.trim());
  return (
    <section className="list" aria-label={text.views[view]}>
      <Views view={view} onView={onView} />
      <div className="list-search">
        <Input
          allowClear
          variant="filled"
          prefix={<SearchOutlined />}
          placeholder={text.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {bell}
      </div>
      <LineLost />
      <IncidentStrip />
      <Offers onTaken={onTaken} />
      <Rows key={view} view={view} q={q} active={active} />
    </section>
  );
}

function Views({ view, onView }: { view: View; onView: (view: View) => void }) {
  const text = useCopy(copy);
  const mine = useList("mine", "").rows.length;
  const { data } = useQuery({
    queryKey: keys.queues,
    queryFn: () => taken<{ items: QueueOut[] }>(api.GET("/api/v1/desk/queues")),
    refetchInterval: 60_000,
  });
  const waiting = data?.items.reduce((sum, queue) => sum + queue.waiting, 0) ?? 0;
  const counts: Partial<Record<View, number>> = { mine, queue: waiting };
  return (
    <div className="views" role="tablist">
      {VIEWS.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          className="view"
          aria-selected={one === view}
          onClick={() => onView(one)}
        >
          {text.views[one]}
          <Count n={counts[one] ?? 0} label={text.viewCount(counts[one] ?? 0)} />
        </button>
      ))}
    </div>
  );
}

function Rows({ view, q, active }: { view: View; q: string; active: ConversationId | null }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const list = useList(view, q);
  if (list.isPending) return <Skeleton />;
  if (list.isError && list.rows.length === 0) {
    return (
      <ErrorPlace
        title={text.listFailed}
        detail={say(list.error)}
        again={common.again}
        onAgain={() => void list.refetch()}
      />
    );
  }
  if (list.rows.length === 0) return <Nothing view={view} q={q} />;
  return (
    <div className="rows">
      {list.rows.map((row: Row, index) => (
        <ConversationRow
          key={row.id}
          row={row}
          active={row.id === active}
          place={view === "mine" && q === "" && index < 8 ? index + 1 : null}
        />
      ))}
      {list.hasNextPage ? (
        <Button
          block
          type="text"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {common.more}
        </Button>
      ) : null}
    </div>
  );
}

export function Nothing({ view, q }: { view: View; q: string }) {
  const text = useCopy(copy);
  const { GoAvailable } = useContext(Slots);
  const { data: presence } = usePresence();
  const [title, hint] = (q === "" ? text.empty[view] : undefined) ?? text.emptySearch;
  if (view !== "mine" || q !== "") return <EmptyPlace title={title}>{hint}</EmptyPlace>;
  return (
    <EmptyPlace title={title} deed={<GoAvailable />}>
      {presence?.state === "available" ? text.emptyOnline : hint}
    </EmptyPlace>
  );
}

function Skeleton() {
  return (
    <div className="rows" aria-hidden>
      {["60%", "40%", "52%", "46%", "58%"].map((width) => (
        <div key={width} className="row">
          <Bone width="40%" />
          <Bone width={width} style={{ marginTop: "var(--hl-space-2)" }} />
        </div>
      ))}
    </div>
  );
}

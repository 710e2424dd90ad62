/** The desk: list, thread, context. */
import "./desk.css";
import "./thread.css";
import "./context.css";
import "./writing.css";

import { CustomerServiceOutlined } from "@ant-design/icons";
import type { ConversationId, View } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { useContext, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";

import { useHotkeys } from "@/lib/hotkeys";
import { useList } from "@/lib/live/use-list";
import { useCopy } from "@/lib/locale";
import { Slots } from "@/lib/slots";

import { copy } from "./copy";
import { Context } from "./parts/context";
import { KeysHelp } from "./parts/keys-help";
import { MineTabs } from "./parts/mine-tabs";
import { List } from "./parts/list";
import { Mentions } from "./parts/mentions";
import { type Goal, Switcher } from "./parts/switcher";
import { ThreadPane } from "./parts/thread-pane";

const isView = (value: string | null): value is View =>
  value === "mine" || value === "queue" || value === "all" || value === "closed";

export default function DeskPage() {
  const text = useCopy(copy);
  const { conversationId } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const [contextOpen, setContextOpen] = useState(false);
  const [floating, setFloating] = useState<"none" | "switcher" | "keys" | "mentions">("none");
  const asked = search.get("view");
  const [view, setView] = useState<View>(isView(asked) ? asked : "mine");
  const id: ConversationId | null = conversationId ?? null;
  const { StormBanner } = useContext(Slots);
  const go = (to: ConversationId) => void navigate(`/desk/${to}`);

  function goTo({ conversation, seq, ticket }: Goal): void {
    setFloating("none");
    if (conversation) void navigate(`/desk/${conversation}${seq === null ? "" : `?at=${seq}`}`);
    else if (ticket) void navigate(`/tickets/${ticket}`);
  }

  function choose(next: View): void {
    setView(next);
    setSearch(next === "mine" ? {} : { view: next }, { replace: true });
  }

  useWalk(id, go);
  useHotkeys([
    { on: "Ctrl+KeyK", do: () => setFloating("switcher") },
    { on: "Alt+KeyM", do: () => setFloating("mentions") },
    { on: "?", do: () => setFloating("keys") },
    { on: "Alt+KeyI", do: () => setContextOpen((now) => !now) },
  ]);

  return (
    <div className="desk-room">
      <StormBanner />
      <div className="desk" data-open={id === null ? "list" : "thread"} data-context={contextOpen}>
        <List
          view={view}
          onView={choose}
          bell={
            <Mentions
              open={floating === "mentions"}
              onOpen={(open) => setFloating(open ? "mentions" : "none")}
              onGo={goTo}
            />
          }
          active={id}
          onTaken={(taken) => {
            choose("mine");
            go(taken);
          }}
        />
        {id === null ? (
          <div className="thread-pane">
            <MineTabs active={null} />
            <EmptyPlace icon={<CustomerServiceOutlined />} title={text.pick}>
              {text.pickHint}
            </EmptyPlace>
          </div>
        ) : (
          <ThreadPane
            key={id}
            id={id}
            onBack={() => void navigate("/desk")}
            onContext={() => setContextOpen((now) => !now)}
          />
        )}
        {id === null ? null : <Context key={`c${id}`} id={id} onClose={() => setContextOpen(false)} />}
        <Switcher open={floating === "switcher"} onClose={() => setFloating("none")} onGo={goTo} />
        <KeysHelp open={floating === "keys"} onClose={() => setFloating("none")} />
      </div>
    </div>
  );
}

/** Alt and a digit or an arrow: from one of my conversations to another. */
function useWalk(id: ConversationId | null, go: (to: ConversationId) => void): void {
  const { rows } = useList("mine", "");
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.id === id);
    const next = rows[(at + by + rows.length) % rows.length];
    if (next) go(next.id);
  };
  useHotkeys([
    { on: "Alt+ArrowDown", do: () => step(1) },
    { on: "Alt+ArrowUp", do: () => step(-1) },
    ...Array.from({ length: 8 }, (_, index) => ({
      on: `Alt+Digit${index + 1}`,
      do: () => {
        const row = rows[index];
        if (row) go(row.id);
      },
    })),
  ]);
}

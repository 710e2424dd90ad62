/** What can be done to a ticket now: the next step as a button, the rest in a menu. */
import { MoreOutlined } from "@ant-design/icons";
import type { TicketDesk } from "@hearthline/api";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useUndo } from "@/lib/undo";
import { uuid } from "@/lib/uuid";
import { useSay } from "@/lib/words";

import { actionCopy } from "../copy-actions";
import { useAct } from "../queries";
import { ActionForm } from "./action-form";

/** Done at once: nothing is asked. */
const PLAIN = new Set(["accept", "take", "arrive", "begin", "resume"]);
/** What is done by mistake now and then, and what takes it back. */
const BACK: Record<string, (reason: string) => Record<string, unknown>> = {
  dispatch: (reason) => ({ action: "give_back", reason }),
  suspend: () => ({ action: "resume" }),
};

export function ActionBar({ desk }: { desk: TicketDesk }) {
  const text = useCopy(actionCopy);
  const say = useSay();
  const { message } = App.useApp();
  const undo = useUndo();
  const act = useAct(desk.ticket.id);
  const [asked, setAsked] = useState<string | null>(null);
  const next = desk.allowed.find(({ is_next: isNext }) => isNext);
  const others = desk.allowed.filter((one) => one !== next);
  const name = (action: string) => text.names[action] ?? action;

  function carryOut(action: string, more: Record<string, unknown> = {}): void {
    act.mutate(
      { ...more, action, client_id: uuid() },
      {
        onSuccess: ({ is_repeated: isRepeated }) => {
          setAsked(null);
          const back = BACK[action];
          if (isRepeated) void message.info(text.known);
          else if (back) undo(text.done(name(action)), () => takeBack(back(name(action))));
          else void message.success(text.done(name(action)));
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  }

  function takeBack(deed: Record<string, unknown>): void {
    act.mutate(
      { ...deed, action: String(deed["action"]), client_id: uuid() },
      { onError: (error) => void message.error(say(error)) },
    );
  }

  const begin = (action: string) => (PLAIN.has(action) ? carryOut(action) : setAsked(action));
  if (desk.allowed.length === 0) return null;
  return (
    <div className="ticket-deeds">
      {next ? (
        <Button type="primary" loading={act.isPending} onClick={() => begin(next.action)}>
          {name(next.action)}
        </Button>
      ) : null}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: others.map(({ action }) => ({ key: action, label: name(action) })),
          onClick: ({ key }) => begin(key),
        }}
      >
        <Button icon={<MoreOutlined />}>{text.more}</Button>
      </Dropdown>
      {asked === null ? null : (
        <ActionForm
          key={asked}
          action={asked}
          desk={desk}
          busy={act.isPending}
          onDone={(values) => carryOut(asked, values)}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

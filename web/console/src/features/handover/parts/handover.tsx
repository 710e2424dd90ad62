/** The menu in the thread's head, and beside it what is on its way. */
import "./handover.css";

import { SwapOutlined } from "@ant-design/icons";
import type { ConversationId, Row } from "@hearthline/api";
import { Bone } from "@hearthline/ui";
import { Button, Popover, Tabs, Tooltip } from "antd";
import { useState } from "react";

import { useHotkeys } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useMay, useMe } from "@/lib/me";

import { copy } from "../copy";
import { useTargets } from "../queries";
import { BotTab } from "./bot-tab";
import { CallTab } from "./call-tab";
import { GiveTab } from "./give-tab";
import { HandsStrip } from "./hands-strip";

export function Handover({ row }: { conversationId: ConversationId; row: Row }) {
  const me = useMe();
  const may = useMay();
  const mine = row.holder?.id === me.id || may("desk.supervise");
  const free = row.status === "agent" && row.offered_to === null && mine && may("desk.reply");
  return (
    <>
      <HandsStrip row={row} />
      {free ? <Opener row={row} /> : null}
    </>
  );
}

/** Lives as long as one may pass the conversation on, so that no old menu opens again by itself. */
function Opener({ row }: { row: Row }) {
  const text = useCopy(copy);
  const [open, setOpen] = useState(false);
  useHotkeys([{ on: "Alt+KeyT", do: () => setOpen(true) }]);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<Menu row={row} onDone={() => setOpen(false)} />}
    >
      <Tooltip title={open ? "" : `${text.menuHint} · Alt T`}>
        <Button icon={<SwapOutlined />}>{text.menu}</Button>
      </Tooltip>
    </Popover>
  );
}

function Menu({ row, onDone }: { row: Row; onDone: () => void }) {
  const text = useCopy(copy);
  const { data } = useTargets(row.id, true);
  if (!data) {
    return (
      <div className="handover">
        <Bone width="60%" />
        <Bone width="90%" />
        <Bone width="75%" />
      </div>
    );
  }
  return (
    <div className="handover">
      <Tabs
        size="small"
        destroyOnHidden
        items={[
          {
            key: "give",
            label: text.tabs.give,
            children: <GiveTab row={row} targets={data} how="give" onDone={onDone} />,
          },
          {
            key: "invite",
            label: text.tabs.invite,
            children: <GiveTab row={row} targets={data} how="invite" onDone={onDone} />,
          },
          {
            key: "bot",
            label: text.tabs.bot,
            children: <BotTab row={row} flows={data.flows} onDone={onDone} />,
          },
          { key: "call", label: text.tabs.call, children: <CallTab row={row} onDone={onDone} /> },
        ]}
      />
    </div>
  );
}

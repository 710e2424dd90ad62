/** Who this is and what is known, beside the thread. */
import { CloseOutlined } from "@ant-design/icons";
import type { ConversationId, Row } from "@hearthline/api";
import { Bone } from "@hearthline/ui";
import { Button, Tabs } from "antd";
import { useContext } from "react";

import { useRow } from "@/lib/live/live";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { EMPTY_SLOTS, Slots } from "@/lib/slots";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { insert } from "../desk-state";
import { History } from "./context-history";
import { KnowledgeSearch } from "./context-knowledge";
import { Now } from "./context-now";
import { Tickets } from "./context-tickets";
import { Who } from "./context-who";

export function Context({ id, onClose }: { id: ConversationId; onClose: () => void }) {
  const { context: text } = useCopy(copy);
  const common = useCopy(words);
  const row = useRow(id);
  return (
    <>
      <button
        type="button"
        className="context-veil"
        aria-label={common.close}
        tabIndex={-1}
        onClick={onClose}
      />
      <aside className="context" aria-label={text.open}>
        <Button
          className="context-close"
          type="text"
          icon={<CloseOutlined />}
          aria-label={common.close}
          onClick={onClose}
        />
        {row ? <Known row={row} /> : <Bones />}
      </aside>
    </>
  );
}

/** Person on top, the card that helps now, then tabs. The app may bring the customer's facts. */
function Known({ row }: { row: Row }) {
  const { context: text } = useCopy(copy);
  const may = useMay();
  const { NowCard, CustomerFacts, NewTicket } = useContext(Slots);
  const customer = may("customers.view") ? row.customer.id : null;
  const brought = CustomerFacts !== EMPTY_SLOTS.CustomerFacts;
  const tabs = [
    { key: "now", label: text.tabs.now, shown: true, children: <Now row={row} /> },
    {
      key: "customer",
      label: text.who,
      shown: brought && customer !== null,
      children: customer ? <CustomerFacts customerId={customer} conversationId={row.id} /> : null,
    },
    {
      key: "tickets",
      label: text.tabs.tickets,
      shown: may("tickets.view") && !(brought && customer !== null),
      children: <Tickets row={row} />,
    },
    {
      key: "history",
      label: text.tabs.history,
      shown: !brought && customer !== null,
      children: customer ? <History customerId={customer} here={row.id} /> : null,
    },
    {
      key: "knowledge",
      label: text.tabs.knowledge,
      shown: may("knowledge.view"),
      children: <KnowledgeSearch id={row.id} />,
    },
  ];
  return (
    <>
      <Who row={row} customerId={customer} brief={brought} />
      <NowCard conversationId={row.id} onText={insert} />
      <Tabs
        className="context-tabs"
        size="small"
        items={tabs.filter(({ shown }) => shown)}
        tabBarExtraContent={<NewTicket conversationId={row.id} customerId={row.customer.id} />}
      />
    </>
  );
}

function Bones() {
  return (
    <div className="context-part">
      <Bone width="50%" />
      <Bone width="70%" style={{ marginTop: "var(--hl-space-2)" }} />
    </div>
  );
}

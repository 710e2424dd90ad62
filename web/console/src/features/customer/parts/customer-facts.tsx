/** The card beside the thread: the person on top, then facts, tickets, contacts, promises. */
import "../customer.css";

import type { ConversationId, CustomerId } from "@hearthline/api";
import { Bone, Count, ErrorPlace } from "@hearthline/ui";
import { Tabs } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { peopleCopy } from "../copy-people";
import { useFacts } from "../queries";
import { usePromises } from "../queries-people";
import { Contacts } from "./contacts";
import { FactsTab } from "./facts-tab";
import { Person } from "./person";
import { Promises } from "./promises";
import { TicketsTab } from "./tickets-tab";

export function CustomerFacts({ customerId, conversationId }: {
  customerId: CustomerId;
  conversationId: ConversationId;
}) {
  return <Card key={customerId} id={customerId} conversationId={conversationId} linked />;
}

export function Card({ id, conversationId, linked }: {
  id: CustomerId;
  conversationId: ConversationId | null;
  linked: boolean;
}) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const may = useMay();
  const say = useSay();
  const [wanted, setWanted] = useState<string[]>([]);
  const { data, error, refetch } = useFacts(id, conversationId, wanted);
  const again = () => void refetch();
  if (error && !data) {
    return <ErrorPlace title={text.failed} detail={say(error)} again={common.again} onAgain={again} />;
  }
  if (!data) return <Bones />;
  const want = (key: string) => setWanted([...data.accounts.slice(0, 3).map((one) => one.key), key]);
  return (
    <div className="cust" aria-label={text.card}>
      <Person facts={data} linked={linked} />
      <Tabs
        size="small"
        items={[
          {
            key: "facts",
            label: text.tabs.facts,
            children: (
              <FactsTab
                id={id}
                conversationId={conversationId}
                facts={data}
                onAgain={again}
                onWanted={want}
              />
            ),
          },
          ...(may("tickets.view")
            ? [{ key: "tickets", label: text.tabs.tickets, children: <TicketsTab id={id} /> }]
            : []),
          {
            key: "contacts",
            label: text.tabs.contacts,
            children: <Contacts id={id} here={conversationId} />,
          },
          {
            key: "promises",
            label: <PromisesLabel id={id} />,
            children: <Promises id={id} conversationId={conversationId} />,
          },
        ]}
      />
    </div>
  );
}

/** The tab's name, with how many promises are open. */
function PromisesLabel({ id }: { id: CustomerId }) {
  const { tabs } = useCopy(copy);
  const { states } = useCopy(peopleCopy);
  const { data } = usePromises(id);
  const open = data?.items.filter((one) => one.state === "open" || one.state === "broken") ?? [];
  const broken = open.some((one) => one.state === "broken");
  const said = broken ? states["broken"] : states["open"];
  return (
    <>
      {tabs.promises} <Count n={open.length} strong={broken} label={`${said ?? ""} ${open.length}`} />
    </>
  );
}

function Bones() {
  return (
    <div className="cust-bones" aria-hidden>
      <Bone width="50%" />
      <Bone width="70%" />
      <Bone width="60%" />
      <Bone width="85%" />
    </div>
  );
}

/** The first tab: every account with its parts, and the way to link another. */
import { LinkOutlined } from "@ant-design/icons";
import type { ConversationId, CustomerFacts, CustomerId } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Button } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { copy } from "../copy";
import { AccountCard } from "./account-card";
import { LinkAccount } from "./link-account";

export function FactsTab({ id, conversationId, facts, onAgain, onWanted }: {
  id: CustomerId;
  conversationId: ConversationId | null;
  facts: CustomerFacts;
  onAgain: () => void;
  onWanted: (key: string) => void;
}) {
  const text = useCopy(copy);
  const may = useMay();
  const [linking, setLinking] = useState(false);
  const button = may("desk.reply") ? (
    <Button size="small" icon={<LinkOutlined />} onClick={() => setLinking(true)}>
      {text.link}
    </Button>
  ) : null;
  return (
    <div className="cust-stack">
      {facts.accounts.length === 0 ? (
        <EmptyPlace title={text.noAccounts[0]} deed={button}>
          {text.noAccounts[1]}
        </EmptyPlace>
      ) : null}
      {facts.accounts.map((account) => (
        <AccountCard
          key={account.key}
          id={id}
          conversationId={conversationId}
          account={account}
          onAgain={onAgain}
          onWanted={() => onWanted(account.key)}
        />
      ))}
      {facts.accounts.length > 0 ? <div>{button}</div> : null}
      {linking ? <LinkAccount id={id} onClose={() => setLinking(false)} /> : null}
    </div>
  );
}

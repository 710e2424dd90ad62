/** The button that opens a ticket, and the drawer behind it. */
import "../tickets.css";

import { PlusOutlined } from "@ant-design/icons";
import type { ConversationId, CustomerId } from "@hearthline/api";
import { Button, Drawer } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { newCopy } from "../copy-new";
import { NewTicketForm } from "./new-ticket-form";

export function NewTicketButton({ conversationId = null, customerId = null }: {
  conversationId?: ConversationId | null;
  customerId?: CustomerId | null;
}) {
  const text = useCopy(newCopy);
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may("tickets.act")) return null;
  return (
    <>
      <Button
        type={conversationId === null ? "primary" : "default"}
        icon={<PlusOutlined />}
        onClick={() => setOpen(true)}
      >
        {text.open}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        size="min(100vw, 560px)"
        title={text.open}
      >
        <NewTicketForm
          conversationId={conversationId}
          customerId={customerId}
          onDone={() => setOpen(false)}
        />
      </Drawer>
    </>
  );
}

/** The desk's slot: beside a conversation. */
export function NewTicket(props: { conversationId: ConversationId; customerId: CustomerId | null }) {
  return <NewTicketButton {...props} />;
}

/** “Keep as a promise”: of the words in the box, or of those that were said. */
import "../customer.css";

import { FieldTimeOutlined } from "@ant-design/icons";
import type { ConversationId, CustomerId } from "@hearthline/api";
import { Button, Modal } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { peopleCopy } from "../copy-people";
import { MakePromise } from "./make-promise";

export function KeepPromise({ customerId, conversationId, text: words, seq }: {
  customerId: CustomerId;
  conversationId: ConversationId;
  text: string;
  /** The message; none while the words stand in the box still. */
  seq: number | null;
}) {
  const text = useCopy(peopleCopy);
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  if (!may("desk.reply") || !may("customers.view")) return null;
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={<FieldTimeOutlined />}
        aria-label={text.asPromise}
        title={text.asPromise}
        onClick={() => setOpen(true)}
      >
        {seq === null ? text.asPromise : null}
      </Button>
      {isOpen ? (
        <Modal open width={420} title={text.asPromise} footer={null} onCancel={close}>
          <MakePromise
            id={customerId}
            conversationId={conversationId}
            begun={words}
            seq={seq}
            made={seq === null ? "composer" : "hand"}
            onClose={close}
          />
        </Modal>
      ) : null}
    </>
  );
}

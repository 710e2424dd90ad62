/** Looks for an account in the business systems and ties it to the customer. */
import type { AccountQuery, CustomerId, FoundAccount } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button, Input, Modal, Segmented, Select, Space } from "antd";
import { useState } from "react";

import { isComposing } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useFindAccounts, useLinkAccount, useUnlinkAccount } from "../queries";
import { Reason } from "./reason";

type By = keyof typeof copy.zh.linkBy;
type Trade = "" | "heating" | "power";

export function LinkAccount({ id, onClose }: { id: CustomerId; onClose: () => void }) {
  const text = useCopy(copy);
  const say = useSay();
  const find = useFindAccounts();
  const [by, setBy] = useState<By>("account_no");
  const [trade, setTrade] = useState<Trade>("");
  const [typed, setTyped] = useState("");
  const words = typed.trim();
  const look = () => {
    const query: AccountQuery = { [by]: words, ...(trade === "" ? {} : { domain: trade }) };
    find.mutate(query);
  };
  return (
    <Modal open title={text.link} footer={null} onCancel={onClose}>
      <div className="cust-stack">
        <p className="hl-small hl-quiet">{text.linkHint}</p>
        <Segmented<Trade>
          value={trade}
          onChange={setTrade}
          options={[
            { value: "", label: text.any },
            { value: "heating", label: text.domains["heating"] },
            { value: "power", label: text.domains["power"] },
          ]}
        />
        <Space.Compact block>
          <Select<By>
            value={by}
            onChange={setBy}
            options={Object.entries(text.linkBy).map(([value, label]) => ({ value: value as By, label }))}
          />
          <Input
            autoFocus
            value={typed}
            maxLength={120}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && words !== "" && !isComposing(event)) look();
            }}
          />
          <Button type="primary" loading={find.isPending} disabled={words === ""} onClick={look}>
            {text.find}
          </Button>
        </Space.Compact>
        {find.error ? <p role="alert">{say(find.error)}</p> : null}
        {find.data?.items.length === 0 ? <p className="hl-quiet">{text.findNone}</p> : null}
        {find.data?.items.map((found) => (
          <Found key={found.ref} id={id} found={found} onDone={onClose} />
        ))}
      </div>
    </Modal>
  );
}

function Found({ id, found, onDone }: { id: CustomerId; found: FoundAccount; onDone: () => void }) {
  const text = useCopy(copy);
  const link = useLinkAccount(id);
  const unlink = useUnlinkAccount(id);
  const undo = useUndo();
  return (
    <article className="cust-found">
      <span className="cust-line">
        <strong className="hl-num">{found.account_no_masked}</strong>
        <Mark>{text.domains[found.domain] ?? found.domain}</Mark>
        <Mark>{text.classes[found.usage_class] ?? found.usage_class}</Mark>
        <Mark tone={found.status === "ACTIVE" ? "plain" : "warn"}>
          {text.statuses[found.status] ?? found.status}
        </Mark>
      </span>
      <span className="hl-small hl-quiet">
        {[found.name_masked, found.phone_masked, found.address_masked].filter(Boolean).join(" · ")}
      </span>
      <Reason
        title={text.linkReason}
        reasons={text.linkReasons}
        placeholder={text.reasonPlaceholder}
        deed={text.linkDeed}
        pending={link.isPending}
        error={link.error}
        onReason={(reason, done) =>
          link.mutate(
            { ref: found.ref, reason },
            {
              onSuccess: ({ key }) => {
                done();
                onDone();
                undo(text.linked(found.account_no_masked), () => unlink.mutate(key));
              },
            },
          )
        }
      >
        <Button size="small">{text.linkDeed}</Button>
      </Reason>
    </article>
  );
}

/** Whose it is, where, how to reach him, and who told it. */
import type { TicketType } from "@hearthline/api";
import { Button, Checkbox, Form, Input, Select } from "antd";

import { useCopy } from "@/lib/locale";

import { actionCopy } from "../copy-actions";
import { copy } from "../copy";
import { newCopy } from "../copy-new";
import { useFillingHere } from "../use-filling";
import { AccountLookUp, PickedAccountLine } from "./account-look-up";
import { sourceOf } from "./field-source";

const PHONE = /^\+?[0-9][0-9 -]{5,18}[0-9]$/;
const ACCOUNT = /^[0-9A-Za-z-]{4,32}$/;
const PRIORITIES = ["P0", "P1", "P2", "P3", "P4"];
const OTHERS = ["family", "property", "gov", "agent"];
const MOODS = ["CALM", "WORRIED", "ANNOYED", "ANGRY", "THREATENING"];

export function WhoAndWhere({ type }: { type: TicketType | undefined }) {
  const text = useCopy(newCopy);
  const deeds = useCopy(actionCopy);
  const filling = useFillingHere();
  const { picked } = filling;
  const isProxy = Form.useWatch<boolean | undefined>("is_proxy");
  return (
    <>
      <PickedAccountLine />
      <div className="ticket-grid">
        {picked ? (
          <Form.Item label={text.account}>
            <Input disabled value={picked.account_no_masked} title={text.chosenKept} />
          </Form.Item>
        ) : (
          <Form.Item
            name="account_no"
            label={text.account}
            extra={sourceOf(filling, "account_no")}
            rules={[{ pattern: ACCOUNT, message: text.accountHint }]}
          >
            <AccountLookUp by="account" />
          </Form.Item>
        )}
        <Contact />
      </div>
      <Form.Item
        name="address"
        label={text.address}
        extra={picked && !picked.is_whole_address ? text.notWhole : sourceOf(filling, "address")}
        rules={[{ required: type?.has_visit ?? false, whitespace: true, message: text.needed }]}
      >
        <AccountLookUp by="address" />
      </Form.Item>
      <div className="ticket-grid ticket-thirds">
        {(["community", "building", "unit"] as const).map((name) => (
          <Form.Item key={name} name={name} label={text[name]}>
            <Input maxLength={40} />
          </Form.Item>
        ))}
      </div>
      <div className="ticket-grid">
        <Form.Item name="priority" label={text.priority}>
          <Select
            allowClear
            placeholder={type ? text.byType(type.priority) : ""}
            options={PRIORITIES.map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        <Form.Item name="emotion" label={text.emotion}>
          <Select allowClear options={MOODS.map((value) => ({ value, label: deeds.emotions[value] }))} />
        </Form.Item>
      </div>
      <Form.Item name="is_proxy" valuePropName="checked">
        <Checkbox>{text.proxy}</Checkbox>
      </Form.Item>
      {isProxy ? <Proxy /> : null}
    </>
  );
}

function Contact() {
  const text = useCopy(newCopy);
  const filling = useFillingHere();
  const { picked, withContact, typeContact } = filling;
  if (withContact && picked?.contact_masked) {
    return (
      <Form.Item label={text.phone}>
        <span className="ticket-source">
          <span>{text.customerPhone(picked.contact_masked)}</span>
          <Button type="link" size="small" onClick={typeContact}>
            {text.typePhone}
          </Button>
        </span>
      </Form.Item>
    );
  }
  return (
    <Form.Item
      name="contact_phone"
      label={text.phone}
      extra={sourceOf(filling, "contact_phone")}
      rules={[{ pattern: PHONE, message: text.phoneBad }]}
    >
      <Input maxLength={20} inputMode="tel" />
    </Form.Item>
  );
}

function Proxy() {
  const text = useCopy(newCopy);
  const room = useCopy(copy);
  return (
    <div className="ticket-grid ticket-thirds">
      <Form.Item name={["submitter", "kind"]} label={text.submitter} initialValue="family">
        <Select options={OTHERS.map((value) => ({ value, label: room.submitters[value] }))} />
      </Form.Item>
      <Form.Item name={["submitter", "name"]} label={text.submitterName}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name={["submitter", "phone"]}
        label={text.submitterPhone}
        rules={[{ pattern: PHONE, message: text.phoneBad }]}
      >
        <Input maxLength={20} inputMode="tel" />
      </Form.Item>
    </div>
  );
}

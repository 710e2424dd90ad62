/** Opens a ticket: the type first, then what it asks for, then who and where. */
import type { ConversationId, CustomerId, OpenTicket, TicketType } from "@hearthline/api";
import { App, Button, Form, Input, Select } from "antd";
import { useRef } from "react";
import { useNavigate } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { uuid } from "@/lib/uuid";
import { useSay } from "@/lib/words";

import { newCopy } from "../copy-new";
import { useOpen, useTypes } from "../queries";
import { bodyOf, type FilledTicket } from "../filled";
import { FillingContext, useFilling } from "../use-filling";
import { FilledFromTalk, sourceOf } from "./field-source";
import { TypeFields } from "./type-fields";
import { WhoAndWhere } from "./who-and-where";

export function NewTicketForm({ conversationId, customerId, onDone }: {
  conversationId: ConversationId | null;
  customerId: CustomerId | null;
  onDone: () => void;
}) {
  const text = useCopy(newCopy);
  const say = useSay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const types = useTypes();
  const open = useOpen();
  const [form] = Form.useForm<FilledTicket>();
  const code = Form.useWatch("type_code", form);
  const type = types.data?.items.find((one) => one.code === code);
  const clientId = useRef(uuid());
  const { filling, typed, edited, clear } = useFilling(form, conversationId, customerId);

  function changed(values: Partial<FilledTicket>): void {
    edited(values);
    const chosen = values.type_code;
    if (chosen !== undefined) typed(types.data?.items.find((one) => one.code === chosen));
  }

  function file(values: FilledTicket): void {
    const body: OpenTicket = {
      ...bodyOf(values, clientId.current, filling),
      conversation_id: conversationId,
      customer_id: customerId,
      source_channel: conversationId === null ? "desk" : "chat",
    };
    open.mutate(body, {
      onSuccess: (ticket) => {
        clientId.current = uuid();
        form.resetFields();
        clear();
        onDone();
        void message.success(text.opened(ticket.work_order_no));
        if (conversationId === null) void navigate(`/tickets/${ticket.id}`);
      },
      onError: (error) => void message.error(say(error)),
    });
  }

  return (
    <FillingContext value={filling}>
      <Form
        form={form}
        layout="vertical"
        onFinish={file}
        onValuesChange={changed}
        scrollToFirstError
      >
        <Form.Item name="type_code" label={text.type} rules={[{ required: true, message: text.needed }]}>
          <TypeSelect types={types.data?.items ?? []} />
        </Form.Item>
        {type ? <Limits type={type} /> : null}
        <FilledFromTalk />
        <Form.Item
          name="description"
          label={text.description}
          extra={sourceOf(filling, "description")}
          rules={[{ required: true, whitespace: true, message: text.needed }]}
        >
          <Input.TextArea
            placeholder={text.descriptionHint}
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={2000}
          />
        </Form.Item>
        {type ? <TypeFields type={type} /> : null}
        <WhoAndWhere type={type} />
        <Button type="primary" htmlType="submit" loading={open.isPending}>
          {text.file}
        </Button>
      </Form>
    </FillingContext>
  );
}

function TypeSelect({ types, ...control }: { types: TicketType[] }) {
  const text = useCopy(newCopy);
  const locale = useLocale();
  const domains = [...new Set(types.map(({ domain }) => domain))];
  return (
    <Select
      {...control}
      autoFocus
      showSearch={{ optionFilterProp: "label" }}
      placeholder={text.typeHint}
      options={domains.map((domain) => ({
        label: text.domains[domain] ?? domain,
        options: types
          .filter((type) => type.domain === domain)
          .map((type) => ({
            value: type.code,
            label: `${locale === "en" ? type.en : type.zh} · ${type.code}`,
          })),
      }))}
    />
  );
}

function Limits({ type }: { type: TicketType }) {
  const text = useCopy(newCopy);
  const told = type.limits.filter(({ seconds, workdays }) => (seconds ?? 0) > 0 || workdays !== null);
  return (
    <p className="hl-small hl-quiet">
      {type.priority} · {text.limits}{" "}
      {told
        .map((one) => {
          const long = one.workdays === null ? text.hours((one.seconds ?? 0) / 60) : text.workdays(one.workdays);
          return `${one.name} ${long}`;
        })
        .join(" · ")}
    </p>
  );
}

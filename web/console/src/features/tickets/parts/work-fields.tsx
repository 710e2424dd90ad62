/** What suspending, resolving, merging and splitting ask for; from the form of the type. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { type Ticket, type TicketChoice, type TicketDesk, taken, type TicketPage } from "@hearthline/api";
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Select } from "antd";
import { useState } from "react";

import { api } from "@/lib/api";
import { useCopy, useLocale } from "@/lib/locale";
import { fullTime } from "@/lib/time";

import { actionCopy } from "../copy-actions";
import { useFieldRecord, useTypes } from "../queries";
import { Needed, Words } from "./asking";

const FEWEST_LETTERS = 2;
const RESPONSIBLE = ["company", "customer", "third", "force_majeure"];

function useType(ticket: Ticket) {
  const types = useTypes();
  return types.data?.items.find(({ code }) => code === ticket.type_code);
}

function useNames(): (one: { zh: string; en: string }) => string {
  const locale = useLocale();
  return (one) => (locale === "en" ? one.en : one.zh);
}

export function SuspendFields({ desk }: { desk: TicketDesk }) {
  const text = useCopy(actionCopy);
  const named = useNames();
  const type = useType(desk.ticket);
  const reason = Form.useWatch<string | undefined>("reason");
  const chosen = type?.suspend_reasons.find(({ code }) => code === reason);
  return (
    <>
      <Needed name="reason" label={text.suspendReason}>
        <Select
          options={(type?.suspend_reasons ?? []).map((one) => ({
            value: one.code,
            label: `${named(one)} · ${text.proof[one.evidence] ?? one.evidence}`,
          }))}
        />
      </Needed>
      <Words optional={chosen?.evidence !== "note"} />
      {chosen?.evidence === "photo" ? <Photos desk={desk} /> : null}
      <Needed name="until" label={text.until} optional>
        <DatePicker showTime={{ format: "HH:mm" }} />
      </Needed>
    </>
  );
}

function Photos({ desk }: { desk: TicketDesk }) {
  const text = useCopy(actionCopy);
  const { data } = useFieldRecord(desk.ticket.id);
  const photos = data?.evidence.filter(({ kind }) => kind === "photo") ?? [];
  return (
    <Needed name="evidence_ids" label={text.photos}>
      <Select
        mode="multiple"
        notFoundContent={text.noPhotos}
        options={photos.map((one) => ({
          value: one.id,
          label: `${one.by} ${fullTime(one.happened_at)}`,
        }))}
      />
    </Needed>
  );
}

export function ResolveFields({ desk }: { desk: TicketDesk }) {
  const text = useCopy(actionCopy);
  const named = useNames();
  const type = useType(desk.ticket);
  return (
    <>
      <Needed name="result_code" label={text.result}>
        <Select options={(type?.results ?? []).map((one) => ({ value: one.code, label: named(one) }))} />
      </Needed>
      {type && type.causes.length > 0 ? (
        <Needed name="cause_code" label={text.cause} optional>
          <Select allowClear showSearch={{ optionFilterProp: "label" }} options={byLevel(type.causes, named)} />
        </Needed>
      ) : null}
      <Needed name="responsibility" label={text.responsibility} optional>
        <Select
          allowClear
          options={RESPONSIBLE.map((value) => ({ value, label: text.responsibilities[value] }))}
        />
      </Needed>
      <Words />
    </>
  );
}

/** Causes as groups of the first level; one without a second stands for itself. */
export function byLevel(causes: TicketChoice[], named: (one: TicketChoice) => string) {
  return causes
    .filter(({ of }) => of === null || of === undefined)
    .map((first) => {
      const second = causes.filter(({ of }) => of === first.code);
      if (second.length === 0) return { value: first.code, label: named(first) };
      return {
        label: named(first),
        options: second.map((one) => ({ value: one.code, label: named(one) })),
      };
    });
}

export function MergeField({ desk }: { desk: TicketDesk }) {
  const text = useCopy(actionCopy);
  const [q, setQ] = useState("");
  const { data } = useQuery({
    queryKey: ["tickets", "to-merge", q],
    enabled: q.trim().length >= FEWEST_LETTERS,
    queryFn: () => {
      const query = { q: q.trim(), status: "open", kept_by: "desk", limit: 20 };
      return taken<TicketPage>(api.GET("/api/v1/tickets", { params: { query: query as never } }));
    },
  });
  const others = data?.items.filter(({ id }) => id !== desk.ticket.id) ?? [];
  return (
    <Needed name="into" label={text.into}>
      <Select
        showSearch={{ filterOption: false, onSearch: setQ }}
        placeholder={text.intoHint}
        options={others.map((one) => ({
          value: one.id,
          label: [one.work_order_no, one.type_name, one.place.address].filter(Boolean).join(" · "),
        }))}
      />
    </Needed>
  );
}

export function SplitFields({ desk }: { desk: TicketDesk }) {
  const text = useCopy(actionCopy);
  const named = useNames();
  const types = useTypes();
  const same = types.data?.items.filter(({ domain }) => domain === desk.ticket.domain) ?? [];
  return (
    <Form.List name="parts" initialValue={[{}]}>
      {(parts, { add, remove }) => (
        <>
          {parts.map((part) => (
            <div key={part.key} className="ticket-part">
              <Form.Item name={[part.name, "type_code"]} label={text.partType} rules={[{ required: true, message: text.needed }]}>
                <Select
                  showSearch={{ optionFilterProp: "label" }}
                  options={same.map((one) => ({ value: one.code, label: named(one) }))}
                />
              </Form.Item>
              <Form.Item name={[part.name, "description"]} label={text.partText} rules={[{ required: true, message: text.needed }]}>
                <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
              </Form.Item>
              {parts.length > 1 ? (
                <Button type="text" icon={<DeleteOutlined />} onClick={() => remove(part.name)} />
              ) : null}
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({})}>
            {text.addPart}
          </Button>
        </>
      )}
    </Form.List>
  );
}

/** The fields of each action. */
import type { TicketDesk } from "@hearthline/api";
import { Checkbox, DatePicker, Form, InputNumber, Select } from "antd";
import type { ComponentType } from "react";

import { useCopy } from "@/lib/locale";

import { actionCopy } from "../copy-actions";
import { Needed, Words } from "./asking";
import { TeamFields } from "./team-fields";
import { MergeField, ResolveFields, SplitFields, SuspendFields } from "./work-fields";

export interface FieldsOf {
  desk: TicketDesk;
}

const MOODS = ["CALM", "WORRIED", "ANNOYED", "ANGRY", "THREATENING"];
const PRIORITIES = ["P0", "P1", "P2", "P3", "P4"];

const Reason = () => <Words name="reason" />;
const Told = () => <Words />;
const Maybe = () => <Words optional />;
const Nothing = () => null;

function Urge() {
  const text = useCopy(actionCopy);
  return (
    <>
      <Words />
      <Needed name="emotion" label={text.emotion} optional>
        <Select options={MOODS.map((value) => ({ value, label: text.emotions[value] }))} />
      </Needed>
    </>
  );
}

function Escalate() {
  const text = useCopy(actionCopy);
  return (
    <>
      <Needed name="to" label={text.to}>
        <Select
          options={["supervisor", "manager"].map((value) => ({ value, label: text.levels[value] }))}
        />
      </Needed>
      <Words />
    </>
  );
}

function Prioritise({ desk }: FieldsOf) {
  const text = useCopy(actionCopy);
  return (
    <>
      <Needed name="priority" label={text.priority}>
        <Select
          options={PRIORITIES.map((value) => ({
            value,
            label: value,
            disabled: value === desk.ticket.priority,
          }))}
        />
      </Needed>
      <Words name="reason" />
    </>
  );
}

function Appoint() {
  const text = useCopy(actionCopy);
  return (
    <>
      <Needed name="appointment_at" label={text.at}>
        <DatePicker showTime={{ format: "HH:mm", minuteStep: 15 }} />
      </Needed>
      <Form.Item name="agreed" valuePropName="checked" initialValue={false}>
        <Checkbox>{text.agreed}</Checkbox>
      </Form.Item>
      <Words optional />
    </>
  );
}

function Depart() {
  const text = useCopy(actionCopy);
  return (
    <Needed name="eta_minutes" label={text.eta} optional>
      <InputNumber min={1} max={600} autoFocus />
    </Needed>
  );
}

const Dispatch = ({ desk }: FieldsOf) => (
  <>
    <TeamFields desk={desk} />
    <Words name="note" optional />
  </>
);

const Transfer = ({ desk }: FieldsOf) => (
  <>
    <TeamFields desk={desk} />
    <Words name="reason" />
  </>
);

export const ACTION_FIELDS: Record<string, ComponentType<FieldsOf>> = {
  dispatch: Dispatch,
  transfer: Transfer,
  depart: Depart,
  suspend: SuspendFields,
  resolve: ResolveFields,
  give_back: Reason,
  contact: Told,
  answer: Told,
  appoint: Appoint,
  urge: Urge,
  supervise: Told,
  escalate: Escalate,
  prioritise: Prioritise,
  merge: MergeField,
  split: SplitFields,
  reopen: Reason,
  void: Reason,
  confirm_void: Nothing,
  withdraw: Reason,
  close: Maybe,
  note: Told,
};

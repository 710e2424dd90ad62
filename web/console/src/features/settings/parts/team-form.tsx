/** Writes a team: its name, what it can do, where, and who belongs to it. */
import type { Team } from "@hearthline/api";
import { App, Form, Input, Modal, Select, Switch } from "antd";
import { useState } from "react";

import { useColleagues } from "@/lib/colleagues";
import { useCopy } from "@/lib/locale";
import { uuid } from "@/lib/uuid";
import { useSay, words } from "@/lib/words";

import { teamCopy } from "../copy-teams";
import { usePutTeam } from "../queries-teams";

interface Filled {
  name: string;
  skills: string[];
  areas: string[];
  lead_id?: string | null;
  phone?: string;
  is_active: boolean;
  people: string[];
}

export function TeamForm({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const text = useCopy(teamCopy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const [form] = Form.useForm<Filled>();
  const [fresh] = useState(uuid);
  const put = usePutTeam(team?.id ?? fresh, team === null);
  const colleagues = useColleagues();
  const people = (colleagues.data?.items ?? []).map(({ id, name }) => ({ value: id as string, label: name }));

  function done({ people: chosen, ...facts }: Filled): void {
    const onDuty = new Map(team?.members.map((one) => [one.staff_id as string, one.is_on_duty]));
    const members = chosen.map((id) => ({ staff_id: id, is_on_duty: onDuty.get(id) ?? true }));
    put.mutate(
      { ...facts, lead_id: facts.lead_id ?? null, phone: facts.phone ?? "", members },
      {
        onSuccess: () => {
          void message.success(text.saved(facts.name));
          onClose();
        },
        onError: (error) => void message.error(say(error)),
      },
    );
  }

  return (
    <Modal
      open
      title={team === null ? text.add : text.edit}
      okText={common.save}
      cancelText={common.cancel}
      confirmLoading={put.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={done}
        initialValues={{
          name: team?.name ?? "",
          skills: team?.skills ?? [],
          areas: team?.areas ?? [],
          lead_id: team?.lead_id ?? null,
          phone: team?.phone ?? "",
          is_active: team?.is_active ?? true,
          people: team?.members.map((one) => one.staff_id) ?? [],
        }}
      >
        <Form.Item name="name" label={text.name} rules={[{ required: true, whitespace: true, message: text.needed }]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="skills" label={text.skills} extra={text.skillsHint}>
          <Select mode="tags" />
        </Form.Item>
        <Form.Item name="areas" label={text.areas} extra={text.areasHint}>
          <Select mode="tags" />
        </Form.Item>
        <Form.Item name="people" label={text.people}>
          <Select mode="multiple" showSearch={{ optionFilterProp: "label" }} options={people} />
        </Form.Item>
        <Form.Item name="lead_id" label={text.lead}>
          <Select allowClear showSearch={{ optionFilterProp: "label" }} options={people} />
        </Form.Item>
        <Form.Item name="phone" label={text.phone}>
          <Input maxLength={24} />
        </Form.Item>
        <Form.Item name="is_active" label={text.active} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Which team is sent, the fitting ones first, and who of it. */
import type { Team, TicketDesk } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Form, Select } from "antd";

import { useCopy } from "@/lib/locale";

import { actionCopy } from "../copy-actions";
import { useTeams } from "../queries";

export function TeamFields({ desk }: { desk: TicketDesk }) {
  const text = useCopy(actionCopy);
  const form = Form.useFormInstance();
  const teamId = Form.useWatch<string | undefined>("team_id", form);
  const teams = useTeams();
  const fitting = desk.suggestions.filter(({ has_skill: fits }) => fits);
  const first = fitting.map(({ team }) => team.id);
  const all = (teams.data?.items ?? []).filter((team) => team.is_active);
  const ordered = [
    ...fitting.map(({ team }) => team),
    ...all.filter(({ id }) => !first.includes(id)),
  ];
  const chosen = ordered.find(({ id }) => id === teamId);
  return (
    <>
      <Form.Item
        name="team_id"
        label={text.team}
        initialValue={first[0]}
        rules={[{ required: true, message: text.needed }]}
      >
        <Select
          onChange={() => form.setFieldValue("worker_id", undefined)}
          options={ordered.map((team) => ({ value: team.id, label: <TeamLine team={team} desk={desk} /> }))}
        />
      </Form.Item>
      <Form.Item name="worker_id" label={text.worker}>
        <Select
          allowClear
          options={(chosen?.members ?? []).map((one) => ({
            value: one.staff_id,
            label: one.name,
            disabled: !one.is_on_duty,
          }))}
        />
      </Form.Item>
    </>
  );
}

function TeamLine({ team, desk }: { team: Team; desk: TicketDesk }) {
  const text = useCopy(actionCopy);
  const suggestion = desk.suggestions.find((one) => one.team.id === team.id && one.has_skill);
  return (
    <span className="ticket-team">
      {team.name}
      <span className="hl-small hl-quiet">{text.load(team.load)}</span>
      {suggestion ? <Mark tone="info">{suggestion.in_area ? text.inArea : text.suggested}</Mark> : null}
    </span>
  );
}

/** Teams 班组: who works on tickets, with which skills, in which areas, and who is on duty. */
import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import type { Team } from "@hearthline/api";
import { EmptyPlace, Mark } from "@hearthline/ui";
import { App, Button, Switch } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay } from "@/lib/words";

import { teamCopy } from "../copy-teams";
import { useSetDuty, useTeams } from "../queries-teams";
import { TeamForm } from "./team-form";

export function TeamsSection() {
  const text = useCopy(teamCopy);
  const may = useMay();
  const say = useSay();
  const { data, error } = useTeams();
  const [editing, setEditing] = useState<Team | "new" | null>(null);
  const mayChange = may("tickets.supervise");
  return (
    <section className="settings-section">
      <header className="settings-head">
        <p className="hl-quiet">{text.intro}</p>
        {mayChange ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")}>
            {text.add}
          </Button>
        ) : null}
      </header>
      {error ? <p>{say(error)}</p> : null}
      {data?.items.length === 0 ? <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace> : null}
      {data?.items.map((team) => (
        <Item key={team.id} team={team} onEdit={mayChange ? () => setEditing(team) : null} />
      ))}
      {editing === null ? null : (
        <TeamForm team={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </section>
  );
}

function Item({ team, onEdit }: { team: Team; onEdit: (() => void) | null }) {
  const text = useCopy(teamCopy);
  return (
    <article className="settings-item">
      <header>
        <strong>{team.name}</strong>
        <Mark tone={team.load > 0 ? "info" : "plain"}>{text.load(team.load)}</Mark>
        {team.skills.map((skill) => (
          <Mark key={skill}>{skill}</Mark>
        ))}
        {team.is_active ? null : <Mark tone="warn">{text.off}</Mark>}
        {onEdit ? (
          <span className="push">
            <Button type="text" icon={<EditOutlined />} aria-label={`${text.edit} ${team.name}`} onClick={onEdit} />
          </span>
        ) : null}
      </header>
      <p className="hl-quiet">
        {team.areas.length > 0 ? `${text.areas}：${team.areas.join("、")}` : text.everywhere}
        {team.lead_name ? ` · ${text.lead}：${team.lead_name}` : ""}
      </p>
      <Members team={team} mayChange={onEdit !== null} />
    </article>
  );
}

function Members({ team, mayChange }: { team: Team; mayChange: boolean }) {
  const text = useCopy(teamCopy);
  const say = useSay();
  const { message } = App.useApp();
  const duty = useSetDuty(team.id);
  return (
    <p>
      {team.members.map((one) => (
        <span key={one.staff_id} className="team-member">
          {one.name}{" "}
          <Switch
            size="small"
            checked={one.is_on_duty}
            disabled={!mayChange}
            aria-label={`${one.name} ${text.onDuty}`}
            onChange={(isOn) =>
              duty.mutate(
                { staff_id: one.staff_id, is_on_duty: isOn },
                { onError: (error) => void message.error(say(error)) },
              )
            }
          />
        </span>
      ))}
    </p>
  );
}

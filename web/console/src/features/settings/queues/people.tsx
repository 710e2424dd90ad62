/** What everybody can, and how much each takes at once. */
import { EditOutlined } from "@ant-design/icons";
import type { AgentSetting, ChannelKind } from "@hearthline/api";
import { ErrorPlace, Mark } from "@hearthline/ui";
import { Button, Table } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { PersonForm } from "./person-form";
import { usePeople, useQueueSettings } from "./queries";

export function People() {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { data, error, isPending, refetch } = usePeople();
  const { data: queues } = useQueueSettings();
  const [editing, setEditing] = useState<AgentSetting | null>(null);
  if (error) {
    return (
      <ErrorPlace
        title={text.peopleFailed}
        detail={say(error)}
        again={common.again}
        onAgain={() => void refetch()}
      />
    );
  }
  const named = (id: string) => queues?.items.find((queue) => queue.id === id)?.name;
  return (
    <>
      <Table<AgentSetting>
        rowKey="staff_id"
        size="middle"
        loading={isPending}
        pagination={false}
        dataSource={data?.items ?? []}
        columns={[
          { title: text.person.name, dataIndex: "name", width: 88 },
          { title: text.person.skills, render: (_, { skills }) => <Skills skills={skills} /> },
          { title: text.person.capacity, width: 150, render: (_, person) => <Room person={person} /> },
          {
            title: text.person.queues,
            render: (_, { queues: ids }) => ids.map(named).filter(Boolean).join("、"),
          },
          {
            width: 48,
            render: (_, person) => (
              <Button
                type="text"
                icon={<EditOutlined />}
                aria-label={`${text.person.edit}：${person.name}`}
                onClick={() => setEditing(person)}
              />
            ),
          },
        ]}
      />
      {editing === null ? null : <PersonForm person={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function Skills({ skills }: { skills: Record<string, number> }) {
  const text = useCopy(copy);
  const known = Object.entries(skills);
  if (known.length === 0) return <span className="hl-quiet">{text.person.none}</span>;
  return (
    <span className="queue-marks">
      {known.map(([skill, level]) => (
        <Mark key={skill}>{`${skill} ${level}`}</Mark>
      ))}
    </span>
  );
}

function Room({ person }: { person: AgentSetting }) {
  const text = useCopy(copy);
  const limits = Object.entries(person.by_channel) as [ChannelKind, number][];
  const told = limits.map(([kind, n]) => `${text.channels[kind]} ${n}`).join("、");
  return (
    <>
      {text.person.total_n(person.total)}
      {told === "" ? null : <div className="hl-quiet hl-small">{text.person.limits(told)}</div>}
    </>
  );
}

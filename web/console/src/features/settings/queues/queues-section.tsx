/** Queues and the people who serve them, as supervisors set them up. */
import "./queues.css";

import { PlusOutlined } from "@ant-design/icons";
import type { QueueSetting } from "@hearthline/api";
import { EmptyPlace, ErrorPlace } from "@hearthline/ui";
import { Button, Segmented, Skeleton } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { MembersDrawer } from "./members-drawer";
import { People } from "./people";
import { useQueueSettings } from "./queries";
import { QueueCard } from "./queue-card";
import { QueueForm } from "./queue-form";

type Open = { what: "form"; queue: QueueSetting | null } | { what: "members"; queue: QueueSetting };

export function QueuesSection() {
  const text = useCopy(copy);
  const [view, setView] = useState<"queues" | "people">("queues");
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <section className="settings-section">
      <header className="settings-head">
        <Segmented
          value={view}
          onChange={setView}
          options={[
            { value: "queues" as const, label: text.views.queues },
            { value: "people" as const, label: text.views.people },
          ]}
        />
        {view === "queues" ? (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => setOpen({ what: "form", queue: null })}
          >
            {text.add}
          </Button>
        ) : null}
      </header>
      <p className="hl-quiet">{view === "queues" ? text.intro : text.peopleIntro}</p>
      {view === "people" ? (
        <People />
      ) : (
        <Queues
          onEdit={(queue) => setOpen({ what: "form", queue })}
          onStaff={(queue) => setOpen({ what: "members", queue })}
        />
      )}
      {open?.what === "form" ? <QueueForm queue={open.queue} onClose={close} /> : null}
      {open?.what === "members" ? <MembersDrawer queue={open.queue} onClose={close} /> : null}
    </section>
  );
}

function Queues({ onEdit, onStaff }: {
  onEdit: (queue: QueueSetting) => void;
  onStaff: (queue: QueueSetting) => void;
}) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { data, error, isPending, refetch } = useQueueSettings();
  if (error) {
    return (
      <ErrorPlace
        title={text.failed}
        detail={say(error)}
        again={common.again}
        onAgain={() => void refetch()}
      />
    );
  }
  if (isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (data.items.length === 0) return <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace>;
  return data.items.map((queue) => (
    <QueueCard
      key={queue.id}
      queue={queue}
      every={data.items}
      onEdit={() => onEdit(queue)}
      onStaff={() => onStaff(queue)}
    />
  ));
}

/** Plans for storms: written in calm weather, by name. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import type { StormPlan } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { useSay, words } from "@/lib/words";

import { supervisionCopy } from "../copy-supervision";
import { useRemovePlan, useStormPlans } from "../queries-supervision";
import { StormPlanForm } from "./storm-plan-form";

export function StormPlansSection() {
  const { plans: text } = useCopy(supervisionCopy);
  const [editing, setEditing] = useState<StormPlan | string | null>(null);
  return (
    <section className="settings-section">
      <header className="settings-head">
        <p className="hl-quiet">{text.intro}</p>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("")}>{text.add}</Button>
      </header>
      <Shown of={useStormPlans()} shape={<BoneRows n={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyPlace
              title={text.none[0]}
              deed={text.samples.map((name) => (
                <Button key={name} onClick={() => setEditing(name)}>{name}</Button>
              ))}
            >
              {text.none[1]}
            </EmptyPlace>
          ) : (
            items.map((plan) => <Item key={plan.id} plan={plan} onEdit={() => setEditing(plan)} />)
          )
        }
      </Shown>
      {editing === null ? null : <StormPlanForm plan={editing} onClose={() => setEditing(null)} />}
    </section>
  );
}

function Item({ plan, onEdit }: { plan: StormPlan; onEdit: () => void }) {
  const { plans: text } = useCopy(supervisionCopy);
  const common = useCopy(words);
  const { message } = App.useApp();
  const say = useSay();
  const remove = useRemovePlan();
  return (
    <article className="settings-item">
      <header>
        <strong>{plan.name}</strong>
        <span className="hl-small hl-quiet hl-clip">{plan.measures.announcement}</span>
        <Button className="push" type="text" icon={<EditOutlined />} aria-label={text.edit} onClick={onEdit} />
        <Popconfirm
          title={text.remove(plan.name)}
          description={text.removeHint}
          okText={text.removeDeed}
          cancelText={common.cancel}
          onConfirm={() => remove.mutate(plan.id, { onError: (error) => void message.error(say(error)) })}
        >
          <Button type="text" icon={<DeleteOutlined />} aria-label={text.removeDeed} />
        </Popconfirm>
      </header>
    </article>
  );
}

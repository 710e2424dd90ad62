/** Canned answers: one's own and everybody's. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import type { Canned } from "@hearthline/api";
import { EmptyPlace, Key, Mark } from "@hearthline/ui";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { useCannedList, useRemoveCanned } from "../queries";
import { CannedForm } from "./canned-form";

export function CannedSection() {
  const { canned: text } = useCopy(copy);
  const say = useSay();
  const { data, error } = useCannedList();
  const [editing, setEditing] = useState<Canned | "new" | null>(null);
  return (
    <section className="settings-section">
      <header className="settings-head">
        <p className="hl-quiet">{text.intro}</p>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")}>
          {text.add}
        </Button>
      </header>
      {error ? <p>{say(error)}</p> : null}
      {data?.items.length === 0 ? (
        <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace>
      ) : null}
      {data?.items.map((canned) => (
        <Item key={canned.id} canned={canned} onEdit={() => setEditing(canned)} />
      ))}
      {editing === null ? null : (
        <CannedForm
          canned={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}

function Item({ canned, onEdit }: { canned: Canned; onEdit: () => void }) {
  const { canned: text } = useCopy(copy);
  const common = useCopy(words);
  const { message } = App.useApp();
  const say = useSay();
  const may = useMay();
  const remove = useRemoveCanned();
  const mayChange = !canned.shared || may("desk.supervise");
  return (
    <article className="settings-item">
      <header>
        <strong>{canned.title}</strong>
        <Key>/{canned.shortcut}</Key>
        <Mark tone={canned.shared ? "info" : "plain"}>{canned.shared ? text.shared : text.own}</Mark>
        {mayChange ? (
          <span className="push">
            <Button type="text" icon={<EditOutlined />} aria-label={text.edit} onClick={onEdit} />
            <Popconfirm
              title={text.remove(canned.title)}
              description={text.removeHint}
              okText={text.removeDeed}
              cancelText={common.cancel}
              onConfirm={() =>
                remove.mutate(canned.id, { onError: (error) => void message.error(say(error)) })
              }
            >
              <Button type="text" icon={<DeleteOutlined />} aria-label={text.removeDeed} />
            </Popconfirm>
          </span>
        ) : null}
      </header>
      <p>{canned.text}</p>
    </article>
  );
}

/** Macros: one's own and everybody's. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import type { Macro } from "@hearthline/api";
import { Bone, EmptyPlace, Key, Mark } from "@hearthline/ui";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay, words } from "@/lib/words";

import { macroCopy } from "../copy-macros";
import { useMacroList, useRemoveMacro } from "../queries-macros";
import { MacroForm } from "./macro-form";

export function MacrosSection() {
  const text = useCopy(macroCopy);
  const say = useSay();
  const { data, error } = useMacroList();
  const [editing, setEditing] = useState<Macro | "new" | null>(null);
  return (
    <section className="settings-section">
      <header className="settings-head">
        <p className="hl-quiet">{text.intro}</p>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")}>
          {text.add}
        </Button>
      </header>
      {error ? <p>{say(error)}</p> : null}
      {!data && !error ? <Bone width="60%" /> : null}
      {data?.items.length === 0 ? <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace> : null}
      {data?.items.map((macro) => (
        <Item key={macro.id} macro={macro} onEdit={() => setEditing(macro)} />
      ))}
      {editing === null ? null : (
        <MacroForm macro={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </section>
  );
}

function Item({ macro, onEdit }: { macro: Macro; onEdit: () => void }) {
  const text = useCopy(macroCopy);
  const common = useCopy(words);
  const { message } = App.useApp();
  const say = useSay();
  const may = useMay();
  const remove = useRemoveMacro();
  const mayChange = !macro.shared || may("desk.supervise");
  return (
    <article className="settings-item">
      <header>
        <strong>{macro.title}</strong>
        <Key>{macro.shortcut}</Key>
        <Mark tone={macro.shared ? "info" : "plain"}>{macro.shared ? text.shared : text.own}</Mark>
        {macro.domain === "" ? null : <Mark>{text.domains[macro.domain]}</Mark>}
        <span className="hl-small hl-quiet">{text.used(macro.uses)}</span>
        {mayChange ? (
          <span className="push">
            <Button type="text" icon={<EditOutlined />} aria-label={text.edit} onClick={onEdit} />
            <Popconfirm
              title={text.remove(macro.title)}
              description={text.removeHint}
              okText={text.removeDeed}
              cancelText={common.cancel}
              onConfirm={() =>
                remove.mutate(macro.id, { onError: (error) => void message.error(say(error)) })
              }
            >
              <Button type="text" icon={<DeleteOutlined />} aria-label={text.removeDeed} />
            </Popconfirm>
          </span>
        ) : null}
      </header>
      <p className="hl-quiet">
        {macro.steps.map((step) => text.kinds[String(step["do"])] ?? String(step["do"])).join(" → ")}
      </p>
    </article>
  );
}

/** The chosen thing: what it is called, what it has to do with others, what else applies, what can be changed. */
import { CloseOutlined, DeleteOutlined, EditOutlined, LinkOutlined, MergeCellsOutlined } from "@ant-design/icons";
import type { Entity } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useMarks } from "@/lib/told";

import { copy } from "../copy";
import type { Joined } from "../layout";
import type { Look } from "../place";
import { useDeleteEntity } from "../queries";
import { Also } from "./also";
import { EditDialog, MergeDialog, RelateDialog } from "./entity-dialogs";
import { KIND_ICONS } from "./kinds";
import { Relations } from "./relations";
import { useDeed } from "./use-deed";

interface PanelProps {
  entity: Entity;
  whole: Joined;
  look: Look;
}

export function EntityPanel({ entity, whole, look }: PanelProps) {
  const text = useCopy(copy);
  const marks = useMarks();
  const may = useMay();
  const others = entity.names.filter((name) => name !== entity.name);
  const isOpen = look.opened.includes(entity.id) || entity.id === look.center;
  return (
    <aside className="picture-panel graph-panel" aria-label={entity.name}>
      <header className="kb-section">
        <p className="kb-marks hl-quiet">
          <span>
            {KIND_ICONS[entity.kind]} {text.kinds[entity.kind]}
          </span>
          <Mark tone={entity.origin === "person" ? "info" : "plain"}>{text.origins[entity.origin]}</Mark>
          <Button
            type="text"
            size="small"
            className="gap-push"
            icon={<CloseOutlined />}
            aria-label={text.close}
            onClick={() => look.select(null)}
          />
        </p>
        <h2>{entity.name}</h2>
        {others.length > 0 ? (
          <p className="hl-small hl-quiet">
            {text.names} {others.join(marks.list)}
          </p>
        ) : null}
        {entity.note === "" ? null : <p className="kb-text">{entity.note}</p>}
        <p className="kb-marks graph-ways">
          {entity.article_id === null ? null : (
            <Link to={`/knowledge/items/${entity.article_id}`}>{text.openItem}</Link>
          )}
          {entity.id === look.center ? null : (
            <>
              <Button size="small" onClick={() => look.toggle(entity.id)}>
                {isOpen ? text.collapse : text.expand}
              </Button>
              <Button size="small" onClick={() => look.show(entity.id)}>
                {text.center}
              </Button>
            </>
          )}
        </p>
      </header>
      {may("knowledge.edit") ? <Deeds entity={entity} look={look} /> : null}
      <Relations entity={entity} whole={whole} look={look} />
      {entity.article_id === null ? null : <Also articleId={entity.article_id} />}
    </aside>
  );
}

/** Items are named by their articles, and go when these are withdrawn. */
function Deeds({ entity, look }: { entity: Entity; look: Look }) {
  const text = useCopy(copy);
  const deed = useDeed();
  const remove = useDeleteEntity();
  const [open, setOpen] = useState<"edit" | "merge" | "relate" | null>(null);
  const close = () => setOpen(null);
  const isItem = entity.kind === "item";
  return (
    <div className="kb-marks">
      <Button size="small" icon={<LinkOutlined />} onClick={() => setOpen("relate")}>
        {text.relate}
      </Button>
      {isItem ? null : (
        <>
          <Button size="small" icon={<EditOutlined />} onClick={() => setOpen("edit")}>
            {text.edit}
          </Button>
          <Button size="small" icon={<MergeCellsOutlined />} onClick={() => setOpen("merge")}>
            {text.merge}
          </Button>
          <Tooltip title={text.remove}>
            <Button
              size="small"
              icon={<DeleteOutlined />}
              aria-label={text.remove}
              loading={remove.isPending}
              onClick={() =>
                remove.mutate(entity.id, {
                  onError: deed.failed,
                  onSuccess: (edit) => {
                    if (entity.id === look.center) look.show(null);
                    deed.done(text.removed(entity.name), edit);
                  },
                })
              }
            />
          </Tooltip>
        </>
      )}
      {open === "edit" ? <EditDialog entity={entity} onClose={close} /> : null}
      {open === "merge" ? <MergeDialog entity={entity} onClose={close} onMerged={look.show} /> : null}
      {open === "relate" ? <RelateDialog entity={entity} onClose={close} /> : null}
    </div>
  );
}

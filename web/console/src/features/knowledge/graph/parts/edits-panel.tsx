/** What people changed in the graph lately, each to be taken back. */
import type { GraphEdit } from "@hearthline/api";
import { App, Button } from "antd";

import { useWho } from "@/lib/colleagues";
import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useEdits, useEntity, useUndoEdit } from "../queries";

export function EditsPanel() {
  const text = useCopy(copy);
  const edits = useEdits();
  return (
    <aside className="picture-panel graph-panel" aria-label={text.history}>
      <section className="kb-section">
        <h3>{text.history}</h3>
        <Shown of={edits} title={text.failed} shape={<BoneRows n={4} />}>
          {(all) => (
            <ul className="kb-plain">
              {all.length === 0 ? <li className="hl-quiet">{text.noHistory}</li> : null}
              {all.map((edit) => (
                <Row key={edit.number} edit={edit} />
              ))}
            </ul>
          )}
        </Shown>
      </section>
    </aside>
  );
}

function Row({ edit }: { edit: GraphEdit }) {
  const text = useCopy(copy);
  const who = useWho();
  const say = useSay();
  const may = useMay();
  const locale = useLocale();
  const now = useNow(60);
  const { message } = App.useApp();
  const undo = useUndoEdit();
  return (
    <li className="graph-edit">
      <span data-undone={edit.undone_at !== null}>
        {who(edit.by_staff)} {text.deeds[edit.deed] ?? edit.deed}{" "}
        {edit.entities[0] === undefined ? null : <Name id={edit.entities[0]} />}
      </span>
      <time className="hl-num hl-small hl-quiet" dateTime={edit.at} title={fullTime(edit.at)}>
        {shortTime(edit.at, now, locale)}
      </time>
      {edit.undone_at !== null ? (
        <span className="hl-small hl-quiet">{text.wasUndone}</span>
      ) : may("knowledge.edit") ? (
        <Button
          size="small"
          loading={undo.isPending}
          onClick={() =>
            undo.mutate(edit.number, {
              onError: (error) => void message.error(say(error)),
              onSuccess: () => void message.success(text.undone),
            })
          }
        >
          {text.undo}
        </Button>
      ) : null}
    </li>
  );
}

/** The thing's name while it is there; a deleted one has none any more. */
function Name({ id }: { id: string }) {
  const { data } = useEntity(id);
  return data ? `“${data.name}”` : null;
}

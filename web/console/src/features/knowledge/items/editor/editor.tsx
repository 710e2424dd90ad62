/** The editor of one item: text in the middle, facts and preview beside, saved by itself. */
import type { ItemContent, WorkingCopy } from "@hearthline/api";
import { Segmented } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import { useHotkeys } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { useCard } from "../../shared/queries";
import { Preview } from "../../shared/preview/preview";
import { PublishStrip } from "../../shared/publish-strip";
import { ReadFacts, ReadText } from "../../shared/reader";
import { copy } from "./copy";
import { EditorHead } from "./editor-head";
import { FactsPanel } from "./facts-panel";
import type { Form } from "./form";
import { ClashStrip } from "./save-mark";
import { StateStrip } from "./state-strip";
import { SubmitDialog } from "./submit-dialog";
import { TextPane } from "./text-pane";
import { useNeighbours } from "./use-neighbours";
import { useSubmitting } from "./use-submitting";
import { useWriting } from "./use-writing";
import { UsesPanel } from "./uses-panel";

const PANELS = ["facts", "preview", "uses"] as const;
type Panel = (typeof PANELS)[number];

interface EditorProps {
  id: string;
  content: ItemContent;
  known: WorkingCopy | null;
}

export function Editor({ id, content, known }: EditorProps) {
  const text = useCopy(copy);
  const may = useMay();
  const navigate = useNavigate();
  const [panel, setPanel] = useState<Panel>("facts");
  const writing = useWriting(id, content, known);
  const submitting = useSubmitting(id, writing);
  const neighbours = useNeighbours(id);
  const { data: card } = useCard(content.slug);
  const mayWrite = may("knowledge.edit");
  const isLocked = !mayWrite || known?.state === "in_review";
  const form: Form = {
    content: writing.state.now,
    write: (field, value) => {
      submitting.mended(field);
      writing.write(field, value);
    },
    lacks: submitting.lacks,
  };
  useHotkeys([
    { on: "Ctrl+KeyS", do: () => void writing.flush() },
    { on: "Ctrl+KeyZ", do: ({ shiftKey }) => (shiftKey ? writing.redo() : writing.undo()) },
    { on: "Ctrl+KeyY", do: writing.redo },
    { on: "Ctrl+Enter", do: () => (isLocked ? undefined : submitting.begin()) },
    { on: "Alt+ArrowLeft", do: () => neighbours.before && void navigate(neighbours.before) },
    { on: "Alt+ArrowRight", do: () => neighbours.next && void navigate(neighbours.next) },
  ]);
  return (
    <div className="editor">
      <EditorHead
        id={id}
        card={card ?? null}
        known={known}
        writing={writing}
        neighbours={neighbours}
        isLocked={isLocked}
        onSubmit={submitting.begin}
      />
      <div className="editor-body">
        <section className="editor-middle">
          <ClashStrip writing={writing} />
          <StateStrip id={id} known={known} writing={writing} submitting={submitting} />
          {card ? <PublishStrip item={card} /> : null}
          {isLocked ? <ReadText content={form.content} /> : <TextPane form={form} />}
        </section>
        <aside className="editor-side">
          <Segmented<Panel>
            block
            value={panel}
            onChange={setPanel}
            options={PANELS.map((value) => ({ value, label: text.panel[value] }))}
          />
          {panel === "facts" ? <Facts form={form} isLocked={isLocked} /> : null}
          {panel === "preview" ? <Preview content={form.content} /> : null}
          {panel === "uses" ? <UsesPanel id={id} /> : null}
          {mayWrite && isLocked ? null : (
            <p className="hl-small hl-quiet">{mayWrite ? text.keys : text.readOnly}</p>
          )}
        </aside>
      </div>
      {submitting.isOpen ? <SubmitDialog submitting={submitting} /> : null}
    </div>
  );
}

function Facts({ form, isLocked }: { form: Form; isLocked: boolean }) {
  return isLocked ? <ReadFacts content={form.content} /> : <FactsPanel form={form} />;
}

/** One file: how far it has been read, what was found, what is picked, and what to do with it. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import type { ImportApplied, KnowledgeImport } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { App, Button, Progress } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { useMarks } from "@/lib/told";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { isUnderWay, useApply, useDiscard, useImport, useUndoImport } from "../queries";
import { StateMark } from "./findings";
import { Items } from "./items";
import { Troubles } from "./troubles";

export function OneImport({ id, onBack }: { id: string; onBack: () => void }) {
  const text = useCopy(copy);
  const found = useImport(id);
  return (
    <div className="hl-page">
      <Shown of={found} title={text.failed} shape={<BoneRows n={6} />}>
        {(one) => (
          <>
            <Head one={one} onBack={onBack} />
            {isUnderWay(one) ? (
              <div className="import-progress" role="status">
                <span>{text.progress(one.done, one.total)}</span>
                <Progress
                  percent={one.total === 0 ? 0 : Math.round((one.done / one.total) * 100)}
                  showInfo={false}
                  status="active"
                />
              </div>
            ) : null}
            {one.state === "refused" ? <EmptyPlace title={text.refused} /> : null}
            {one.troubles.length > 0 ? (
              <section className="kb-section">
                <h3>{text.fileTroubles}</h3>
                <Troubles troubles={one.troubles} />
              </section>
            ) : null}
            {one.total > 0 && !isUnderWay(one) ? <Items one={one} /> : null}
          </>
        )}
      </Shown>
    </div>
  );
}

function Head({ one, onBack }: { one: KnowledgeImport; onBack: () => void }) {
  const text = useCopy(copy);
  const [done, setDone] = useState<ImportApplied | null>(null);
  return (
    <>
      <div className="hl-bar import-head">
        <Button type="text" icon={<ArrowLeftOutlined />} aria-label={text.back} onClick={onBack} />
        <h2>{one.name}</h2>
        <StateMark state={one.state} />
        {one.total > 0 ? <span className="hl-quiet hl-num">{text.found(one.total)}</span> : null}
        <span className="push hl-bar">
          <Deeds one={one} onBack={onBack} onDone={setDone} />
        </span>
      </div>
      {one.state === "ready" ? <p className="hl-small hl-quiet">{text.applyHint}</p> : null}
      {done === null || done.skipped.length === 0 ? null : <Skipped done={done} />}
    </>
  );
}

function Deeds({ one, onBack, onDone }: {
  one: KnowledgeImport;
  onBack: () => void;
  onDone: (done: ImportApplied) => void;
}) {
  const text = useCopy(copy);
  const say = useSay();
  const { message } = App.useApp();
  const apply = useApply(one.id);
  const undo = useUndoImport(one.id);
  const discard = useDiscard(one.id);
  const onError = (error: Error) => void message.error(say(error));
  function finish(said: string, done: ImportApplied): void {
    onDone(done);
    void message.success(said);
  }
  if (one.state === "applied") {
    return (
      <>
        <Link to="/knowledge/items?state=draft">{text.toItems}</Link>
        <Button
          loading={undo.isPending}
          onClick={() => undo.mutate(undefined, { onError, onSuccess: (done) => finish(text.undone(done.done), done) })}
        >
          {text.undo}
        </Button>
      </>
    );
  }
  const mayDiscard = one.state === "ready" || one.state === "refused" || one.state === "waiting";
  return (
    <>
      {mayDiscard ? (
        <Button
          loading={discard.isPending}
          onClick={() =>
            discard.mutate(undefined, {
              onError,
              onSuccess: () => {
                void message.success(text.discarded(one.name));
                onBack();
              },
            })
          }
        >
          {text.discard}
        </Button>
      ) : null}
      {one.state === "ready" ? (
        <Button
          type="primary"
          loading={apply.isPending}
          onClick={() => apply.mutate(undefined, { onError, onSuccess: (done) => finish(text.applied(done.done), done) })}
        >
          {text.apply}
        </Button>
      ) : null}
    </>
  );
}

function Skipped({ done }: { done: ImportApplied }) {
  const text = useCopy(copy);
  const marks = useMarks();
  return (
    <div role="status" className="kb-section">
      <strong>{text.skipped(done.skipped.length)}</strong>
      <ul className="import-troubles">
        {done.skipped.map((one) => (
          <li key={one.number} data-warning>
            {text.itemNo(one.number)}
            {marks.colon}
            {one.why}
          </li>
        ))}
      </ul>
    </div>
  );
}

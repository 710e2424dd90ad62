/** Finishing with a code and a note in one go, or finishing now and wrapping up while it lasts. */
import "./handover.css";

import type { ConversationId, Row } from "@hearthline/api";
import { Key } from "@hearthline/ui";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { useSaid } from "../queries";
import { partsOf, useDraft, useFinish, useWrapUpOf } from "../queries-wrap";
import { useFilling, WrapForm } from "./wrap-form";

export function WrapUp({ conversationId, onDone }: {
  conversationId: ConversationId;
  row: Row;
  onDone: () => void;
}) {
  const { wrap: text } = useCopy(copy);
  const said = useSaid(onDone);
  const { data, isPending } = useWrapUpOf(conversationId);
  const kept = data?.wrap_up && data.wrap_up.due_at === null ? data.wrap_up : null;
  const { data: draft } = useDraft(conversationId);
  const filling = useFilling(kept, partsOf(draft), draft?.todo_due_at ?? null);
  const finish = useFinish();
  function end(withWords: boolean): void {
    if (finish.isPending || (withWords && !filling.check())) return;
    const words = withWords ? filling.sent() : null;
    said(finish.mutateAsync({ id: conversationId, words }), withWords ? text.saved : text.ended);
  }
  return (
    <section className="wrap" aria-label={text.title}>
      <h2>{text.title}</h2>
      {isPending ? null : <WrapForm filling={filling} onSend={() => end(true)} />}
      <Button type="primary" block loading={finish.isPending} onClick={() => end(true)}>
        {text.finish}
        <Key>Ctrl ↵</Key>
      </Button>
      <Button block onClick={() => end(false)}>
        {text.later}
      </Button>
    </section>
  );
}

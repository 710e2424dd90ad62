/** Help beside the thread: one card, the steps, the line of emotion, a draft of the summary. */
import "../assist.css";

import type { ConversationId } from "@hearthline/api";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { copy } from "../copy";
import { useSteps } from "../queries";
import { Card } from "./card";
import { MoodLine } from "./mood-line";
import { Rail } from "./rail";
import { SummaryDraft } from "./summary-draft";

export function NowCard({ conversationId, onText }: {
  conversationId: ConversationId;
  onText: (text: string) => void;
}) {
  const text = useCopy(copy);
  const may = useMay();
  if (!may("desk.reply")) return null;
  return (
    <section className="assist" aria-label={text.title}>
      <Card key={conversationId} id={conversationId} onText={onText} />
      <Guide id={conversationId} onText={onText} />
      <SummaryDraft key={`sum-${conversationId}`} id={conversationId} />
    </section>
  );
}

function Guide({ id, onText }: { id: ConversationId; onText: (text: string) => void }) {
  const { data } = useSteps(id);
  if (!data) return null;
  const first = data.items[0];
  return (
    <>
      {first ? <Rail sop={first} onText={onText} /> : null}
      <MoodLine moods={data.moods} />
    </>
  );
}

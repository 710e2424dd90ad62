/** Notes what was promised and by when. */
import type { ConversationId, CustomerId, NewPromise } from "@hearthline/api";
import { App, Button, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { uuid } from "@/lib/uuid";
import { useSay, words } from "@/lib/words";

import { peopleCopy } from "../copy-people";
import { usePromiseDeeds } from "../queries-people";
import { DuePicker } from "./due-picker";

const SHORTEST = 2;
const LONGEST = 400;

export function MakePromise({ id, conversationId, begun = "", seq = null, made = "hand", onClose }: {
  id: CustomerId;
  conversationId: ConversationId | null;
  /** The words it begins with. */
  begun?: string;
  /** The message in which it was said. */
  seq?: number | null;
  made?: NewPromise["made"];
  onClose: () => void;
}) {
  const text = useCopy(peopleCopy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const { make } = usePromiseDeeds(id, conversationId);
  const [said, setSaid] = useState(() => begun.trim().slice(0, LONGEST));
  // Pressed again after a lost answer, it is still the same promise.
  const [clientId] = useState(uuid);
  const [due, setDue] = useState<Dayjs | null>(() => dayjs().add(2, "hour"));
  const ready = said.trim().length >= SHORTEST && due !== null && due.isAfter(dayjs());

  function keep(): void {
    if (!due) return;
    make.mutate(
      { client_id: clientId, text: said.trim(), due_at: due.toISOString(), made, message_seq: seq },
      {
        onSuccess: () => {
          void message.success(text.kept);
          onClose();
        },
      },
    );
  }

  return (
    <div className="cust-found">
      <Input.TextArea
        autoFocus
        rows={2}
        maxLength={LONGEST}
        value={said}
        aria-label={text.promiseText}
        placeholder={text.promiseHint}
        onChange={(event) => setSaid(event.target.value)}
      />
      <DuePicker due={due} onDue={setDue} />
      {make.error ? (
        <span className="hl-small" role="alert">
          {say(make.error)}
        </span>
      ) : null}
      <span className="cust-line">
        <Button type="primary" size="small" disabled={!ready} loading={make.isPending} onClick={keep}>
          {text.keep}
        </Button>
        <Button size="small" onClick={onClose}>
          {common.cancel}
        </Button>
      </span>
    </div>
  );
}

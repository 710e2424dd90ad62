/** Notes what was promised and by when. */
import type { ConversationId, CustomerId } from "@hearthline/api";
import { App, Button, DatePicker, Input, Space } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { peopleCopy } from "../copy-people";
import { usePromiseDeeds } from "../queries-people";

const SHORTEST = 2;

export function MakePromise({ id, conversationId, onClose }: {
  id: CustomerId;
  conversationId: ConversationId | null;
  onClose: () => void;
}) {
  const text = useCopy(peopleCopy);
  const common = useCopy(words);
  const say = useSay();
  const { message } = App.useApp();
  const { make } = usePromiseDeeds(id, conversationId);
  const [said, setSaid] = useState("");
  const [due, setDue] = useState<Dayjs | null>(() => dayjs().add(2, "hour"));
  const ready = said.trim().length >= SHORTEST && due !== null && due.isAfter(dayjs());

  function keep(): void {
    if (!due) return;
    make.mutate(
      { text: said.trim(), due_at: due.toISOString() },
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
        maxLength={400}
        value={said}
        aria-label={text.promiseText}
        placeholder={text.promiseHint}
        onChange={(event) => setSaid(event.target.value)}
      />
      <Space wrap size={4}>
        {text.dueIn.map(([minutes, label]) => (
          <Button key={label} size="small" onClick={() => setDue(dayjs().add(minutes, "minute"))}>
            {label}
          </Button>
        ))}
      </Space>
      <DatePicker
        showTime={{ format: "HH:mm", minuteStep: 5 }}
        format="MM-DD HH:mm"
        value={due}
        aria-label={text.dueAt}
        onChange={setDue}
      />
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

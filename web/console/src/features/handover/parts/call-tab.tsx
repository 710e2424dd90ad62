/** Booking a call for the customer: when, and to which number. */
import type { Row } from "@hearthline/api";
import { App, Button, Checkbox, Input, Segmented } from "antd";
import { useState } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { shortTime, useNow } from "@/lib/time";

import { copy } from "../copy";
import { useBookCall, useCallOf } from "../queries-calls";
import { isPhone, type Quick, windowOf } from "../rules";

const pad = (n: number): string => String(n).padStart(2, "0");
const local = (at: Date): string =>
  `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;

export function CallTab({ row, onDone }: { row: Row; onDone: () => void }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  const { message } = App.useApp();
  const { data } = useCallOf(row.id);
  const book = useBookCall();
  const [quick, setQuick] = useState<Quick | "own">("hour");
  const [window, setWindow] = useState(() => windowOf("hour", new Date()));
  const [phone, setPhone] = useState("");
  const [note, setNote] = useState("");
  const [forMe, setForMe] = useState(true);
  const wrongPhone = phone.trim() !== "" && !isPhone(phone);
  const wrongTime = window.until <= window.from;
  const known = data?.call;
  function choose(next: Quick): void {
    setQuick(next);
    setWindow(windowOf(next, new Date()));
  }
  function change(side: "from" | "until", words: string): void {
    const at = new Date(words);
    if (Number.isNaN(at.getTime())) return;
    setQuick("own");
    setWindow({ ...window, [side]: at });
  }
  function send(): void {
    book.mutate(
      {
        id: row.id,
        from: window.from.toISOString(),
        until: window.until.toISOString(),
        phone: phone.trim() || null,
        note,
        forMe,
      },
      {
        onSuccess: (call) => {
          void message.success(text.call.booked(shortTime(call.from_at, now, locale)));
          onDone();
        },
      },
    );
  }
  return (
    <div className="handover-tab">
      {known ? (
        <p className="hl-small">{text.call.known(local(new Date(known.due_at)).replace("T", " "))}</p>
      ) : null}
      <Segmented<Quick | "own">
        block
        value={quick}
        onChange={(next) => next !== "own" && choose(next)}
        options={(["soon", "hour", "tomorrow"] as const).map((value) => ({
          value,
          label: text.call.quick[value],
        }))}
      />
      <div className="handover-when">
        {(["from", "until"] as const).map((side) => (
          <label key={side} className="hl-small hl-quiet">
            {text.call[side]}
            <Input
              type="datetime-local"
              value={local(window[side])}
              status={wrongTime ? "error" : ""}
              onChange={(event) => change(side, event.target.value)}
            />
          </label>
        ))}
      </div>
      <Input
        aria-label={text.call.phone}
        placeholder={`${text.call.phone}（${text.call.phoneHint}）`}
        inputMode="tel"
        status={wrongPhone ? "error" : ""}
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      {wrongPhone ? <p className="handover-wrong hl-small">{text.call.wrongPhone}</p> : null}
      {wrongTime ? <p className="handover-wrong hl-small">{text.call.wrongTime}</p> : null}
      <Input
        aria-label={text.note}
        placeholder={text.note}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Checkbox checked={forMe} onChange={(event) => setForMe(event.target.checked)}>
        {text.call.forMe}
      </Checkbox>
      <Button
        type="primary"
        block
        disabled={wrongPhone || wrongTime}
        loading={book.isPending}
        onClick={send}
      >
        {text.deeds.call}
      </Button>
    </div>
  );
}

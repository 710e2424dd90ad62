/** Booking a call for the customer: when, and to which number. */
import type { BookedCall, Row } from "@hearthline/api";
import { App, Button, Checkbox, DatePicker, Input, Segmented } from "antd";
import { useState } from "react";

import { type Dayjs, picked } from "@/lib/day";
import { type Locale, useCopy, useLocale } from "@/lib/locale";
import { clockTime, dayName, useNow } from "@/lib/time";

import { copy } from "../copy";
import { useBookCall, useCallOf } from "../queries-calls";
import { isPhone, type Quick, windowOf } from "../rules";

/** 今天 14:00–16:00 */
const spanOf = ({ from_at, until_at }: BookedCall, now: number, locale: Locale): string =>
  `${dayName(from_at, now, locale)} ${clockTime(new Date(from_at))}–${clockTime(new Date(until_at))}`;

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
  function change(side: "from" | "until", at: Dayjs | null): void {
    if (at === null) return;
    setQuick("own");
    setWindow({ ...window, [side]: at.toDate() });
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
          void message.success(text.call.booked(spanOf(call, now, locale)));
          onDone();
        },
      },
    );
  }
  return (
    <div className="handover-tab">
      {known ? (
        <p className="hl-small">{text.call.known(spanOf(known, now, locale))}</p>
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
            <DatePicker
              showTime={{ format: "HH:mm", minuteStep: 5 }}
              format="MM-DD HH:mm"
              allowClear={false}
              value={picked(window[side].toISOString())}
              {...(wrongTime ? { status: "error" as const } : {})}
              onChange={(at) => change(side, at)}
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

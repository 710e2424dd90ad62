/** Gives a tag with its reason. */
import type { CustomerId, TagKind } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { App, Button, Input, Select } from "antd";
import { useState } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay } from "@/lib/words";

import { peopleCopy } from "../copy-people";
import { useTagDeeds, useTagKinds } from "../queries-people";
import { tagName } from "../shown";

const SHORTEST = 2;

export function AddTag({ id, has, onDone }: {
  id: CustomerId;
  /** The codes that the customer has already. */
  has: readonly string[];
  onDone: () => void;
}) {
  const text = useCopy(peopleCopy);
  const locale = useLocale();
  const may = useMay();
  const say = useSay();
  const { message } = App.useApp();
  const { data } = useTagKinds(true);
  const { add } = useTagDeeds(id);
  const [code, setCode] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const free = (kind: TagKind) =>
    kind.is_active && !has.includes(kind.code) && (!kind.is_sensitive || may("customers.unmask"));
  const kinds = data?.items.filter(free) ?? [];
  const chosen = kinds.find((kind) => kind.code === code);
  const ready = chosen !== undefined && reason.trim().length >= SHORTEST;

  function keep(): void {
    if (!chosen) return;
    add.mutate(
      { code: chosen.code, reason: reason.trim() },
      {
        onSuccess: () => {
          void message.success(text.tagAdded(tagName(chosen, locale)));
          onDone();
        },
      },
    );
  }

  return (
    <div className="cust-why">
      <Select
        autoFocus
        showSearch={{ optionFilterProp: "label" }}
        value={code}
        placeholder={text.tags}
        onChange={setCode}
        options={kinds.map((kind) => ({ value: kind.code, label: tagName(kind, locale) }))}
      />
      {chosen ? (
        <span className="cust-marks">
          {chosen.urgency > 0 ? <Mark tone="warn">{text.urgencies[chosen.urgency]}</Mark> : null}
          {chosen.is_straight ? <Mark tone="info">{text.straight}</Mark> : null}
          {chosen.is_sensitive ? <Mark>{text.sensitive}</Mark> : null}
        </span>
      ) : null}
      {chosen?.meaning ? <span className="hl-small hl-quiet">{chosen.meaning}</span> : null}
      <Input.TextArea
        rows={2}
        maxLength={400}
        value={reason}
        placeholder={text.tagReason}
        onChange={(event) => setReason(event.target.value)}
      />
      <span className="hl-small hl-quiet">{text.tagUntil}</span>
      {add.error ? (
        <span className="hl-small" role="alert">
          {say(add.error)}
        </span>
      ) : null}
      <Button type="primary" disabled={!ready} loading={add.isPending} onClick={keep}>
        {text.addTag}
      </Button>
    </div>
  );
}

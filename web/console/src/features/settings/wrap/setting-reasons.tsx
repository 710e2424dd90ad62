/** The list of reasons to leave one's desk, or to be at work elsewhere. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { DeskSetting } from "@hearthline/api";
import { Button, Input, Segmented } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";

type Reason = DeskSetting["reasons"][number];

export function Reasons({ reasons, readOnly, onChange }: {
  reasons: readonly Reason[];
  readOnly: boolean;
  onChange: (reasons: Reason[]) => void;
}) {
  const text = useCopy(copy);
  const put = (at: number, more: Partial<Reason>) =>
    onChange(reasons.map((one, n) => (n === at ? { ...one, ...more } : one)));
  return (
    <fieldset className="desk-setting" disabled={readOnly}>
      <legend>{text.reasons}</legend>
      {reasons.map((reason, n) => (
        // The place is the reason's name while it is being written.
        // eslint-disable-next-line react/no-array-index-key
        <div key={n} className="desk-setting-line">
          <Input
            aria-label={text.reasons}
            maxLength={40}
            value={reason.label}
            onChange={(event) => put(n, { label: event.target.value })}
          />
          <Segmented<Reason["state"]>
            value={reason.state}
            onChange={(state) => put(n, { state })}
            options={[
              { value: "away", label: text.away },
              { value: "busy", label: text.busy },
            ]}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${text.remove} ${reason.label}`}
            disabled={reasons.length === 1}
            onClick={() => onChange(reasons.filter((_, other) => other !== n))}
          />
        </div>
      ))}
      {readOnly ? null : (
        <Button
          icon={<PlusOutlined />}
          onClick={() => onChange([...reasons, { label: "", state: "away" }])}
        >
          {text.addReason}
        </Button>
      )}
    </fieldset>
  );
}

/** A masked value, shown in full for a stated reason; it is masked again with the next page. */
import { EyeOutlined } from "@ant-design/icons";
import type { CustomerId, MaskedField } from "@hearthline/api";
import { Button, Input, Popover, Space } from "antd";
import { type ReactNode, useState } from "react";

import { isComposing } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useUnmask } from "../queries";

const SHORTEST_REASON = 4;

export function Masked({ id, field, index = 0, label, value, more }: {
  id: CustomerId;
  field: MaskedField;
  /** Which of several values this is. */
  index?: number;
  label: string;
  value: string | null;
  more?: ReactNode;
}) {
  const may = useMay();
  const unmask = useUnmask(id);
  const [open, setOpen] = useState(false);
  if (value === null) return null;
  const shown = unmask.data?.values[index];
  return (
    <div>
      <dt>{label}</dt>
      <dd className="masked">
        <span className="hl-num">{shown ?? value}</span>
        {more}
        {may("customers.unmask") && shown === undefined ? (
          <Popover
            open={open}
            onOpenChange={setOpen}
            trigger="click"
            placement="bottomRight"
            content={
              <Why
                label={label}
                error={unmask.error}
                pending={unmask.isPending}
                onReason={(reason) =>
                  unmask.mutate({ field, reason }, { onSuccess: () => setOpen(false) })
                }
              />
            }
          >
            <UnmaskButton label={label} />
          </Popover>
        ) : null}
      </dd>
    </div>
  );
}

function UnmaskButton({ label, ...rest }: { label: string }) {
  const { context: text } = useCopy(copy);
  return (
    <Button
      {...rest}
      type="text"
      size="small"
      icon={<EyeOutlined />}
      aria-label={text.unmaskTitle(label)}
      title={text.unmaskTitle(label)}
    />
  );
}

function Why({ label, error, pending, onReason }: {
  label: string;
  error: unknown;
  pending: boolean;
  onReason: (reason: string) => void;
}) {
  const { context: text } = useCopy(copy);
  const say = useSay();
  const [reason, setReason] = useState("");
  const ready = reason.trim().length >= SHORTEST_REASON;
  return (
    <div className="why">
      <strong>{text.unmaskTitle(label)}</strong>
      <span className="hl-small hl-quiet">{text.unmaskWhy}</span>
      <Space wrap size={4}>
        {text.unmaskReasons.map((one) => (
          <Button key={one} size="small" onClick={() => setReason(one)}>
            {one}
          </Button>
        ))}
      </Space>
      <Space.Compact block>
        <Input
          value={reason}
          placeholder={text.unmaskPlaceholder}
          maxLength={120}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && ready && !isComposing(event)) onReason(reason.trim());
          }}
        />
        <Button
          type="primary"
          loading={pending}
          disabled={!ready}
          onClick={() => onReason(reason.trim())}
        >
          {text.unmaskDeed}
        </Button>
      </Space.Compact>
      {error ? (
        <span className="hl-small" role="alert">
          {say(error)}
        </span>
      ) : null}
    </div>
  );
}

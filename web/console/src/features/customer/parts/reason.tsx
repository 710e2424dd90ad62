/** Asks for a reason before something is shown or done; the reason is written down. */
import { Button, Input, Popover, Space } from "antd";
import { type ReactElement, useState } from "react";

import { isComposing } from "@/lib/hotkeys";
import { useSay } from "@/lib/words";

export function Reason({ title, hint, reasons = [], placeholder, deed, shortest = 4, pending, error, onReason, children }: {
  title: string;
  hint?: string;
  reasons?: readonly string[];
  placeholder: string;
  deed: string;
  shortest?: number;
  pending: boolean;
  error: unknown;
  /** Calls `done` when the deed went well. */
  onReason: (reason: string, done: () => void) => void;
  children: ReactElement;
}) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const ready = reason.trim().length >= shortest;
  const go = () => onReason(reason.trim(), () => setOpen(false));
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <div className="cust-why">
          <strong>{title}</strong>
          {hint ? <span className="hl-small hl-quiet">{hint}</span> : null}
          {reasons.length > 0 ? (
            <Space wrap size={4}>
              {reasons.map((one) => (
                <Button key={one} size="small" onClick={() => setReason(one)}>
                  {one}
                </Button>
              ))}
            </Space>
          ) : null}
          <Space.Compact block>
            <Input
              autoFocus
              value={reason}
              placeholder={placeholder}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && ready && !isComposing(event)) go();
              }}
            />
            <Button type="primary" loading={pending} disabled={!ready} onClick={go}>
              {deed}
            </Button>
          </Space.Compact>
          {error ? (
            <span className="hl-small" role="alert">
              {say(error)}
            </span>
          ) : null}
        </div>
      }
    >
      {children}
    </Popover>
  );
}

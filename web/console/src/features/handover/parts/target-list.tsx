/** A list to search and choose from with the keyboard: colleagues, queues, flows. */
import { Input } from "antd";
import { type ComponentType, useId, useState } from "react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { fitting, type Target } from "../rules";

interface Props<T extends Target> {
  targets: readonly T[];
  label: string;
  chosen: string | null;
  onChoose: (target: T) => void;
  Show: ComponentType<{ target: T }>;
}

export function TargetList<T extends Target>({ targets, label, chosen, onChoose, Show }: Props<T>) {
  const text = useCopy(copy);
  const list = useId();
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const shown = fitting(targets, q);
  const free = shown.filter(({ barred }) => !barred);
  const current = free[Math.min(at, free.length - 1)];
  function press(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, free.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && current) onChoose(current);
    else return;
    event.preventDefault();
  }
  return (
    <div className="handover-pick">
      <Input
        autoFocus
        allowClear
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-label={label}
        placeholder={label}
        value={q}
        onChange={(event) => {
          setQ(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div className="handover-list" id={list} role="listbox" aria-label={label}>
        {shown.length === 0 ? <p className="hl-quiet hl-small">{text.none}</p> : null}
        {shown.map((target, n) => (
          <div key={target.key}>
            {n === 0 || shown[n - 1]?.group !== target.group ? (
              <p className="handover-group hl-small hl-quiet">{text[target.group]}</p>
            ) : null}
            <button
              type="button"
              role="option"
              className="handover-option"
              aria-selected={chosen === target.key}
              data-current={current?.key === target.key}
              disabled={target.barred}
              onClick={() => onChoose(target)}
            >
              <Show target={target} />
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}

/** A panel that rises from below, with one thing to do in it. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { useSurroundings } from "../context";
import { Icon } from "./icons";

export interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Sheet({ title, onClose, children }: SheetProps): JSX.Element {
  const { copy } = useSurroundings();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div class="veil">
      <button type="button" class="beside" tabIndex={-1} aria-hidden="true" onClick={onClose} />
      <section
        class="sheet"
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        ref={panel}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
      >
        <header class="sheet-head">
          <h2>{title}</h2>
          <button type="button" class="quiet" aria-label={copy.sheet.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div class="sheet-body">{children}</div>
      </section>
    </div>
  );
}

export interface FieldProps {
  readonly label: string;
  readonly isOptional?: boolean;
  readonly children: ComponentChildren;
}

/** A labelled control. */
export function Field({ label, isOptional = false, children }: FieldProps): JSX.Element {
  const { copy } = useSurroundings();
  return (
    <label class="field">
      <span>
        {label}
        {isOptional && <small> {copy.sheet.optional}</small>}
      </span>
      {children}
    </label>
  );
}

export interface PickProps<Value extends string> {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value | "";
  readonly onPick: (value: Value) => void;
}

/** One of a few, as large chips. */
export function Pick<Value extends string>(props: PickProps<Value>): JSX.Element {
  return (
    <fieldset class="pick">
      <legend>{props.label}</legend>
      {props.options.map(([value, words]) => (
        <button
          key={value}
          type="button"
          class="chip"
          aria-pressed={props.value === value}
          onClick={() => props.onPick(value)}
        >
          {words}
        </button>
      ))}
    </fieldset>
  );
}

export function Wrong({ words }: { words: string }): JSX.Element | null {
  if (words === "") return null;
  return (
    <p class="wrong" role="alert">
      <Icon name="warn" />
      {words}
    </p>
  );
}

/** A field of the editor: its name, its own control, what it lacks. */
export function Field({ name, label, lack, count, children }: {
  name: string;
  label?: string;
  lack?: string | undefined;
  count?: string;
  children: React.ReactNode;
}) {
  return (
    <div className="editor-field" data-field={name}>
      {label === undefined ? null : (
        <div className="editor-label">
          <label htmlFor={`field-${name}`}>{label}</label>
          {count === undefined ? null : <span className="hl-small hl-quiet hl-num">{count}</span>}
        </div>
      )}
      {children}
      {lack === undefined ? null : (
        <p className="editor-lack hl-small" role="alert">
          {lack}
        </p>
      )}
    </div>
  );
}

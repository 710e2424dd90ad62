/** One kind of reason, in a card with its name. */
import type { ReactNode } from "react";

export function Reason({ title, beside, children }: {
  title: string;
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="hl-card trial-card">
      <header className="hl-bar">
        <h3>{title}</h3>
        {beside}
      </header>
      {children}
    </section>
  );
}

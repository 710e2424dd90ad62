/** A part of the card with its own state: skeleton, age, why it is withheld, what to press. */
import { ClockCircleOutlined, EyeOutlined, LockOutlined, ReloadOutlined } from "@ant-design/icons";
import type { FactsPart } from "@hearthline/api";
import { Bone, Mark } from "@hearthline/ui";
import { Button } from "antd";
import type { ReactNode } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { factsCopy } from "../copy-facts";

/** What is a little late while it is being read again is not called old. */
const YOUNG_MS = 300_000;

export function Part<Data>({ title, part, onAgain, reveal, children }: {
  title: string;
  part: FactsPart<Data>;
  onAgain: () => void;
  /** The button that shows it for a reason, when that is possible. */
  reveal?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  if (part.state === "not_asked") return null;
  return (
    <section className="cust-part" aria-label={title} aria-busy={part.state === "loading"}>
      <h3>
        {title}
        <Age part={part} />
      </h3>
      <Inside part={part} onAgain={onAgain} reveal={reveal}>
        {children}
      </Inside>
    </section>
  );
}

function Inside<Data>({ part, onAgain, reveal, children }: {
  part: FactsPart<Data>;
  onAgain: () => void;
  reveal: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  const text = useCopy(factsCopy);
  if (part.state === "loading") {
    return (
      <div className="cust-bones" role="status" aria-label={text.loading}>
        <Bone width="80%" />
        <Bone width="55%" />
      </div>
    );
  }
  const why = part.why ? text.why[part.why] : "";
  if (part.state === "withheld") {
    return (
      <p className="cust-quiet">
        <LockOutlined /> {why}
        {part.why === "need_reason" ? reveal : null}
      </p>
    );
  }
  if (part.data === null) {
    return (
      <p className="cust-quiet" role="alert">
        {part.hint || why}
        <Button type="link" size="small" icon={<ReloadOutlined />} onClick={onAgain}>
          {text.retry}
        </Button>
      </p>
    );
  }
  return children(part.data);
}

/** How old the data are; older ones are marked in words. */
function Age({ part }: { part: FactsPart<unknown> }) {
  const text = useCopy(factsCopy);
  const locale = useLocale();
  const now = useNow(30);
  if (!part.as_of || part.data === null) return null;
  const time = shortTime(part.as_of, now, locale);
  const said = part.why ? text.why[part.why] : undefined;
  const young = part.why === "slow" && now - Date.parse(part.as_of) < YOUNG_MS;
  return part.state === "stale" && !young ? (
    <Mark tone="warn" title={`${said ?? ""} ${fullTime(part.as_of)}`.trim()}>
      <ClockCircleOutlined /> {text.stale} · {time}
    </Mark>
  ) : (
    <span className="cust-age" title={text.asOf(fullTime(part.as_of))}>
      {time}
    </span>
  );
}

export function RevealButton({ label, ...rest }: { label: string }) {
  return (
    <Button {...rest} type="link" size="small" icon={<EyeOutlined />}>
      {label}
    </Button>
  );
}

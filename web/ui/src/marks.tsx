/** Small signs that say a state in words, with a colour beside. */
import {
  ClockCircleOutlined,
  ExclamationCircleFilled,
  HourglassOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";

export type Tone = "plain" | "brand" | "info" | "good" | "warn" | "danger";

export function Mark({ tone = "plain", title, children }: {
  tone?: Tone;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className="hl-mark" data-tone={tone} title={title}>
      {children}
    </span>
  );
}

export function Count({ n, strong = false, label }: {
  n: number;
  strong?: boolean;
  label: string;
}) {
  if (n <= 0) return null;
  return (
    <span className="hl-count" data-strong={strong} aria-label={label} title={label}>
      {n > 99 ? "99+" : n}
    </span>
  );
}

export type Heat = "calm" | "warm" | "hot";

const SHAPE = {
  calm: <ClockCircleOutlined />,
  warm: <HourglassOutlined />,
  hot: <ExclamationCircleFilled />,
} as const;

/** A length of waiting: the number, a shape and a colour that grow together. */
export function Wait({ heat, text, title }: { heat: Heat; text: string; title: string }) {
  return (
    <span className="hl-wait" data-heat={heat} title={title} aria-label={title}>
      {SHAPE[heat]}
      {text}
    </span>
  );
}

export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span className="hl-avatar" data-small={small} aria-hidden>
      {Array.from(name)[0] ?? "·"}
    </span>
  );
}

export function Key({ children }: { children: ReactNode }) {
  return <kbd className="hl-key">{children}</kbd>;
}

/** The strip at the top: what waits to be sent, and how fresh the page is. One line, in words. */
import type { JSX } from "preact";

import { useSurroundings } from "../context";
import type { Copy } from "../copy/zh";
import { minutesAgo } from "../lib/time";
import type { FieldState } from "../sync/engine";
import { tally } from "../sync/entry";
import { Icon, type IconName } from "./icons";

const ODD_CLOCK_MS = 120_000;

interface Said {
  readonly icon: IconName;
  readonly words: string;
  readonly tone: "quiet" | "warn" | "info";
  readonly to: string | null;
}

/** What stands in the way, or waits to be sent; null when nothing does. */
function ofQueue(state: FieldState, copy: Copy): Said | null {
  const { waiting, refused } = tally(state.entries, state.kept.person?.id ?? "");
  const to = waiting + refused > 0 ? "#/out" : null;
  if (state.mustLogIn) return { icon: "person", words: copy.line.signIn, tone: "warn", to: "#/in" };
  if (!state.isOnline) {
    const words = [waiting > 0 ? copy.line.waiting(waiting) : "", copy.line.offline];
    return { icon: "cut", words: words.filter(Boolean).join(" · "), tone: "warn", to };
  }
  if (refused > 0) return { icon: "warn", words: copy.line.refused(refused), tone: "warn", to };
  if (waiting === 0) return null;
  const words = state.isSending ? copy.line.sending(waiting) : copy.line.waiting(waiting);
  return { icon: "up", words, tone: "info", to };
}

/** How fresh the page is, and whether the phone's clock is odd. */
function ofNews({ kept, trouble }: FieldState, copy: Copy, nowMs: number): Said {
  if (kept.refreshedAt === null) {
    return { icon: "clock", words: copy.list.loading, tone: "quiet", to: null };
  }
  const minutes = minutesAgo(kept.refreshedAt, nowMs + kept.skewMs);
  if (trouble !== null) {
    return { icon: "cut", words: copy.line.stale(minutes), tone: "warn", to: null };
  }
  if (Math.abs(kept.skewMs) > ODD_CLOCK_MS) {
    const off = Math.round(Math.abs(kept.skewMs) / 60_000);
    return { icon: "clock", words: copy.line.skew(off), tone: "quiet", to: null };
  }
  return { icon: "check", words: copy.line.fresh(minutes), tone: "quiet", to: null };
}

export function Line(): JSX.Element {
  const { state, copy, nowMs } = useSurroundings();
  const said = ofQueue(state, copy) ?? ofNews(state, copy, nowMs);
  const look = `line line-${said.tone}`;
  const inner = (
    <>
      <Icon name={said.icon} />
      <span>{said.words}</span>
    </>
  );
  return (
    <div role="status">
      {said.to === null ? (
        <p class={look}>{inner}</p>
      ) : (
        <a class={look} href={said.to}>
          {inner}
        </a>
      )}
    </div>
  );
}

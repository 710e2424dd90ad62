/** An item's state as a small sign, and times as lists show them. */
import type { Item, ItemState } from "@hearthline/api";
import { Mark, type Tone } from "@hearthline/ui";

import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { itemCopy } from "./copy";

const TONES: Record<ItemState, Tone> = {
  draft: "plain",
  in_review: "info",
  approved: "info",
  scheduled: "info",
  published: "good",
  expired: "warn",
  withdrawn: "plain",
};

export function StateMark({ state }: { state: ItemState }) {
  const text = useCopy(itemCopy);
  return <Mark tone={TONES[state]}>{text.states[state]}</Mark>;
}

/** How it stands for others, and what is being written on it beside. */
export function StateMarks({ item }: { item: Pick<Item, "state" | "copy_state"> }) {
  const text = useCopy(itemCopy);
  const { state, copy_state: copy } = item;
  return (
    <>
      <StateMark state={state} />
      {copy !== null && copy !== state ? (
        <Mark tone={copy === "in_review" ? "info" : "brand"}>{text.copyStates[copy]}</Mark>
      ) : null}
    </>
  );
}

/** A moment: relative up to an hour, then the clock, the full one on hover. */
export function When({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow(60);
  return (
    <time className="hl-num" dateTime={at} title={fullTime(at)}>
      {shortTime(at, now, locale)}
    </time>
  );
}

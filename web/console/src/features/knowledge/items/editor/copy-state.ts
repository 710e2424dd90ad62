/**
 * A working copy as it is written: what the server has, what stands here, and the way back.
 *
 * Every change is saved by itself. When somebody else saved meanwhile, what only one side changed
 * comes together; what both changed waits until the person says whose words stay.
 */
import type { ItemContent, WorkingCopy } from "@hearthline/api";

import { changedFields, type ContentField, mergeContents, withFields } from "./content";

export type Phase = "idle" | "dirty" | "saving" | "clash" | "failed";

export interface CopyState {
  phase: Phase;
  /** 0: nobody has begun to write on the item. */
  counter: number;
  /** What the server has, as far as is known. */
  saved: ItemContent;
  now: ItemContent;
  past: ItemContent[];
  future: ItemContent[];
  /** The field that is being typed in, since when; its letters are one step of the way back. */
  typing: { field: ContentField; at: number } | null;
  savedAt: string | null;
  clash: { theirs: WorkingCopy; fields: ContentField[] } | null;
  /** Whose changes came in last. */
  joined: WorkingCopy | null;
  trouble: unknown;
}

export type CopyEvent =
  | { type: "typed"; field: ContentField; value: unknown; at: number }
  | { type: "undone" }
  | { type: "redone" }
  | { type: "sending" }
  | { type: "saved"; copy: WorkingCopy; sent: ItemContent }
  | { type: "joined"; copy: WorkingCopy }
  | { type: "settled"; whose: "mine" | "theirs" }
  | { type: "failed"; trouble: unknown }
  | { type: "again" }
  | { type: "stepped back"; copy: WorkingCopy };

const ONE_STEP_MS = 1_000;
const MOST_STEPS = 200;

export function begun(content: ItemContent, copy: WorkingCopy | null): CopyState {
  return {
    phase: "idle",
    counter: copy?.counter ?? 0,
    saved: content,
    now: content,
    past: [],
    future: [],
    typing: null,
    savedAt: copy?.edited_at ?? null,
    clash: null,
    joined: null,
    trouble: null,
  };
}

const isSaved = ({ saved, now }: CopyState): boolean => changedFields(saved, now).length === 0;

/** After the content changed: to be saved, but not while a save is under way or a choice is due. */
function moved(state: CopyState): CopyState {
  if (state.phase === "saving" || state.phase === "clash") return state;
  return { ...state, phase: isSaved(state) ? "idle" : "dirty", trouble: null };
}

function typed(state: CopyState, event: Extract<CopyEvent, { type: "typed" }>): CopyState {
  const { field, value, at } = event;
  const goesOn = state.typing?.field === field && at - state.typing.at < ONE_STEP_MS;
  const past = goesOn ? state.past : [...state.past, state.now].slice(-MOST_STEPS);
  const now = { ...state.now, [field]: value };
  return moved({ ...state, now, past, future: [], typing: { field, at } });
}

function stepped(state: CopyState, way: "past" | "future"): CopyState {
  const to = state[way].at(-1);
  if (to === undefined) return state;
  const other = way === "past" ? "future" : "past";
  return moved({
    ...state,
    now: to,
    [way]: state[way].slice(0, -1),
    [other]: [...state[other], state.now],
    typing: null,
  });
}

function joined(state: CopyState, copy: WorkingCopy): CopyState {
  const { merged, clashes } = mergeContents(state.saved, state.now, copy.content);
  const next = {
    ...state,
    counter: copy.counter,
    saved: copy.content,
    now: merged,
    typing: null,
    savedAt: copy.edited_at,
  };
  if (clashes.length > 0) {
    return { ...next, phase: "clash", clash: { theirs: copy, fields: clashes } };
  }
  return moved({ ...next, phase: "idle", joined: copy });
}

function settled(state: CopyState, whose: "mine" | "theirs"): CopyState {
  if (state.clash === null) return state;
  const { theirs, fields } = state.clash;
  const now = whose === "mine" ? state.now : withFields(state.now, theirs.content, fields);
  const past = [...state.past, state.now];
  return moved({ ...state, phase: "idle", clash: null, now, past, future: [] });
}

/** What the server says of what was sent is kept as it was sent: it only trims blanks. */
function wasSaved(state: CopyState, copy: WorkingCopy, sent: ItemContent): CopyState {
  const known = withFields(copy.content, sent, changedFields(state.saved, sent));
  return moved({
    ...state,
    phase: "idle",
    counter: copy.counter,
    saved: known,
    savedAt: copy.edited_at,
  });
}

export function copyReducer(state: CopyState, event: CopyEvent): CopyState {
  switch (event.type) {
    case "typed":
      return typed(state, event);
    case "undone":
      return stepped(state, "past");
    case "redone":
      return stepped(state, "future");
    case "sending":
      return { ...state, phase: "saving" };
    case "saved":
      return wasSaved(state, event.copy, event.sent);
    case "joined":
      return joined(state, event.copy);
    case "settled":
      return settled(state, event.whose);
    case "failed":
      return { ...state, phase: "failed", trouble: event.trouble };
    case "again":
      return state.phase === "failed" ? moved({ ...state, phase: "idle" }) : state;
    case "stepped back": {
      const { content, counter, edited_at: at } = event.copy;
      return {
        ...state, phase: "idle", counter, saved: content, now: content, savedAt: at, typing: null,
        future: [...state.future, state.now],
      };
    }
  }
}

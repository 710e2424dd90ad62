/** Writing on an item: saved by itself, brought together with others' changes, undone and redone. */
import { type ItemContent, Problem, type WorkingCopy } from "@hearthline/api";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { knowledgeKeys } from "../../keys";
import { useChanged } from "../../queries";
import { fetchCopy, useCopyOf } from "../../shared/queries";
import { changedFields, changesBetween, type ContentField } from "./content";
import { begun, type CopyEvent, copyReducer, type CopyState } from "./copy-state";
import { openCopy, saveCopy, stepBack } from "./saving";

const PAUSE_MS = 800;
const AGAIN_MS = 5_000;

const isMoved = (problem: unknown): boolean =>
  problem instanceof Problem && problem.code === "knowledge.copy_moved";
const isPassing = (problem: unknown): boolean => problem instanceof Problem && problem.isPassing;

export interface Writing {
  state: CopyState;
  write: <Field extends ContentField>(field: Field, value: ItemContent[Field]) => void;
  undo: () => void;
  redo: () => void;
  mayUndo: boolean;
  mayRedo: boolean;
  settle: (whose: "mine" | "theirs") => void;
  again: () => void;
  /** Saves what is not saved yet; the counter of what is saved then, or null when it was not. */
  flush: () => Promise<number | null>;
}

export function useWriting(id: string, content: ItemContent, copy: WorkingCopy | null): Writing {
  const queries = useQueryClient();
  const [state, setState] = useState(() => begun(content, copy));
  const latest = useRef(state);
  const underWay = useRef<Promise<number | null> | null>(null);
  /** Known at once, not only when the page is drawn again: a save may follow a save. */
  const dispatch = useCallback((event: CopyEvent): void => {
    latest.current = copyReducer(latest.current, event);
    setState(latest.current);
  }, []);

  const keep = useCallback(
    (known: WorkingCopy) => {
      const queryKey = knowledgeKeys.draft(id);
      void queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, known);
    },
    [queries, id],
  );

  const send = useCallback(async (): Promise<number | null> => {
    const { saved, now, counter } = latest.current;
    dispatch({ type: "sending" });
    try {
      const opened = counter === 0 ? await openCopy(id) : null;
      if (opened !== null && changedFields(saved, opened.content).length > 0) {
        dispatch({ type: "joined", copy: opened });
        return null;
      }
      const made = await saveCopy(id, opened?.counter ?? counter, changesBetween(saved, now));
      keep(made);
      if (opened !== null) void queries.invalidateQueries({ queryKey: knowledgeKeys.lists });
      dispatch({ type: "saved", copy: made, sent: now });
      return made.counter;
    } catch (trouble) {
      const theirs = isMoved(trouble) ? await fetchCopy(id).catch(() => null) : null;
      if (theirs === null) dispatch({ type: "failed", trouble });
      else dispatch({ type: "joined", copy: theirs });
      return null;
    }
  }, [id, keep, dispatch, queries]);

  const save = useCallback((): Promise<number | null> => {
    underWay.current ??= send().finally(() => {
      underWay.current = null;
    });
    return underWay.current;
  }, [send]);

  useAutosave(state, save, () => dispatch({ type: "again" }));
  useOthers(id, state, dispatch);
  useLeaving(id, latest);

  const { past, future, counter, phase } = state;
  return {
    state,
    write: (field, value) => dispatch({ type: "typed", field, value, at: Date.now() }),
    undo: () => {
      if (past.length > 0) dispatch({ type: "undone" });
      else if (counter > 0 && phase === "idle") {
        stepBack(id, counter).then(
          (back) => {
            keep(back);
            dispatch({ type: "stepped back", copy: back });
          },
          () => undefined,
        );
      }
    },
    redo: () => dispatch({ type: "redone" }),
    mayUndo: past.length > 0 || counter > 1,
    mayRedo: future.length > 0,
    settle: (whose) => dispatch({ type: "settled", whose }),
    again: () => dispatch({ type: "again" }),
    flush: async () => {
      await underWay.current;
      const { phase: still, counter: known } = latest.current;
      if (still === "clash") return null;
      return still === "idle" ? known : save();
    },
  };
}

function useAutosave(state: CopyState, save: () => Promise<unknown>, again: () => void): void {
  const { phase, trouble } = state;
  const typedAt = state.typing?.at ?? 0;
  useEffect(() => {
    if (phase !== "dirty") return;
    const timer = setTimeout(() => void save(), Math.max(0, typedAt + PAUSE_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [phase, typedAt, save]);
  const tryAgain = useRef(again);
  useEffect(() => {
    tryAgain.current = again;
  });
  useEffect(() => {
    if (phase !== "failed" || !isPassing(trouble)) return;
    const timer = setTimeout(() => tryAgain.current(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [phase, trouble]);
}

/** Takes in what somebody else saved while nothing of mine is under way. */
function useOthers(
  id: string,
  state: CopyState,
  dispatch: (event: { type: "joined"; copy: WorkingCopy }) => void,
): void {
  const { data: newest } = useCopyOf(id);
  const { counter, phase } = state;
  const isNews = newest !== undefined && newest !== null && newest.counter > counter;
  useEffect(() => {
    if (isNews && (phase === "idle" || phase === "dirty")) dispatch({ type: "joined", copy: newest });
  }, [isNews, newest, phase, dispatch]);
}

/** What is not saved yet goes out when the item is left. */
function useLeaving(id: string, latest: React.RefObject<CopyState>): void {
  const changed = useChanged();
  const tell = useRef(changed);
  useEffect(() => {
    function hold(event: BeforeUnloadEvent): void {
      if (["dirty", "saving", "failed"].includes(latest.current.phase)) event.preventDefault();
    }
    async function leave(): Promise<void> {
      const { phase, counter, saved, now } = latest.current;
      if (phase === "dirty") {
        const known = counter > 0 ? counter : (await openCopy(id)).counter;
        await saveCopy(id, known, changesBetween(saved, now));
      }
      await tell.current();
    }
    globalThis.addEventListener("beforeunload", hold);
    return () => {
      globalThis.removeEventListener("beforeunload", hold);
      leave().catch(() => undefined);
    };
  }, [id, latest]);
}

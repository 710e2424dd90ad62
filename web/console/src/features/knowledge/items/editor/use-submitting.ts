/** Handing in for review: saves first, and tells what is to be mended where it is. */
import { Problem } from "@hearthline/api";
import { App } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { useSubmit } from "../../shared/deeds";
import { copy } from "./copy";
import type { Writing } from "./use-writing";

export interface Submitting {
  isOpen: boolean;
  isBusy: boolean;
  lacks: Partial<Record<string, string>>;
  /** The article has a newer version than the copy was taken from. */
  isBehind: boolean;
  begin: () => void;
  close: () => void;
  submit: (note: string) => Promise<void>;
  mended: (field: string) => void;
  caughtUp: () => void;
}

/** What is to be mended, by field. */
export const lacksOf = (problem: Problem): Partial<Record<string, string>> =>
  Object.fromEntries(
    problem.errors.map(({ pointer, detail }) => [pointer.split("/").at(1) ?? "", detail]),
  );

function lookAt(field: string | undefined): void {
  const place = document.querySelector(`[data-field="${field}"]`);
  place?.scrollIntoView?.({ block: "center" });
  place?.querySelector<HTMLElement>("input, textarea")?.focus();
}

export function useSubmitting(id: string, writing: Writing): Submitting {
  const text = useCopy(copy);
  const say = useSay();
  const { message } = App.useApp();
  const hand = useSubmit();
  const [isOpen, setOpen] = useState(false);
  const [lacks, setLacks] = useState<Partial<Record<string, string>>>({});
  const [isBehind, setBehind] = useState(false);
  const [isBusy, setBusy] = useState(false);

  function refused(problem: unknown): void {
    if (problem instanceof Problem && problem.code === "knowledge.draft_incomplete") {
      const found = lacksOf(problem);
      setLacks(found);
      void message.warning(text.incomplete(Object.keys(found).length));
      setTimeout(() => lookAt(Object.keys(found)[0]));
      return;
    }
    if (problem instanceof Problem && problem.code === "knowledge.basis_moved") setBehind(true);
    void message.error(say(problem));
  }
  return {
    isOpen,
    isBusy,
    lacks,
    isBehind,
    begin: () => setOpen(true),
    close: () => setOpen(false),
    mended: (field) => {
      if (lacks[field] !== undefined) setLacks((now) => ({ ...now, [field]: undefined }));
    },
    caughtUp: () => setBehind(false),
    submit: async (note) => {
      setBusy(true);
      try {
        const counter = await writing.flush();
        if (counter === null) return;
        if (counter === 0) {
          void message.info(text.unchanged);
          return;
        }
        await hand.mutateAsync({ id, counter, note });
        void message.success(text.submitted);
      } catch (problem) {
        refused(problem);
      } finally {
        setBusy(false);
        setOpen(false);
      }
    },
  };
}

/** A publication that the release gate holds: what would come out worse, and a reason to do it still. */
import { Problem } from "@hearthline/api";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMarks } from "@/lib/told";

import { setsCopy } from "../trials/copy-sets";
import { publishCopy } from "./publish-copy";
import { ReasonDialog } from "./reason-dialog";

const REFUSES = "knowledge.gate_refuses";

interface Held {
  against: readonly { set: string; figures: readonly string[] }[];
  again: (reason: string) => void;
}

/** Keeps what is held until a reason is given; `catches` tells whether an error was the gate's. */
export function useGateHeld() {
  const [held, setHeld] = useState<Held | null>(null);
  const catches = (error: Error, again: (reason: string) => void): boolean => {
    if (!(error instanceof Problem) || error.code !== REFUSES) return false;
    const against = error.errors.map(({ pointer, detail }) => ({
      set: pointer.replace(/^\/trials\//, ""),
      figures: detail.split(", "),
    }));
    setHeld({ against, again });
    return true;
  };
  return { held, catches, release: () => setHeld(null) };
}

export function GateHeld({ held, onClose }: { held: Held; onClose: () => void }) {
  const text = useCopy(publishCopy);
  const { against } = useCopy(setsCopy);
  const marks = useMarks();
  const told = held.against.map(
    ({ set, figures }) =>
      `${set}${marks.colon}${figures.map((name) => against[name] ?? name).join(marks.list)}`,
  );
  return (
    <ReasonDialog
      isNeeded
      isBusy={false}
      title={text.held}
      hint={[...told, text.heldHint].join("\n")}
      deed={text.publishStill}
      label={text.heldWhy}
      onDo={(reason) => {
        onClose();
        held.again(reason);
      }}
      onClose={onClose}
    />
  );
}

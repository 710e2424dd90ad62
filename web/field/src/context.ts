/** What every part of the page is handed. */
import type { ClientId, FieldAction, FieldPlace, FieldRecord, FieldTask } from "@hearthline/api/field";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Copy } from "./copy/zh";
import type { Locale } from "./lib/locale";
import { newUuid } from "./lib/uuid";
import type { Engine, FieldState } from "./sync/engine";
import type { Server } from "./sync/server";

export interface Surroundings {
  readonly engine: Engine;
  readonly server: Server;
  readonly state: FieldState;
  readonly copy: Copy;
  readonly locale: Locale;
  readonly nowMs: number;
  readonly here: FieldPlace | null;
  /** Ask the phone where it is; null when it does not tell. */
  readonly locate: () => Promise<FieldPlace | null>;
  /** A short word at the bottom of the screen. */
  readonly tell: (words: string) => void;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const found = useContext(SurroundingsContext);
  if (found === null) throw new Error("no surroundings");
  return found;
}

export interface Recorded {
  readonly record: FieldRecord;
  readonly place?: FieldPlace | null;
  readonly picture?: Blob | null;
  readonly exif?: Blob | null;
}

/** Keep what was done at a task; false when the phone has no room for it. */
export function useKeeping(task: FieldTask): {
  deed: (deed: FieldAction) => Promise<boolean>;
  record: (what: Recorded) => Promise<boolean>;
} {
  const { engine, state, copy, tell } = useSurroundings();
  const shared = () => ({
    clientId: newUuid() as ClientId,
    ticketId: task.id,
    title: task.title || task.type_name,
    owner: state.kept.person?.id ?? "",
    at: new Date().toISOString(),
    attempts: 0,
    refused: null,
  });
  const kept = async (adding: Promise<void>): Promise<boolean> => {
    try {
      await adding;
    } catch {
      tell(copy.sheet.noRoom);
      return false;
    }
    tell(state.isOnline && !state.mustLogIn ? copy.done.saved : copy.done.savedOffline);
    return true;
  };
  return {
    deed: (deed) => kept(engine.add({ ...shared(), kind: "deed", deed })),
    record: ({ record, place = null, picture = null, exif = null }) =>
      kept(engine.add({ ...shared(), kind: "record", record, place, picture, exif })),
  };
}

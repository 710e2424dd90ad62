/** Who else looks at this conversation or writes in it; tells the others of oneself. */
import type { ConversationId, Looker } from "@hearthline/api";
import { useEffect, useState } from "react";

import { useFrames } from "@/lib/live/live";
import { useMe } from "@/lib/me";

import { tellLooking } from "./queries-writing";
import { useLooking } from "./use-looking";

const EVERY_MS = 20_000;

export function useLookers(id: ConversationId, writing: boolean): readonly Looker[] {
  const me = useMe();
  const [lookers, setLookers] = useState<readonly Looker[]>([]);
  const looking = useLooking();
  const doing = writing ? "writing" : "looking";

  useEffect(() => {
    if (!looking) return undefined;
    let left = false;
    const tell = () =>
      void tellLooking(id, doing)
        .then((there) => left || setLookers(there))
        .catch(() => undefined);
    tell();
    const beat = setInterval(tell, EVERY_MS);
    return () => {
      left = true;
      clearInterval(beat);
    };
  }, [id, doing, looking]);

  useEffect(
    () => () => {
      void tellLooking(id, "gone").catch(() => undefined);
    },
    [id],
  );

  useFrames<{ type: "looking"; conversation_id: ConversationId; items: Looker[] }>(
    "looking",
    (frame) => {
      if (frame.conversation_id === id) setLookers(frame.items);
    },
  );
  return lookers.filter((one) => one.staff_id !== me.id);
}

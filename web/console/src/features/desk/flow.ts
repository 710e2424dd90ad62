/** Messages laid out as people read them: days apart, one speaker's words together. Pure. */
import type { Message, Note } from "@hearthline/api";

export interface Said {
  message: Message;
  /** Private notes that stand behind it. */
  notes: readonly Note[];
  /** Begins a new day. */
  newDay: boolean;
  /** Begins the words of another speaker, or comes after a pause. */
  newSpeaker: boolean;
}

const PAUSE_MS = 5 * 60_000;

const dayOf = (iso: string): string => new Date(iso).toDateString();

export function layOut(messages: readonly Message[], notes: readonly Note[] = []): Said[] {
  return messages.map((message, index) => {
    const previous = messages[index - 1];
    const next = messages[index + 1]?.seq ?? Infinity;
    const here = notes.filter(
      ({ after_seq }) => (after_seq >= message.seq || index === 0) && after_seq < next,
    );
    if (!previous) return { message, notes: here, newDay: true, newSpeaker: true };
    const newDay = dayOf(previous.created_at) !== dayOf(message.created_at);
    const sameSpeaker =
      previous.kind !== "notice" &&
      previous.sender.kind === message.sender.kind &&
      previous.sender.name === message.sender.name;
    const paused = Date.parse(message.created_at) - Date.parse(previous.created_at) > PAUSE_MS;
    return { message, notes: here, newDay, newSpeaker: newDay || !sameSpeaker || paused };
  });
}

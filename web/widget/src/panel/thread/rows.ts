import type { Message } from "../wire/messages";
import { needsTime } from "./times";

export interface Row {
  readonly message: Message;
  /** A time line stands above it. */
  readonly isTimed: boolean;
  /** The sender's name stands above it: the first of a run of one sender. */
  readonly isFirst: boolean;
  readonly isNotice: boolean;
}

function senderKey({ sender }: Message): string {
  return `${sender.kind}/${sender.name ?? ""}`;
}

/** How the messages stand in the thread: time lines, runs of one sender, notices apart. */
export function rowsOf(messages: readonly Message[], from: number): readonly Row[] {
  return messages.slice(from).map((message, index) => {
    const before = messages[from + index - 1] ?? null;
    const isTimed = needsTime(before?.created_at ?? null, message.created_at);
    const isNotice = message.kind === "notice";
    const continues =
      before !== null && before.kind !== "notice" && senderKey(before) === senderKey(message);
    return { message, isTimed, isNotice, isFirst: !isNotice && (isTimed || !continues) };
  });
}

import { liveKey } from "../../bridge";
import type { Message, Status } from "../wire/messages";
import type { Shelf } from "./shelf";

/** How far the customer has read, kept over reloads, and what is unread from it. */
export class Attention {
  #conversation = "";
  #readSeq = 0;

  constructor(
    private readonly shelf: Shelf,
    private readonly channel: string,
  ) {}

  get readSeq(): number {
    return this.#readSeq;
  }

  begin(conversation: string): void {
    this.#conversation = conversation;
    const held = this.shelf.getJson(liveKey(this.channel));
    const isSame =
      typeof held === "object" && held !== null && "id" in held && held.id === conversation;
    this.#readSeq = isSame && "read" in held ? Number(held.read) || 0 : 0;
  }

  /** True when something new has been read. */
  read(seq: number): boolean {
    if (seq <= this.#readSeq) return false;
    this.#readSeq = seq;
    return true;
  }

  unread(messages: readonly Message[]): number {
    if (!messages.some((each) => each.sender.kind === "customer")) return 0;
    const counts = (each: Message) => each.seq > this.#readSeq && each.sender.kind !== "customer";
    return messages.filter(counts).length;
  }

  /** Marks the conversation as one to come back for, so that the next page looks for answers. */
  keep(messages: readonly Message[], status: Status): void {
    const hasSpoken = messages.some((each) => each.sender.kind === "customer");
    const isDone = status === "closed" && this.unread(messages) === 0;
    if (!hasSpoken || isDone) this.shelf.remove(liveKey(this.channel));
    else {
      const live = { id: this.#conversation, read: this.#readSeq };
      this.shelf.set(liveKey(this.channel), JSON.stringify(live));
    }
  }
}

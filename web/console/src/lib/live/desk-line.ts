/** What the desk hears: numbered rows into lists, messages into threads, nothing twice. */
import type {
  ClientFrame,
  ConversationId,
  Head,
  OtherFrame,
  QueueOut,
  Row,
  RowFrame,
  ServerFrame,
  StreamId,
} from "@hearthline/api";

import { advance, type Cursors, judge, places, restart, settleHeads, taken } from "./cursors";
import type { OpenThreads } from "./threads";

const REMEMBERED_FRAMES = 1_000;

const OF_LINE = ["row", "caught_up", "reset", "queues", "ping", "message", "typing", "receipt"];

/** Whether a frame is for the lists and threads; all others are for whoever hears them. */
export const isOfLine = (frame: ServerFrame | OtherFrame): frame is ServerFrame =>
  OF_LINE.includes(frame.type);

export interface DeskEars {
  /** One conversation changed; a null row means that it is no longer ours to see. */
  onRow: (id: ConversationId, row: Row | null, frame: RowFrame) => void;
  /** The list behind this stream must be loaded again. */
  onReset: (stream: StreamId) => void;
  onQueues: (items: QueueOut[]) => void;
  onPresence: () => void;
}

export class DeskLine {
  private cursors: Cursors = {};
  private remembered: RowFrame[] = [];
  private readonly threads: OpenThreads;
  private readonly ears: DeskEars;

  constructor(threads: OpenThreads, ears: DeskEars) {
    this.threads = threads;
    this.ears = ears;
  }

  /** Row frames heard lately, oldest first: what a page loaded meanwhile may lack. */
  get recent(): readonly RowFrame[] {
    return this.remembered;
  }

  loaded(heads: readonly Head[]): void {
    this.cursors = settleHeads(this.cursors, heads);
  }

  hello(): ClientFrame {
    return { type: "hello", cursors: places(this.cursors), threads: this.threads.positions() };
  }

  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case "row":
        return this.row(frame);
      case "caught_up":
        this.cursors = advance(this.cursors, frame.stream, frame.seq);
        return;
      case "reset":
        this.cursors = restart(this.cursors, frame.stream, { epoch: frame.epoch, seq: frame.seq });
        this.remembered = this.remembered.filter((one) => one.stream !== frame.stream);
        return this.ears.onReset(frame.stream);
      case "queues":
        return this.ears.onQueues(frame.items);
      case "ping":
        return;
      default:
        this.threads.hear(frame);
    }
  }

  private row(frame: RowFrame): void {
    const verdict = judge(this.cursors, frame.stream, frame.seq);
    if (verdict === "old") return;
    if (verdict === "foreign") this.ears.onReset(frame.stream);
    this.cursors = taken(this.cursors, frame.stream, frame.seq);
    this.remembered = [...this.remembered.slice(1 - REMEMBERED_FRAMES), frame];
    if (frame.kind === "presence.changed") this.ears.onPresence();
    const id = frame.row?.id ?? frame.conversation_id;
    if (id) this.ears.onRow(id, frame.row, frame);
  }
}

/** Hands frames on to whoever hears their kind; "live" tells that the line is up (again). */
import type { OtherFrame } from "@hearthline/api";

export type Hear<Frame> = (frame: Frame) => void;

export class Bus {
  private readonly ears = new Map<string, Set<Hear<OtherFrame>>>();

  on<Frame extends { type: string }>(type: Frame["type"], hear: Hear<Frame>): () => void {
    const known = this.ears.get(type) ?? new Set();
    const ear = hear as unknown as Hear<OtherFrame>;
    known.add(ear);
    this.ears.set(type, known);
    return () => known.delete(ear);
  }

  tell(frame: { type: string }): void {
    for (const ear of this.ears.get(frame.type) ?? []) ear(frame as OtherFrame);
  }
}

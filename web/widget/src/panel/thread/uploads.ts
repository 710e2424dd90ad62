import type { UploadItem } from "../store";
import { type FaultKind, asFault } from "../wire/fault";
import type { Saying, Upload } from "../wire/messages";
import { newUuid } from "./uuid";

export const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
const SHOWABLE = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

export interface UploadsOwner {
  upload(file: File, progress: (ratio: number) => void, signal: AbortSignal): Promise<Upload>;
  uploaded(clientId: string, saying: Saying, file: File): void;
  changed(items: readonly UploadItem[]): void;
}

export function sayingOf(upload: Upload): Saying {
  const kind = SHOWABLE.test(upload.mime)
    ? "image"
    : upload.mime.startsWith("audio/")
      ? "audio"
      : "file";
  return { kind, upload_id: upload.upload_id };
}

interface Job {
  readonly file: File;
  readonly abort: AbortController;
}

/** Files on their way up. A file's id is later its message's client_id, so nothing is sent twice. */
export class Uploads {
  #items: readonly UploadItem[] = [];
  readonly #jobs = new Map<string, Job>();

  constructor(private readonly owner: UploadsOwner) {}

  get isBusy(): boolean {
    return this.#items.some((each) => each.fault === null);
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      const id = newUuid();
      const fault = refusal(file);
      const preview = SHOWABLE.test(file.type) ? URL.createObjectURL(file) : null;
      const item = { id, name: file.name, bytes: file.size, preview, ratio: 0, fault };
      this.#jobs.set(id, { file, abort: new AbortController() });
      this.#set([...this.#items, item]);
      if (fault === null) void this.#run(id);
    }
  }

  retry(id: string): void {
    const job = this.#jobs.get(id);
    if (job === undefined || refusal(job.file) !== null) return;
    this.#jobs.set(id, { file: job.file, abort: new AbortController() });
    this.#patch(id, { fault: null, ratio: 0 });
    void this.#run(id);
  }

  discard(id: string): void {
    this.#jobs.get(id)?.abort.abort();
    this.#jobs.delete(id);
    const item = this.#items.find((each) => each.id === id);
    if (typeof item?.preview === "string") URL.revokeObjectURL(item.preview);
    this.#set(this.#items.filter((each) => each.id !== id));
  }

  async #run(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (job === undefined) return;
    try {
      const progress = (ratio: number) => this.#patch(id, { ratio });
      const upload = await this.owner.upload(job.file, progress, job.abort.signal);
      if (!this.#jobs.has(id)) return;
      this.owner.uploaded(id, sayingOf(upload), job.file);
      this.discard(id);
    } catch (thrown) {
      this.#patch(id, { fault: asFault(thrown).kind });
    }
  }

  #patch(id: string, change: Partial<UploadItem>): void {
    this.#set(this.#items.map((each) => (each.id === id ? { ...each, ...change } : each)));
  }

  #set(items: readonly UploadItem[]): void {
    this.#items = items;
    this.owner.changed(items);
  }
}

function refusal(file: File): FaultKind | "empty" | null {
  if (file.size === 0) return "empty";
  return file.size > LARGEST_FILE_BYTES ? "too_large" : null;
}

/** Photos made small enough for one bar of signal; what the camera wrote in them goes along apart. */
const LONGEST_SIDE = 1_600;
const QUALITY = 0.82;
/** Smaller ones are sent as they are. */
const SMALL_BYTES = 600_000;
const HEAD_BYTES = 256 * 1024;
const JPEG_HEAD = 0xffd8;
const APP1 = 0xffe1;
const START_OF_SCAN = 0xffda;
/** `Exif`, as a number. */
const EXIF = 0x45786966;

export interface Shrunk {
  readonly picture: Blob;
  readonly exif: Blob | null;
}

/** The Exif block of a JPEG's first bytes, without the segment's own head; null when there is none. */
export function exifBlock(head: Uint8Array): Uint8Array | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 4 || view.getUint16(0) !== JPEG_HEAD) return null;
  let at = 2;
  while (at + 10 <= head.length) {
    const marker = view.getUint16(at);
    const end = at + 2 + view.getUint16(at + 2);
    if (marker === START_OF_SCAN || end < at + 4) return null;
    if (marker === APP1 && view.getUint32(at + 4) === EXIF) {
      return end <= head.length ? head.slice(at + 4, end) : null;
    }
    at = end;
  }
  return null;
}

export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

async function drawn(file: Blob): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const size = fitted(bitmap.width, bitmap.height);
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", QUALITY);
  });
}

/** A smaller copy where that helps; whatever cannot be drawn is sent as it is. */
export async function shrunk(file: Blob): Promise<Shrunk> {
  const isPlain = file.type === "image/jpeg" || file.type === "image/png";
  if (isPlain && file.size <= SMALL_BYTES) return { picture: file, exif: null };
  const block = exifBlock(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  const exif = block === null ? null : new Blob([block.slice().buffer]);
  const small = await drawn(file).catch(() => null);
  return small === null ? { picture: file, exif: null } : { picture: small, exif };
}

// Draws the mark of public/icon.svg as PNG files: phones want pixels before they install a page.
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

const EMBER = [217, 72, 15];
const WHITE = [255, 255, 255];
// The curves of the mark in its 36 × 36 box: a start, then cubic curves by three points each.
const FLAME = [
  [18.6, 7.5], [19.1, 10.9, 24.5, 13.6, 24.5, 19.4], [24.5, 23.7, 21.6, 26.7, 18, 26.7],
  [14.4, 26.7, 11.5, 23.8, 11.5, 19.8], [11.5, 17, 13, 15.2, 14.4, 13.7],
  [14.7, 15.2, 15.3, 16.1, 16.2, 16.7], [16.3, 13, 16.7, 10, 18.6, 7.5],
];
const CORE = [
  [18.1, 18.6], [19.8, 20.3, 20.8, 21.5, 20.8, 23.2], [20.8, 24.75, 19.55, 26, 18, 26],
  [16.45, 26, 15.2, 24.75, 15.2, 23.2], [15.2, 21.5, 16.4, 20.3, 18.1, 18.6],
];
const STEPS = 24;
const SAMPLES = 3;

function outline([start, ...curves]) {
  const points = [start];
  for (const [ax, ay, bx, by, x, y] of curves) {
    const [x0, y0] = points.at(-1);
    for (let step = 1; step <= STEPS; step += 1) {
      const t = step / STEPS;
      const u = 1 - t;
      const at = (p0, p1, p2, p3) =>
        u ** 3 * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t ** 3 * p3;
      points.push([at(x0, ax, bx, x), at(y0, ay, by, y)]);
    }
  }
  return points;
}

function holds(polygon, x, y) {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
    const [xi, yi] = polygon[i];
    const [xj, yj] = polygon[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

const flame = outline(FLAME);
const core = outline(CORE);

/** Colour and opacity at a point of the 36 × 36 box; a maskable icon fills its whole square. */
function colourAt(x, y, isMaskable) {
  const grown = isMaskable ? 18 + (x - 18) * 1.25 : x;
  const tall = isMaskable ? 18 + (y - 18) * 1.25 : y;
  if (!isMaskable && Math.hypot(x - 18, y - 18) > 18) return [...EMBER, 0];
  if (holds(core, grown, tall)) return [...EMBER, 1];
  return [...(holds(flame, grown, tall) ? WHITE : EMBER), 1];
}

function pixel(column, row, scale, isMaskable) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const x = (column + ((i % SAMPLES) + 0.5) / SAMPLES) * scale;
    const y = (row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) * scale;
    const [red, green, blue, alpha] = colourAt(x, y, isMaskable);
    sum[0] += red * alpha;
    sum[1] += green * alpha;
    sum[2] += blue * alpha;
    sum[3] += alpha;
  }
  const weight = sum[3] || 1;
  return [sum[0] / weight, sum[1] / weight, sum[2] / weight, (sum[3] / SAMPLES ** 2) * 255].map(
    Math.round,
  );
}

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function png(size, isMaskable) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0, at = 0; row < size; row += 1) {
    at += 1;
    for (let column = 0; column < size; column += 1, at += 4) {
      rows.set(pixel(column, row, 36 / size, isMaskable), at);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

for (const [name, size, isMaskable] of [
  ["icon-192.png", 192, false],
  ["icon-512.png", 512, false],
  ["icon-maskable-512.png", 512, true],
]) {
  writeFileSync(new URL(`../dist/${name}`, import.meta.url), png(size, isMaskable));
}

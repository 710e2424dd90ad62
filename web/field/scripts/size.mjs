// The size budget is part of the build: whoever opens this stands in a cellar with one bar of signal.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = 90_000;
const dist = new URL("../dist/", import.meta.url);

const files = readdirSync(dist, { recursive: true }).filter((name) =>
  /\.(js|css|html)$/.test(name),
);
let total = 0;
for (const name of files) {
  const size = gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length;
  total += size;
  console.log(`${name.padEnd(32)} gzip ${size} B`);
}
console.log(`together ${total} B of ${BUDGET_BYTES} B: ${total > BUDGET_BYTES ? "OVER" : "ok"}`);
process.exit(total > BUDGET_BYTES ? 1 : 0);

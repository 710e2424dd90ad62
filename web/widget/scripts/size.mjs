// The size budget is part of the build: a widget that grows past it doesn't ship.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = { "loader.js": 5_000, "panel.js": 60_000 };

let over = false;
for (const [name, budget] of Object.entries(BUDGET_BYTES)) {
  const source = readFileSync(new URL(`../dist/${name}`, import.meta.url));
  const size = gzipSync(source, { level: 9 }).length;
  const verdict = size > budget ? "OVER" : "ok";
  over ||= size > budget;
  console.log(`${name.padEnd(10)} ${source.length} B, gzip ${size} B of ${budget} B: ${verdict}`);
}
process.exit(over ? 1 : 0);

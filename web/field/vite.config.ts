import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

const DIST = fileURLToPath(new URL("./dist", import.meta.url));
const SERVER = process.env["HEARTHLINE_SERVER"] ?? "http://127.0.0.1:8080";

/** What the page needs to open without a network, and a version that changes when any of it does. */
function shell(): { version: string; files: string[] } {
  if (!existsSync(DIST)) return { version: "dev", files: [] };
  const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name !== "sw.js")
    .map((each) => `${each.parentPath}/${each.name}`.slice(DIST.length + 1))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(`${DIST}/${file}`));
  return { version: hash.digest("hex").slice(0, 12), files };
}

export default defineConfig(({ mode }) => {
  const isWorker = mode === "worker";
  return {
    base: "/field/",
    publicDir: isWorker ? false : "public",
    define: isWorker ? { __SHELL__: JSON.stringify(shell()) } : {},
    server: { port: 5174, proxy: { "/api": { target: SERVER, changeOrigin: false } } },
    build: isWorker
      ? {
          target: "es2022",
          emptyOutDir: false,
          lib: {
            entry: "src/sw.ts",
            formats: ["iife"],
            name: "hearthline_field_worker",
            fileName: () => "sw.js",
          },
        }
      : { target: "es2022" },
    test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
  };
});

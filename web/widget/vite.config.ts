import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";

import { defineConfig } from "vitest/config";

/** The loader asks for the panel by its content, so that the panel may be cached for ever. */
function panelVersion(): string {
  const panel = new URL("./dist/panel.js", import.meta.url);
  if (!existsSync(panel)) return "dev";
  return createHash("sha256").update(readFileSync(panel)).digest("hex").slice(0, 12);
}

export default defineConfig(({ mode }) => {
  const part = mode === "loader" ? "loader" : "panel";
  return {
    define: { __PANEL_VERSION__: JSON.stringify(panelVersion()) },
    build: {
      target: "es2022",
      emptyOutDir: part === "panel",
      lib: {
        entry: part === "loader" ? "src/loader/main.ts" : "src/panel/main.tsx",
        formats: ["iife"],
        name: `hearthline_${part}`,
        fileName: () => `${part}.js`,
      },
    },
    test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
  };
});

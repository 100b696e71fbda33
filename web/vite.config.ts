import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/** What the built site offers: pages, and the element as a script that an article on another origin can load. */
const ENTRIES = {
  index: "index.html",
  embed: "embed.html",
  tutorial: "tutorial.html",
  "hotpot-lab": "src/element/index.ts",
  engine: "src/engine/worker-engine.ts",
};
/** What other sites name in their script tags, so the names stay the same from build to build. */
const PUBLIC = new Set(["hotpot-lab", "engine"]);

/** The engine's files keep their names, so their addresses carry what they hold. */
function engineVersion(): string {
  const module = resolve(root, "public/engine/hotpot_bg.wasm");
  return existsSync(module) ? createHash("sha256").update(readFileSync(module)).digest("hex").slice(0, 12) : "none";
}

export default defineConfig({
  root,
  define: { __ENGINE_VERSION__: JSON.stringify(engineVersion()) },
  // Relative addresses: the site works from any folder of any host.
  base: "./",
  build: {
    target: "es2022",
    outDir: "dist",
    modulePreload: { polyfill: false },
    rollupOptions: {
      preserveEntrySignatures: "allow-extension",
      input: Object.fromEntries(
        Object.entries(ENTRIES)
          .map(([name, path]) => [name, resolve(root, path)] as const)
          .filter(([, path]) => existsSync(path)),
      ),
      output: {
        entryFileNames: (chunk) => (PUBLIC.has(chunk.name) ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  worker: { format: "es" },
  test: { include: ["src/**/*.test.ts"] },
});

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

/** What the built site offers: pages, and the element as a script that an article on another origin can load. */
const ENTRIES = {
  index: "index.html",
  embed: "embed.html",
  tutorial: "tutorial.html",
  "hotpot-lab": "src/element/index.ts",
};

export default defineConfig({
  root,
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
        // Articles name this file in a script tag, so its name stays the same from build to build.
        entryFileNames: (chunk) => (chunk.name === "hotpot-lab" ? "hotpot-lab.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  worker: { format: "es" },
  test: { include: ["src/**/*.test.ts"] },
});

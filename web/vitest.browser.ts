import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const repository = resolve(import.meta.dirname, "..");

/** The same tests in both browsers; `--project firefox` picks one. */
const BROWSERS = ["chromium", "firefox"] as const;

export default defineConfig({
  root: repository,
  resolve: { alias: { "puppeteer-core": resolve(import.meta.dirname, "node_modules/puppeteer-core") } },
  test: {
    maxWorkers: 2,
    projects: BROWSERS.map((browser) => ({
      extends: true,
      test: {
        name: browser,
        include: ["tests/browser/**/*.test.ts"],
        env: { HOTPOT_BROWSER: browser },
        testTimeout: 120_000,
        hookTimeout: 120_000,
      },
    })),
  },
});

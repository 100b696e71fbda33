/**
 * Starts a browser with a fresh profile and the built site on two origins: one isolated (COOP and COEP), one plain. Every
 * test file has its own; `open` gives a page and collects what went wrong on it.
 */

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, launch, type Page } from "puppeteer-core";
import { afterAll, beforeAll } from "vitest";
import { serve } from "../../scripts/serve.mjs";

export type BrowserName = "chromium" | "firefox";
export const browserName = process.env.HOTPOT_BROWSER as BrowserName;

const EXECUTABLES: Record<BrowserName, readonly string[]> = {
  chromium: ["/usr/bin/chromium", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome"],
  firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long anything may take on a busy machine before it is taken to hang. */
export const PATIENCE_MS = 60_000;

/** Nothing that a test does may reach beyond this machine. */
const FIREFOX_PREFERENCES = {
  "app.update.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "dom.max_script_run_time": 0,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

export interface Site {
  readonly origin: string;
  close(): void;
}

export interface Lab {
  readonly browser: Browser;
  /** Sends COOP and COEP. */
  readonly isolated: Site;
  /** Sends neither, and is another origin. */
  readonly plain: Site;
  /** A page at `path` of the isolated site, or at a whole address. `errors` fills with what the page throws. */
  open(path: string, options?: OpenOptions): Promise<OpenPage>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
}

export interface OpenPage {
  readonly page: Page;
  /** Uncaught errors and `console.error` lines. */
  readonly errors: string[];
}

export async function launchBrowser(name: BrowserName = browserName): Promise<Browser> {
  const fromEnvironment = process.env[`HOTPOT_${name.toUpperCase()}`];
  const executablePath = fromEnvironment ?? EXECUTABLES[name].find(existsSync);
  if (!executablePath) throw new Error(`no ${name} found; scripts/toolchain installs it`);
  const common = { executablePath, headless: true, timeout: PATIENCE_MS };
  return launch(
    name === "chromium"
      ? { ...common, args: CHROMIUM_FLAGS }
      : { ...common, browser: "firefox", extraPrefsFirefox: FIREFOX_PREFERENCES },
  );
}

/** Call at the top of a test file; the fields can be used inside tests. `extra` adds pages by path to both sites. */
export function useLab(extra: Record<string, string> = {}): Lab {
  const folder = fileURLToPath(new URL("../../web/dist", import.meta.url));
  let browser: Browser;
  let isolated: Site;
  let plain: Site;
  beforeAll(async () => {
    [browser, isolated, plain] = await Promise.all([
      launchBrowser(),
      serve({ folder, extra }),
      serve({ folder, extra, isolated: false }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    isolated?.close();
    plain?.close();
  });
  return {
    get browser() {
      return browser;
    },
    get isolated() {
      return isolated;
    },
    get plain() {
      return plain;
    },
    async open(path, options = {}) {
      const page = await browser.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.setViewport({ width: options.width ?? 1280, height: options.height ?? 800 });
      const errors: string[] = [];
      page.on("pageerror", (error) =>
        errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      );
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await page.goto(new URL(path, isolated.origin).href, { waitUntil: "load" });
      return { page, errors };
    },
  };
}

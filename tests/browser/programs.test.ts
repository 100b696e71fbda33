/** Programs give in the browser what they give natively: the same trace, told by its hash, and the same output. */

import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Settings } from "../../web/src/model/lab";
import { ENGINE_PAGE, ENGINE_PAGES, runLab, SETTINGS } from "./engine-page";
import { type OpenPage, useLab } from "./harness";

const repository = fileURLToPath(new URL("../..", import.meta.url));
/** Seeds that every gallery program is compared under. */
const SEEDS = [0, 3];
const LIVE_SPEED = 5;
/** Its first sleep decides who waits before whom, so on a busy machine it needs all of its tenth of a second. */
const IN_REAL_TIME = "web/programs/hotpot.py";

interface Native {
  readonly status: number;
  readonly hash: string;
  readonly out: string;
}

const lab = useLab(ENGINE_PAGES);
let open: OpenPage;
let folder: string;

beforeAll(async () => {
  open = await lab.open(ENGINE_PAGE);
  folder = mkdtempSync(join(tmpdir(), "hotpot-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("gallery programs", () => {
  for (const path of pythonFiles("web/programs")) {
    test(path, async () => {
      const source = readFileSync(join(repository, path), "utf8");
      for (const seed of SEEDS) {
        const ran = await runLab(open.page, source, { ...settingsOf(source), seed });
        const native = await runNative(source, ["--seed", String(seed)]);
        expect(ran).toMatchObject({ error: "", out: native.out, hash: native.hash });
        if (seed === 0) expect(recordedHash(path)).toBe(native.hash);
      }
    });
  }
});

describe("gallery programs, live", () => {
  for (const path of pythonFiles("web/programs")) {
    test(path, async () => {
      const source = readFileSync(join(repository, path), "utf8");
      const settings = settingsOf(source);
      const simulated = await runLab(open.page, source, settings);
      const liveSpeed = path === IN_REAL_TIME ? 1 : LIVE_SPEED;
      const live = await runLab(open.page, source, { ...settings, mode: "live", liveSpeed });
      expect(live.error).toBe("");
      expect(live.outcome.kind).toBe(simulated.outcome.kind);
      expect([...live.threads].sort()).toEqual([...simulated.threads].sort());
      // A thread stays on one worker; workers are used again only when their threads have ended.
      const places = new Map(
        live.running.filter(({ where }) => where >= 0).map(({ thread, where }) => [thread, where]),
      );
      for (const { thread, where } of live.running) expect([-1, places.get(thread)]).toContain(where);
      expect(places.size).toBeGreaterThan(0);
    });
  }
});

describe("cases", () => {
  for (const group of groupsOf("tests/programs")) {
    test(group, async () => {
      for (const path of pythonFiles(join("tests/programs", group))) {
        const source = readFileSync(join(repository, path), "utf8");
        const header = headerOf(source);
        // Limits differ: the command line's can be set, and a page that computes for minutes would not be a test.
        if (
          header.has("max-instructions") ||
          header.has("long") ||
          /limit|contained|refused/.test(header.get("expect") ?? "")
        )
          continue;
        const ran = await runLab(open.page, source, { ...settingsOf(source), ...settingsOfHeader(header) });
        const native = await runNative(source, argumentsOf(header));
        expect({ path, out: ran.out, hash: ran.hash, error: ran.error }).toEqual({
          path,
          out: native.out,
          hash: native.hash,
          error: "",
        });
      }
    });
  }
});

/** The name is in tracebacks, so it is the one that the page gives. */
function runNative(source: string, options: readonly string[]): Promise<Native> {
  const file = "program.py";
  writeFileSync(join(folder, file), source);
  const binary = process.env.HOTPOT_BINARY ?? join(repository, "target/debug/hotpot");
  return new Promise((resolve, reject) => {
    execFile(binary, ["run", file, "--hash", ...options], { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout) => {
      if (error && typeof error.code !== "number") return reject(error);
      const lines = stdout.trimEnd().split("\n");
      const hash = lines.pop() ?? "";
      resolve({ status: Number(error?.code ?? 0), hash, out: stdout.slice(0, stdout.lastIndexOf(hash)) });
    });
  });
}

/** Of the run that the page shows before it has the engine. */
function recordedHash(program: string): string {
  const file = program.replace("programs", "recorded").replace(/py$/, "json");
  return JSON.parse(readFileSync(join(repository, file), "utf8")).trace.hash;
}

function pythonFiles(path: string): string[] {
  return readdirSync(join(repository, path))
    .filter((name) => name.endsWith(".py"))
    .sort()
    .map((name) => join(path, name));
}

function groupsOf(path: string): string[] {
  return readdirSync(join(repository, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The `# key: value` lines at the top of a case; see tests/programs/README.md. */
function headerOf(source: string): Map<string, string> {
  const header = new Map<string, string>();
  for (const line of source.split("\n")) {
    if (!line.startsWith("#")) break;
    const match = /^# ([a-z-]+): (.*)$/.exec(line);
    if (match?.[1] && match[2] !== undefined) header.set(match[1], match[2]);
  }
  return header;
}

function settingsOfHeader(header: ReadonlyMap<string, string>): Partial<Settings> {
  const cores = header.get("cores");
  const slow = header.get("slow");
  const gil = header.get("gil");
  return {
    ...(cores !== undefined && { cores: Number(cores) }),
    ...(slow !== undefined && { slow: Number(slow) }),
    ...(gil !== undefined && { gil: gil === "on" }),
  };
}

function argumentsOf(header: ReadonlyMap<string, string>): string[] {
  return ["cores", "slow", "gil"].flatMap((key) => (header.has(key) ? [`--${key}`, header.get(key) ?? ""] : []));
}

/** What the program's `# @run` line asks for, else what the command line does. */
function settingsOf(source: string): Settings {
  const words = Object.fromEntries(
    (/^# @run (.*)$/m.exec(source)?.[1] ?? "").split(/\s+/).map((word) => word.split("=") as [string, string]),
  );
  return {
    ...SETTINGS,
    cores: Number(words.cores ?? 4),
    gil: words.gil !== "off",
    anywhere: words.anywhere === "on",
    slow: Number(words.slow ?? 1),
  };
}

// The built engine under Node.js, for steps of the build that run the gallery's programs. Simulated runs only: one thread.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PROGRAMS = resolve(fileURLToPath(import.meta.url), "../../web/programs");

/** Starts a module with the JavaScript that was made for it in `folder`; resolves to both sides of it. */
export async function startEngine(folder, binary) {
  // Node.js wants to be told that these files are modules.
  const copy = join(folder, "../under-node");
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const part of ["hotpot.js", "snippets"]) cpSync(join(folder, part), join(copy, part), { recursive: true });
  writeFileSync(join(copy, "package.json"), '{ "type": "module" }');
  // What a worker has, for the part of the package that starts threads.
  globalThis.self = globalThis;
  globalThis.addEventListener ??= () => {};
  const hotpot = await import(pathToFileURL(join(copy, "hotpot.js")));
  const memory = new WebAssembly.Memory({ initial: 256, maximum: 16384, shared: true });
  const exports = hotpot.initSync({ module: new WebAssembly.Module(binary), memory });
  hotpot.catchPanics();
  return { hotpot, exports };
}

/** The gallery's programs. */
export function programs() {
  const files = readdirSync(PROGRAMS).filter((file) => file.endsWith(".py"));
  return files.map((file) => ({ name: file.slice(0, -3), source: readFileSync(join(PROGRAMS, file), "utf8") }));
}

/** What a program's first run is set to: `DEFAULT_SETTINGS` of `web/src/model/settings.ts`, and its own `# @run` line. */
export function settingsOf({ run: { axis, ...run } }) {
  return { mode: "simulate", cores: 4, gil: true, anywhere: false, slow: 1, seed: 0, liveSpeed: 1, ...run };
}

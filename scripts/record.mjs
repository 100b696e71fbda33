// Records the first run of each program of the gallery, which a page shows before it has the engine.
//
//   node scripts/record.mjs WHOLE.wasm FOLDER OUT      FOLDER has hotpot.js; OUT gets a file for each program

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { programs, settingsOf, startEngine } from "./engine.mjs";

const [module, folder, out] = process.argv.slice(2).map((path) => resolve(path));
const { hotpot } = await startEngine(folder, readFileSync(module));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const { name, source } of programs()) {
  const checked = hotpot.check(source);
  const settings = settingsOf(checked);
  const run = new hotpot.Run(source, settings);
  while (!run.step(1000));
  const trace = run.finish();
  if (trace.outcome.kind === "running") throw new Error(`${name} did not end`);
  const recording = { source, settings, checked, trace };
  // Columns become lists; the end of a wait that never ends becomes null.
  const text = JSON.stringify(recording, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value));
  writeFileSync(join(out, `${name}.json`), text);
}

// Cuts the engine in two: what a first run of the gallery's programs calls, and the rest, fetched when it is first called.
//
//   node scripts/split.mjs WHOLE.wasm FOLDER      FOLDER has hotpot.js; hotpot_bg.wasm and hotpot_rest.N.wasm are written there
//
// Which functions go where is found out by running the programs with each function marked. In the first part a function
// of the rest stays as a stub that links the rest (see crate/wasm/src/rest.rs) and then calls it through a table of its own.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { programs, settingsOf, startEngine } from "./engine.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const { default: binaryen } = await import(
  pathToFileURL(createRequire(join(root, "web/package.json")).resolve("binaryen"))
);

/** Under these names the parts export to each other. */
const TABLE = "rest";
const FIRST = "first";

/** What browsers understand today; the same as `wasm-opt` is told in scripts/build. */
const FEATURES = [
  "Atomics",
  "BulkMemory",
  "BulkMemoryOpt",
  "ExtendedConst",
  "Multivalue",
  "MutableGlobals",
  "NontrappingFPToInt",
  "ReferenceTypes",
  "SignExt",
].reduce((sum, name) => sum | binaryen.Features[name], 0);

const whole = readFileSync(process.argv[2]);
const folder = resolve(process.argv[3]);

const called = await calledFunctions();
const version = createHash("sha256")
  .update(whole)
  .update([...called].join())
  .digest()
  .readUInt32LE();
const restFile = `hotpot_rest.${version}.wasm`;
const rest = restPart(called);
writeFileSync(join(folder, "hotpot_bg.wasm"), firstPart(called, rest.needs));
for (const file of readdirSync(folder)) if (file.startsWith("hotpot_rest.")) rmSync(join(folder, file));
writeFileSync(join(folder, restFile), rest.binary);

function functions(module) {
  return Array.from({ length: module.getNumFunctions() }, (_, index) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(index)),
  );
}

/** Names of the functions that are not imported, in the order of the module. */
function definedFunctions(module) {
  return functions(module)
    .filter(({ base }) => !base)
    .map(({ name }) => name);
}

function read() {
  const module = binaryen.readBinary(whole);
  module.setFeatures(FEATURES);
  return module;
}

/** Runs the programs on a module in which each function sets a global of its own; the names of those that ran. */
async function calledFunctions() {
  const module = read();
  const names = definedFunctions(module);
  for (const [index, name] of names.entries()) {
    const mark = `ran${index}`;
    const { body, results } = binaryen.getFunctionInfo(module.getFunction(name));
    module.addGlobal(mark, binaryen.i32, true, module.i32.const(0));
    module.addGlobalExport(mark, mark);
    const marked = module.block(null, [module.global.set(mark, module.i32.const(1)), body], results);
    binaryen.Function.setBody(module.getFunction(name), marked);
  }
  const exports = await exercise(module.emitBinary());
  return new Set(names.filter((_, index) => exports[`ran${index}`].value === 1));
}

/** Does what a page does until a slider works, with every program: check, run, run again with another seed, explore. */
async function exercise(binary) {
  const { hotpot, exports } = await startEngine(folder, binary);
  hotpot.memoryBytes();
  for (const { source: shipped } of programs()) {
    const checked = hotpot.check(shipped);
    const settings = settingsOf(checked);
    const { parameters } = checked;
    const sources = [
      shipped,
      withValues(shipped, parameters, leastValue),
      withValues(shipped, parameters, greatestValue),
    ];
    for (const source of sources) {
      for (const change of [{}, { seed: 1 }, { gil: !settings.gil, cores: 4 }]) {
        runFor(hotpot, source, { ...settings, ...change });
      }
    }
  }
  // It throws, here where no file can be fetched; everything it calls before that is marked.
  try {
    hotpot.linkRest(0);
  } catch {}
  return exports;
}

/** A second is enough for anything that a program calls at all. */
function runFor(hotpot, source, settings) {
  const run = new hotpot.Run(source, settings);
  const endMs = performance.now() + 1000;
  while (!run.step(8) && performance.now() < endMs) run.snapshot();
  run.finish();
  run.free();
}

/** The program with other values in its `# @param` lines. */
function withValues(source, parameters, choose) {
  const lines = source.split("\n");
  for (const parameter of parameters) {
    const at = parameter.line - 1;
    lines[at] = lines[at].replace(/= *[^#]*?( *#)/, (_, comment) => `= ${choose(parameter)}${comment}`);
  }
  return lines.join("\n");
}

function leastValue({ kind, min, options, value }) {
  return literal(kind === "switch" ? false : (min ?? options?.at(0) ?? value));
}
function greatestValue({ kind, max, options, value }) {
  return literal(kind === "switch" ? true : (max ?? options?.at(-1) ?? value));
}
function literal(value) {
  return typeof value === "boolean" ? (value ? "True" : "False") : JSON.stringify(value);
}

/** All functions but the called ones, which it imports, and the names of whatever it needs from the first part. */
function restPart(called) {
  const module = read();
  const names = definedFunctions(module);
  for (let index = module.getNumExports() - 1; index >= 0; index--) {
    module.removeExport(binaryen.getExportInfo(module.getExportByIndex(index)).name);
  }
  for (let index = module.getNumElementSegments() - 1; index >= 0; index--) {
    module.removeElementSegment(binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(index)).name);
  }
  for (const { name, base, params, results } of functions(module)) {
    if (!base && !called.has(name)) continue;
    module.removeFunction(name);
    module.addFunctionImport(name, FIRST, `${FIRST}.${name}`, params, results);
  }
  for (let index = 0; index < module.getNumGlobals(); index++) {
    const { name, type, mutable } = binaryen.getGlobalInfo(module.getGlobalByIndex(index));
    module.addGlobalImport(name, FIRST, `${FIRST}.${name}`, type, mutable);
  }
  for (let index = 0; index < module.getNumTables(); index++) {
    const { name } = binaryen.getTableInfo(module.getTableByIndex(index));
    module.addTableImport(name, FIRST, `${FIRST}.${name}`);
  }
  module.addFunction("nothing", binaryen.none, binaryen.none, [], module.nop());
  module.setStart(module.getFunction("nothing"));
  const slots = names.filter((name) => !called.has(name));
  module.addTable(TABLE, slots.length, slots.length);
  module.addTableImport(TABLE, FIRST, TABLE);
  module.addActiveElementSegment(TABLE, "slots", slots, module.i32.const(0));
  module.runPasses(["remove-unused-module-elements"]);
  const binary = module.emitBinary();
  const prefix = `${FIRST}.`;
  const needs = WebAssembly.Module.imports(new WebAssembly.Module(binary))
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, kind }) => ({ kind, name: name.slice(prefix.length), as: name }));
  return { binary, needs };
}

/** The called functions, and stubs for the others. */
function firstPart(called, needs) {
  const module = read();
  const names = definedFunctions(module);
  const slots = names.filter((name) => !called.has(name));
  const link = binaryen.getExportInfo(module.getExport("linkRest")).value;
  module.addGlobal("isLinked", binaryen.i32, true, module.i32.const(0));
  module.addFunction(
    "ready",
    binaryen.none,
    binaryen.none,
    [],
    module.if(
      module.i32.eqz(module.global.get("isLinked", binaryen.i32)),
      module.block(null, [
        module.call(link, [module.i32.const(version | 0)], binaryen.none),
        module.global.set("isLinked", module.i32.const(1)),
      ]),
    ),
  );
  // A worker that was handed the rest links it before it has anything to do.
  module.addFunctionExport("ready", "linkRestNow");
  module.addTable(TABLE, slots.length, slots.length);
  module.addTableExport(TABLE, TABLE);
  for (const [slot, name] of slots.entries()) {
    const { params, results } = binaryen.getFunctionInfo(module.getFunction(name));
    const operands = binaryen.expandType(params).map((type, index) => module.local.get(index, type));
    module.removeFunction(name);
    module.addFunction(
      name,
      params,
      results,
      [],
      module.block(
        null,
        [
          module.call("ready", [], binaryen.none),
          module.call_indirect(TABLE, module.i32.const(slot), operands, params, results),
        ],
        results,
      ),
    );
  }
  const add = { function: "addFunctionExport", global: "addGlobalExport", table: "addTableExport" };
  for (const { kind, name, as } of needs) module[add[kind]](name, as);
  // The page fetches the file of this name once it has a picture.
  module.addCustomSection("hotpot.rest", new TextEncoder().encode(restFile));
  module.runPasses(["remove-unused-module-elements"]);
  return module.emitBinary();
}

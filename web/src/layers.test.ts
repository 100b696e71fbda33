/** Layers, as README.md draws them: a folder uses those below it and never one above; fixtures are never shipped. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, it } from "vitest";

const ROOT = import.meta.dirname;

const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: ["base"],
  timeline: ["base", "model"],
  editor: ["base", "model"],
  engine: ["base", "model"],
  element: ["base", "model", "timeline", "editor", "engine"],
  app: ["base", "model", "timeline", "element"],
};

const IMPORT = /(?:from|import)\s*\(?\s*["'](\.[^"'?]*)[^"']*["']/g;

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes("generated"))
    .map((path) => join(folder, path));
}

function imports(path: string): string[] {
  return [...readFileSync(path, "utf8").matchAll(IMPORT)].map(([, target]) => resolve(dirname(path), target ?? ""));
}

function layerOf(path: string): string {
  return relative(ROOT, path).split(sep)[0] ?? "";
}

it("no layer uses one above it", () => {
  const wrong = Object.keys(MAY_USE).flatMap((layer) =>
    sources(join(ROOT, layer)).flatMap((path) =>
      imports(path)
        .filter((target) => target.startsWith(ROOT))
        .map(layerOf)
        .filter((used) => used !== layer && !MAY_USE[layer]?.includes(used))
        .map((used) => `${relative(ROOT, path)} uses ${used}`),
    ),
  );
  expect(wrong).toEqual([]);
});

it("every folder is a layer", () => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map((entry) => entry.name).sort()).toEqual(Object.keys(MAY_USE).sort());
});

it("fixtures are for tests", () => {
  const wrong = sources(ROOT)
    .filter((path) => !/\.(test|fixture)\.ts$/.test(path))
    .filter((path) => imports(path).some((target) => target.endsWith(".fixture")));
  expect(wrong).toEqual([]);
});

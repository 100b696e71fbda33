/** The programs of the gallery, each fetched when it is asked for. */

const SOURCES = import.meta.glob<string>("../../programs/*.py", { query: "?raw", import: "default" });

export const PROGRAM_NAMES: readonly string[] = Object.keys(SOURCES).map(
  (path) => path.split("/").at(-1)?.replace(/\.py$/, "") ?? "",
);

/** A program's text, or undefined where there is none of that name. */
export async function programSource(name: string): Promise<string | undefined> {
  return SOURCES[`../../programs/${name}.py`]?.();
}

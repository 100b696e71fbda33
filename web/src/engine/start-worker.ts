/** Addresses of the little scripts below, by what they import. Two a page, kept as long as it lives. */
const scripts = new Map<string, string>();

/**
 * Starts a worker from one of the engine's scripts. A worker's script must come from the page's own origin, but what a script
 * imports need not: so an article elsewhere can use this engine.
 */
export function startWorker(url: string, name: string): Worker {
  let script = scripts.get(url);
  if (script === undefined) {
    const code = `import ${JSON.stringify(new URL(url, import.meta.url).href)};`;
    script = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    scripts.set(url, script);
  }
  return new Worker(script, { type: "module", name });
}

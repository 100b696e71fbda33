// Links the second part of the engine into an instance of the first; see rest.rs.

/** Compiled once for each worker; a host that has it already offers it as `hotpotRest`. */
let rest;

export function link(exports, version) {
  rest ??= globalThis.hotpotRest ?? new WebAssembly.Module(fetchNow(`hotpot_rest.${version}.wasm`));
  const imports = {};
  for (const { module, name } of WebAssembly.Module.imports(rest)) (imports[module] ??= {})[name] = exports[name];
  new WebAssembly.Instance(rest, imports);
}

/** The caller is in the middle of a WebAssembly function and cannot await; workers may block. */
function fetchNow(file) {
  const request = new XMLHttpRequest();
  request.open("GET", new URL(`../../../${file}`, import.meta.url), false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`the rest of the engine could not be fetched: ${request.status} ${file}`);
  return request.response;
}

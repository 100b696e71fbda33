// Serves web/dist: static files, compressed, with the headers that make a page cross-origin isolated (live mode needs it)
// and let articles on other origins load the element.
//
//   node scripts/serve.mjs [--port N] [--host ADDRESS] [--plain]     --plain leaves COOP and COEP out

import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".py": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};
const INCOMPRESSIBLE = new Set([".png", ".woff2"]);

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Document-Isolation-Policy": "isolate-and-require-corp",
};
const SHARED = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };

const compress = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

/**
 * Starts a server and resolves to it. `isolated` sends COOP and COEP. For tests: `extra` maps further paths to text, and
 * `onSent` hears how many bytes, as compressed, the body of each file had.
 * @param {{
 *   folder: string, port?: number, host?: string, isolated?: boolean, extra?: Record<string, string>,
 *   onSent?: (path: string, bytes: number) => void,
 * }} options
 */
export async function serve({ folder, port = 0, host = "127.0.0.1", isolated = true, extra = {}, onSent = () => {} }) {
  /** Bodies by path and encoding, dropped when the file changes. */
  const cache = new Map();

  async function encoded(path, encoding) {
    const { mtimeMs, size } = await stat(path);
    const key = `${encoding}:${path}`;
    const stamp = `${mtimeMs}:${size}`;
    let entry = cache.get(key);
    if (entry?.stamp !== stamp) {
      const raw = await readFile(path);
      const body = encoding ? await compress[encoding](raw) : raw;
      entry = { stamp, body, tag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"` };
      cache.set(key, entry);
    }
    return entry;
  }

  async function answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const headers = { ...SHARED, ...(isolated ? ISOLATION : {}), "Cache-Control": "no-cache", Vary: "Accept-Encoding" };
    if (Object.hasOwn(extra, path)) {
      response.writeHead(200, { ...headers, "Content-Type": TYPES[extname(path)] ?? TYPES[".html"] }).end(extra[path]);
      return;
    }
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    if (!file.startsWith(normalize(folder + sep))) {
      response.writeHead(403, headers).end("outside of the site\n");
      return;
    }
    const extension = extname(file);
    const accepted = request.headers["accept-encoding"] ?? "";
    const encoding = INCOMPRESSIBLE.has(extension)
      ? ""
      : accepted.includes("br")
        ? "br"
        : accepted.includes("gzip")
          ? "gzip"
          : "";
    try {
      const { body, tag } = await encoded(file, encoding);
      // Built files carry a hash of their content in their name.
      if (path.includes("/assets/")) headers["Cache-Control"] = "public, max-age=31536000, immutable";
      headers.ETag = tag;
      if (request.headers["if-none-match"] === tag) {
        response.writeHead(304, headers).end();
        return;
      }
      if (encoding) headers["Content-Encoding"] = encoding;
      headers["Content-Type"] = TYPES[extension] ?? "application/octet-stream";
      headers["Content-Length"] = body.length;
      response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : body);
      onSent(path, body.length);
    } catch (error) {
      const missing = error?.code === "ENOENT" || error?.code === "EISDIR";
      response.writeHead(missing ? 404 : 500, headers).end(missing ? `no such page: ${path}\n` : `${error}\n`);
    }
  }

  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  return {
    origin: `http://${host === "127.0.0.1" ? "localhost" : host}:${server.address().port}`,
    close: () => server.close(),
  };
}

async function main(args) {
  const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
  const wanted = Number(option("--port", 8000));
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) throw new Error(`not a port: ${option("--port")}`);
  const folder = fileURLToPath(new URL("../web/dist", import.meta.url));
  const isolated = !args.includes("--plain");
  for (let port = wanted; ; port++) {
    try {
      const { origin } = await serve({ folder, port, host: option("--host", "127.0.0.1"), isolated });
      console.log(`Hotpot is at ${origin}/`);
      return;
    } catch (error) {
      if (error.code !== "EADDRINUSE" || args.includes("--port") || port > wanted + 20) throw error;
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2)).catch((error) => {
    console.error(`serve: ${error.message}`);
    process.exit(1);
  });
}

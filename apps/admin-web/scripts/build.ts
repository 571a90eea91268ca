import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { createBuilder } from "vite";
import { preloadsOf, withoutLaterStyles } from "./preloads.ts";

/**
 * Builds the panel into `build/`: static files, and `headers.json` with the Content-Security-Policy that allows exactly
 * the scripts that index.html holds. A policy belongs into the header, where it also covers framing. `preloads.json` says
 * which scripts each page needs besides. Texts lie there compressed as well: the server sends them so, and compresses nothing itself.
 */

const root = join(import.meta.dirname, "..");
const index = join(root, "build", "index.html");

/** Exactly two texts: Kit hides its announcer of page changes by one, bits-ui wraps what the search finds in the other. */
const STYLES = [
  "sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=",
  // display: contents;
  "sha256-iaOezIDcQIoxCULa6FBKKuLUu09R7kG+Mlu+JVfU3Rw=",
];

const COMPRESSED = /\.(?:js|css|html|svg)$/;

/** Kit works in the current folder, and reads its own before it has made it. */
async function prepare(): Promise<void> {
  process.chdir(root);
  await mkdir(join(root, ".svelte-kit"), { recursive: true });
}

async function takePolicyOut(): Promise<void> {
  const html = await readFile(index, "utf8");
  const meta = /\s*<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(html);
  const hashes = meta?.[1]?.match(/'sha256-[^']+'/g);
  if (!meta || !hashes) throw new Error("index.html names no hash of its script");
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(" ")}`,
    "style-src 'self'",
    `style-src-attr 'unsafe-hashes' ${STYLES.map((hash) => `'${hash}'`).join(" ")}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  await writeFile(index, await withoutLaterStyles(root, html.replace(meta[0], "")));
  await writeFile(join(root, "build", "preloads.json"), JSON.stringify(await preloadsOf(root, html)));
  await writeFile(join(root, "build", "headers.json"), JSON.stringify({ "content-security-policy": policy }));
}

async function compress(): Promise<void> {
  const names = await readdir(join(root, "build"), { recursive: true });
  for (const path of names.filter((name) => COMPRESSED.test(name)).map((name) => join(root, "build", name)))
    await writeFile(`${path}.gz`, await promisify(gzip)(await readFile(path), { level: 9 }));
}

await prepare();
const builder = await createBuilder({ root, logLevel: "warn" });
await builder.buildApp();
await takePolicyOut();
await compress();

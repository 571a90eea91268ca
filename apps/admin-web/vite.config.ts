import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import adapter from "@sveltejs/adapter-static";
import { sveltekit } from "@sveltejs/kit/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import { CHUNKS } from "./scripts/chunks.ts";
import { iconsAsMarkup, pluralRulesOnce } from "./scripts/lean.ts";

/** The page's own script, which Kit puts into the policy beside its own. */
const EARLY =
  /<script>([\s\S]*?)<\/script>/.exec(readFileSync(new URL("src/app.html", import.meta.url), "utf8"))?.[1] ?? "";
const EARLY_HASH = `sha256-${createHash("sha256").update(EARLY).digest("base64")}` as const;

/**
 * Kit reads the running release when the module is evaluated, which is before the page hands it over where that module shares
 * a file with the entry (scripts/chunks.ts). No release would then be the running one, and a page that is missing, which Kit
 * loads again where there is a newer release, would load for ever. Here it is read once the page has handed it over.
 */
const READ_EARLY = "export const version = payload.version;";
const releaseReadLater: Plugin = {
  name: "release-read-later",
  transform: {
    filter: { id: /kit\/src\/runtime\/app\/env\/client\.js/ },
    handler(code) {
      if (!code.includes(READ_EARLY))
        throw new Error("Kit reads the release in another way: look whether this is still needed");
      return code.replace(
        READ_EARLY,
        "export let version = payload.version;\nsetTimeout(() => { version = payload.version; });",
      );
    },
  },
};

export default defineConfig({
  server: {
    // The API behind the development server: `API_URL` names another one.
    proxy: Object.fromEntries(
      ["/api", "/health", "/docs", "/openapi.json"].map((path) => [
        path,
        // With the browser's own host: the API takes no changes from pages of another address.
        { target: process.env.API_URL ?? "http://127.0.0.1:8082", changeOrigin: false },
      ]),
    ),
  },
  // Each page gets the texts it shows: without this the file that lists them all is one chunk of every page.
  build: { rolldownOptions: { experimental: { lazyBarrel: true } } },
  environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } } } } },
  plugins: [
    paraglideVitePlugin({
      project: "./project.inlang",
      outdir: "./src/lib/paraglide",
      strategy: ["localStorage", "preferredLanguage", "baseLocale"],
    }),
    tailwindcss(),
    releaseReadLater,
    iconsAsMarkup,
    pluralRulesOnce,
    sveltekit({
      adapter: adapter({ pages: "build", assets: "build", fallback: "index.html", strict: true }),
      csp: { mode: "hash", directives: { "script-src": ["self", EARLY_HASH] } },
    }),
  ],
});

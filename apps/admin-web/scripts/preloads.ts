import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * The scripts of each page besides those that index.html names, by the page's path, in which `*` stands for what differs.
 * Otherwise a browser learns of them when the frame runs: a round trip later.
 */

interface Built {
  readonly file: string;
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Built>>;

const NODES = join(".svelte-kit", "generated", "build", "client-optimized", "nodes");

/** Of the build in `root`, whose index.html is given. */
export async function preloadsOf(root: string, html: string): Promise<Record<string, string[]>> {
  const manifest = JSON.parse(
    await readFile(join(root, ".svelte-kit", "output", "client", ".vite", "manifest.json"), "utf8"),
  ) as Manifest;
  const nodes = await nodesOf(root);
  const layouts = nodes.filter(({ kind }) => kind === "layout");
  const pages = nodes.filter(({ kind }) => kind === "page");
  return Object.fromEntries(
    pages.map(({ folder, node }) => {
      const around = layouts.filter((layout) =>
        `${folder}/`.startsWith(layout.folder === "" ? "" : `${layout.folder}/`),
      );
      const files = [node, ...around.map((layout) => layout.node)].flatMap((key) => filesOf(manifest, key));
      return [pathOf(folder), [...new Set(files)].map((file) => `/${file}`).filter((file) => !html.includes(file))];
    }),
  );
}

interface Node {
  /** Its key in the manifest. */
  readonly node: string;
  readonly kind: string;
  /** Below `routes`; empty for the outermost. */
  readonly folder: string;
}

async function nodesOf(root: string): Promise<Node[]> {
  const names = await readdir(join(root, NODES));
  const read = names.map(async (name) => {
    const text = await readFile(join(root, NODES, name), "utf8");
    const source = /src\/routes\/([^"]*\+(page|layout)\.svelte)"/.exec(text);
    return {
      node: `${NODES}/${name}`,
      kind: source?.[2] ?? "",
      folder: dirname(source?.[1] ?? "").replace(/^\.$/, ""),
    };
  });
  return Promise.all(read);
}

/** Groups of routes, in brackets, are no part of an address. */
const pathOf = (folder: string): string =>
  `/${folder
    .split("/")
    .filter((part) => !part.startsWith("("))
    .join("/")}`.replace(/\[[^\]]+\]/g, "*");

function filesOf(manifest: Manifest, key: string, seen = new Set<string>()): string[] {
  if (seen.has(key)) return [];
  seen.add(key);
  const { file, imports = [] } = manifest[key]!;
  return [file, ...imports.flatMap((imported) => filesOf(manifest, imported, seen))];
}

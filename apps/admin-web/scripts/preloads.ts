import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * The scripts of each page, by the page's path, in which `*` stands for what differs. Otherwise a browser learns of those
 * that index.html does not name when the frame runs: a round trip later. The longest come first, as a browser asks for six
 * at a time.
 */

interface Built {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  /** Loaded when it is wanted. */
  readonly isDynamicEntry?: boolean;
}
type Manifest = Readonly<Record<string, Built>>;

const NODES = join(".svelte-kit", "generated", "build", "client-optimized", "nodes");

/** Of the build in `root`, whose index.html is given. */
export async function preloadsOf(root: string, html: string): Promise<Record<string, string[]>> {
  const manifest = await manifestOf(root);
  const lengths = await lengthsOf(root, manifest);
  const longestFirst = (files: readonly string[]) => files.toSorted((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0));
  const named = Object.keys(lengths).filter((file) => html.includes(`/${file}"`));
  const nodes = await nodesOf(root);
  const layouts = nodes.filter(({ kind }) => kind === "layout");
  const pages = nodes.filter(({ kind }) => kind === "page");
  return Object.fromEntries(
    pages.map(({ folder, node }) => {
      const around = layouts.filter((layout) =>
        `${folder}/`.startsWith(layout.folder === "" ? "" : `${layout.folder}/`),
      );
      const files = [node, ...around.map((layout) => layout.node)].flatMap((key) => filesOf(manifest, key));
      return [pathOf(folder), longestFirst([...new Set([...files, ...named])]).map((file) => `/${file}`)];
    }),
  );
}

/** Kit's page waits for the styles of all that may be loaded later, before it shows anything: here it does not. */
export async function withoutLaterStyles(root: string, html: string): Promise<string> {
  const later = Object.values(await manifestOf(root)).filter(({ isDynamicEntry }) => isDynamicEntry);
  const styles = later.flatMap(({ css = [] }) => css);
  return styles.reduce((rest, file) => rest.replace(`<link href="/${file}" rel="stylesheet">`, ""), html);
}

const manifestOf = async (root: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(root, ".svelte-kit", "output", "client", ".vite", "manifest.json"), "utf8"));

async function lengthsOf(root: string, manifest: Manifest): Promise<Record<string, number>> {
  const files = [...new Set(Object.values(manifest).map(({ file }) => file))].filter((file) => file.endsWith(".js"));
  const lengths = files.map(async (file) => [file, (await stat(join(root, "build", file))).size] as const);
  return Object.fromEntries(await Promise.all(lengths));
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

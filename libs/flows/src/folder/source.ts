import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from "yaml";

/** A place in a file of a flow; lines and columns from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Path = readonly (string | number)[];

/** One YAML file with the places of its parts. */
export class SourceFile {
  readonly name: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(name: string, text: string) {
    this.name = name;
    this.#lines = new LineCounter();
    this.#document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: true });
  }

  get data(): unknown {
    try {
      return this.#document.toJS() ?? {};
    } catch {
      // Aliases that multiply; told among the errors.
      return {};
    }
  }

  /** What the parser itself could not read. */
  get errors(): { readonly at: Position; readonly message: string }[] {
    const unread = this.#document.errors.map((error) => ({
      at: this.#position(error.pos[0]),
      message: error.message.split("\n")[0]!.replace(/ at line \d+, column \d+:$/, ""),
    }));
    try {
      this.#document.toJS();
    } catch (error) {
      unread.push({ at: this.#position(0), message: error instanceof Error ? error.message : String(error) });
    }
    return unread;
  }

  /** Where the part at a path stands; of a part that is missing, the nearest one that is there. */
  at(path: Path, what: "key" | "value" = "value"): Position {
    let node: unknown = this.#document.contents;
    let found: Node | null = null;
    for (const [index, step] of path.entries()) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        if (!pair) break;
        found = (what === "key" && index === path.length - 1) || !isNode(pair.value) ? (pair.key as Node) : pair.value;
        // A map begins at its first key; its own key says better which one it is.
        if (isMap(pair.value) && isNode(pair.key)) found = pair.key;
        node = pair.value;
      } else {
        const item = (node as { items?: unknown[] } | null)?.items?.[Number(step)];
        if (!isNode(item)) break;
        found = item;
        node = item;
      }
    }
    return this.#position(found?.range?.[0] ?? 0);
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.name, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/**
 * Every YAML file of a folder, by its path within it, in the order of their names.
 *
 * @throws Error where there is no such folder
 */
export function readFolder(folder: string): ReadonlyMap<string, string> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`there is no folder ${folder}`);
  const walk = (directory: string): string[] =>
    readdirSync(directory)
      .sort()
      .flatMap((name) => {
        const path = join(directory, name);
        return statSync(path).isDirectory() ? walk(path) : [path];
      });
  const paths = walk(folder).filter((path) => path.endsWith(".yaml"));
  return new Map(paths.map((path) => [relative(folder, path).replaceAll(sep, "/"), readFileSync(path, "utf8")]));
}

import { expect, test } from "vitest";
import { parseAst } from "vitest/node";
import { filesIn, lineOf, read } from "./repository.ts";

/** A screen. Blank lines and comments do not count, the parameters and the closing brace do. */
const LINES_MAX = 60;

/** What runs, measures and tries the product; tests and what they stand on are tables of cases, and a page is markup. */
const product = ["apps", "libs", "bench", "monitoring", "scripts", "tests/chaos", "tests/simulation"]
  .flatMap((folder) => filesIn(folder, /\.(?:ts|mjs)$/))
  .filter((path) => !/\.test\.ts$|\.svelte\.ts$|^(?:apps|libs)\/[^/]+\/test\//.test(path));

/** What a released migration did is never edited. */
const isHistory = (path: string) => path.startsWith("libs/database/src/migrations/");

/** Functions longer than a screen, those that hold such a function among them. */
function longIn(path: string, text: string): string[] {
  const lines = text.split("\n");
  // Most files are shorter than what is looked for, and parsing is what takes time.
  if (lines.length <= LINES_MAX) return [];
  const found: string[] = [];
  eachFunction(parseAst(text, { lang: "ts" }), "", (name, { start, end }) => {
    const first = lineOf(text, start);
    const code = lines.slice(first - 1, lineOf(text, end - 1)).filter((line) => !/^\s*(?:$|\/\/|\/?\*)/.test(line));
    if (code.length > LINES_MAX) found.push(`${path}:${first} ${name}: ${code.length} lines`);
  });
  return found;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
const nameOf = (part: unknown) => (part as { name?: string } | null)?.name;

/** An arrow function has the name of what it is assigned or handed to. */
function eachFunction(node: unknown, around: string, tell: (name: string, node: Node) => void): void {
  if (Array.isArray(node)) for (const part of node) eachFunction(part, around, tell);
  if (!isNode(node)) return;
  const { id, key, callee } = node as { id?: unknown; key?: unknown; callee?: unknown };
  const name = nameOf(id) ?? nameOf(key) ?? nameOf(callee) ?? around;
  if (FUNCTIONS.has(node.type)) tell(name, node);
  for (const part of Object.values(node)) eachFunction(part, name, tell);
}

test(`no function is longer than ${LINES_MAX} lines: split it where the reader gains`, () => {
  expect(product.flatMap((path) => (isHistory(path) ? [] : longIn(path, read(path))))).toEqual([]);
});

test("a function that is too long is noticed, whatever its kind", () => {
  const body = (count: number) => Array.from({ length: count }, () => "  call();").join("\n");
  const seen = (text: string) => longIn("a.ts", text);
  expect(seen(`function plain(a: string): void {\n${body(58)}\n}`)).toEqual([]);
  expect(seen(`function plain(a: string): void {\n\n  // why\n${body(59)}\n}`)).toEqual(["a.ts:1 plain: 61 lines"]);
  expect(seen(`const arrow = () => {\n${body(59)}\n};`)).toEqual(["a.ts:1 arrow: 61 lines"]);
  expect(seen(`class Box {\n  method() {\n${body(59)}\n  }\n}`)).toEqual(["a.ts:2 method: 61 lines"]);
  expect(seen(`const it = {\n  method() {\n${body(59)}\n  },\n};`)).toEqual(["a.ts:2 method: 61 lines"]);
  expect(seen(`listen(() => {\n${body(59)}\n});`)).toEqual(["a.ts:1 listen: 61 lines"]);
});

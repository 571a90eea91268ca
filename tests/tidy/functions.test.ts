import { expect, test } from "vitest";
import { parseAst } from "vitest/node";
import { filesIn, read } from "./repository.ts";

/** A screen. Lines that hold nothing but blanks or comments do not count, the parameters and the closing brace do. */
const LINES_MAX = 60;

/** What runs, measures and tries the product; tests and what they stand on are tables of cases. */
const product = [
  ...["apps", "libs", "bench", "monitoring", "scripts", "tests/chaos", "tests/simulation"],
  // Files of a folder of this name are as a rule not ours; these are.
  "apps/sandbox/public",
]
  .flatMap((folder) => filesIn(folder, /\.[cm]?[jt]sx?$/))
  .filter((path) => !/\.test\.ts$|^(?:apps|libs)\/[^/]+\/test\//.test(path));

/** What a released migration did is never edited. */
const isHistory = (path: string) => path.startsWith("libs/database/src/migrations/");

/** Functions longer than a screen, those that hold such a function among them. */
function longIn(path: string, text: string): string[] {
  // Most files are shorter than what is looked for, and parsing is what takes time.
  if (text.split("\n").length <= LINES_MAX) return [];
  const found: string[] = [];
  const lines = linesOf(text);
  eachFunction(parseAst(text, { lang: "ts" }), "", (name, node) => {
    const first = lines[node.start]!;
    if (lines[node.end - 1]! - first < LINES_MAX) return;
    const { size } = codeOf(node, lines, new Set());
    if (size > LINES_MAX) found.push(`${path}:${first} ${name}: ${size} lines`);
  });
  return found;
}

/** The line of each place in a text. */
function linesOf(text: string): Uint32Array {
  const lines = new Uint32Array(text.length);
  for (let at = 0, line = 1; at < text.length; at++) lines[at] = text[at] === "\n" ? line++ : line;
  return lines;
}

/** Lines where something begins or ends; all of a text over several lines, which may look like a comment. */
function codeOf(part: unknown, lines: Uint32Array, code: Set<number>): ReadonlySet<number> {
  if (Array.isArray(part)) for (const one of part) codeOf(one, lines, code);
  if (!isNode(part)) return code;
  const [first, last] = [lines[part.start]!, lines[part.end - 1]!];
  code.add(first).add(last);
  if (part.type === "TemplateElement") for (let line = first; line < last; line++) code.add(line);
  for (const one of Object.values(part)) codeOf(one, lines, code);
  return code;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression", "StaticBlock"]);
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
  expect(product).toEqual(expect.arrayContaining(["libs/bus/src/pump.ts", "apps/sandbox/public/app.js"]));
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
  expect(seen(`class Box {\n  static {\n${body(59)}\n  }\n}`)).toEqual(["a.ts:2 Box: 61 lines"]);
  expect(seen(`function* told() {\n${"  /* why */ yield 1;\n".repeat(59)}}`)).toEqual(["a.ts:1 told: 61 lines"]);
  expect(seen(`const ask = () => sql\`${"\n  * 2\n  // no comment\n".repeat(20)}\`;`)).toEqual([
    "a.ts:1 ask: 61 lines",
  ]);
  expect(seen(`function plain() {\n${"  /*\n  why\n  */\n".repeat(40)}}`)).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { filesIn, read } from "../../../tests/tidy/repository.ts";
import type { Tools } from "../src/command.ts";
import { createProgram, leavesOf } from "../src/program.ts";
import { REFERENCE } from "../src/reference/commands.ts";
import { shapeText } from "../src/reference/shape.ts";
import { misfit } from "./misfit.ts";
import { refusal, words } from "./refusal.ts";

const leaves = leavesOf(createProgram(() => ({}) as Tools));

test("the reference tells of every command, and of no other", () => {
  expect(Object.keys(REFERENCE).sort()).toEqual(leaves.map(([path]) => path).sort());
});

describe.each(leaves)("ops %s", (path, command) => {
  const { example, answers } = REFERENCE[path]!;

  test("says in help what it does, an example that can be called, and the answer in JSON", async () => {
    const help: string[] = [];
    command.configureOutput({ writeOut: (text) => void help.push(text) }).outputHelp();
    expect(command.description()).not.toBe("");
    expect(help.join("")).toContain(`ops ${example}`);
    for (const shape of answers) expect(help.join("")).toContain(shapeText(shape));
    expect(await refusal(words(example))).toBeNull();
  });

  test("refuses an unknown option, and says which may be meant", async () => {
    const [option] = [...command.options.filter(({ hidden }) => !hidden), { long: "--json" }];
    const slip = option!.long!.replace(/.$/, "");
    const refused = await refusal([...words(example).filter((word) => !word.startsWith("--")), `${slip}x`]);
    expect(refused).toMatchObject({ code: "commander.unknownOption" });
    expect(refused?.says).toContain("Did you mean");
  });

  test("refuses an argument too many", async () => {
    const [name = ""] = words(example);
    const more = [...words(example), "one", "two", "three"];
    expect(await refusal(more), name).toMatchObject({
      code: expect.stringMatching(/^commander\.(?:excessArguments|unknownCommand)$/),
    });
  });
});

test.each(createProgram(() => ({}) as Tools).commands.filter(({ commands }) => commands.length > 0))(
  "ops $_name knows what was meant by a slip of its commands' names",
  async (parent) => {
    for (const one of parent.commands) {
      const name = one.name();
      const slip = `${name[1]}${name[0]}${name.slice(2)}`;
      const refused = await refusal([parent.name(), slip, "x"]);
      expect(refused, slip).toMatchObject({ code: "commander.unknownCommand" });
      expect(refused?.says, slip).toContain("Did you mean");
    }
  },
);

test.each([
  [{ a: 1 }, { a: "number" }, null],
  [{ a: null }, { a: "number or null" }, null],
  [{}, { "a?": "text" }, null],
  [{}, { a: "text" }, "it.a is absent"],
  [{ a: 1, b: 2 }, { a: "number" }, "it.b is not told of"],
  [[{ at: -1 }], [{ at: "ms" }], "it[0].at is -1, no ms"],
  [null, { orNull: { a: "text" } }, null],
  [{}, ["text"], "it is no list"],
] as const)("%j beside its shape", (value, shape, problem) => {
  expect(misfit(value, shape)).toBe(problem);
});

/** What a document tells an operator to call: in a line of its own, or in the text. */
const told = filesIn("docs", /\.md$/)
  .concat("README.md")
  .flatMap((path) =>
    [...read(path).matchAll(/(?:^(?:sudo )?npm run ops -- (.+)$|`npm run ops -- ([^`]+)`)/gm)].map(
      ([, line, span]) => [path, (line ?? span ?? "").replace(/ +#.*$/, "").replace(/ {2,}.*$/, "")] as const,
    ),
  )
  .filter(([, line]) => !/^<|^--help/.test(line));

test.each(told.filter(([, line], at) => told.findIndex(([, other]) => other === line) === at))(
  "%s tells to call %s, which can be called",
  async (path, line) => {
    const refused = await refusal(words(line));
    // A command's name in a sentence may go without what it is about; not at night.
    const isNamed = ["commander.missingArgument", "usage"].includes(refused?.code ?? "") && !path.includes("runbooks");
    expect(isNamed ? null : refused).toBeNull();
  },
);

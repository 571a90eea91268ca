import { type Command, CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { type Tools, UsageError } from "../src/command.ts";
import { createOutput } from "../src/output/output.ts";
import { createProgram, leavesOf } from "../src/program.ts";
import { REFERENCE } from "../src/reference/commands.ts";
import { shapeText } from "../src/reference/shape.ts";
import { misfit } from "./misfit.ts";

class Reached extends Error {}
const reached = async (): Promise<never> => {
  throw new Reached();
};

/** What becomes of a line: the reason why it is refused, or null where its command begins its work. */
async function refusal(args: readonly string[]): Promise<{ readonly code: string; readonly says: string } | null> {
  const said: string[] = [];
  const tools: Tools = {
    output: createOutput(() => true, { write: () => true } as never),
    installation: reached,
    withBus: reached,
  };
  const program = createProgram(() => tools);
  const quiet = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: (text) => void said.push(text), writeOut: () => {} });
    command.commands.forEach(quiet);
  };
  quiet(program);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return { code: error.code, says: said.join("") };
    if (error instanceof UsageError) return { code: "usage", says: error.message };
  }
  return null;
}

const words = (line: string): string[] => (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
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

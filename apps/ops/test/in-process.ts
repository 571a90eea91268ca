import { Writable } from "node:stream";
import type { Bus } from "@acolhe/bus";
import type { Command } from "commander";
import type { Found } from "../src/installation/find-installation.ts";
import { createOutput } from "../src/output/output.ts";
import { createProgram, leavesOf } from "../src/program.ts";
import { REFERENCE, type Reference } from "../src/reference/commands.ts";
import { misfit } from "./misfit.ts";

/**
 * Runs `ops` with a connection that is there already. Differs from the program in that errors are thrown, and that
 * there is no terminal to ask at.
 *
 * @returns the JSON it answers; of a command that answers in lines, all of them
 */
export async function ops(bus: Bus, found: Partial<Found>, ...args: string[]): Promise<unknown> {
  const said: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      said.push(String(chunk));
      done();
    },
  }) as NodeJS.WriteStream;
  const installation: Found = { name: "the test", NATS_URL: "nats://test", apps: {}, ...found };
  const program = createProgram(() => ({
    output: createOutput(() => true, stream),
    installation: async () => installation,
    withBus: (work) => work(bus, installation),
  }));
  program.exitOverride();
  await program.parseAsync(args, { from: "user" });
  const values = said.map((text) => JSON.parse(text));
  const { answers, isLines } = referenceOf(program, args);
  for (const value of values) {
    const problems = answers.map((shape) => misfit(value, shape));
    if (!problems.includes(null)) throw new Error(`help of ${args.join(" ")} says otherwise: ${problems.join("; ")}`);
  }
  return isLines ? values : (values[0] ?? null);
}

/** What help says of the command that is called: true of each answer that a test is given. */
function referenceOf(program: Command, args: readonly string[]): Reference {
  const words = args.filter((word) => !word.startsWith("-"));
  const called = leavesOf(program).flatMap(([path, command]) => {
    const isUsual = (command.parent as Usual | null)?._defaultCommandName === command.name();
    return [{ as: path, path }, ...(isUsual ? [{ as: command.parent!.name(), path }] : [])];
  });
  const found = called.filter(({ as }) => `${words.join(" ")} `.startsWith(`${as} `));
  return REFERENCE[found.sort((a, b) => b.as.length - a.as.length)[0]!.path]!;
}
type Usual = Command & { readonly _defaultCommandName?: string };

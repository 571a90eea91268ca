import { type Command, CommanderError } from "commander";
import { type Tools, UsageError } from "../src/command.ts";
import { createOutput } from "../src/output/output.ts";
import { createProgram } from "../src/program.ts";

class Reached extends Error {}
const reached = async (): Promise<never> => {
  throw new Reached();
};

/** What becomes of a line: the reason why it is refused, or null where its command begins its work. */
export async function refusal(
  args: readonly string[],
): Promise<{ readonly code: string; readonly says: string } | null> {
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

export const words = (line: string): string[] =>
  (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));

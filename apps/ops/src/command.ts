import type { Bus } from "@acolhe/bus";
import { type Command, InvalidArgumentError } from "commander";
import type { Found } from "./installation/find-installation.ts";
import type { Output } from "./output/output.ts";

/** What every command is given. */
export interface Tools {
  readonly output: Output;
  /** The installation, without asking its broker. @throws Error where there is none */
  installation(): Promise<Found>;
  /** Connects to the broker of the installation and closes the connection behind the work. */
  withBus<T>(work: (bus: Bus, installation: Found) => Promise<T>): Promise<T>;
}

/** Something the operator can mend: told in one sentence, without a stack. Ends the process with 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** The line is wrong, whatever the installation holds. Ends the process with 2. */
export class UsageError extends CommandError {}

/** What is meant where a command of commands is named alone. Behind it, another word is a slip of its siblings' names. */
export function addUsual(parent: Command, name: string): Command {
  const usual = parent.command(name, { isDefault: true }).allowExcessArguments();
  return usual.hook("preAction", () => {
    if (usual.args.length > 0) (parent as Command & { unknownCommand(): never }).unknownCommand();
  });
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("give a whole number above 0");
  return count;
}

#!/usr/bin/env node
import { join } from "node:path";
import { type Bus, connectBus } from "@acolhe/bus";
import { operatorEnvironment } from "@acolhe/runtime";
import { type Command, CommanderError } from "commander";
import { CommandError, type Tools, UsageError } from "./command.ts";
import { type Found, findInstallation, isRunning } from "./installation/find-installation.ts";
import { createOutput } from "./output/output.ts";
import { createProgram, type GlobalOptions } from "./program.ts";

/*
 * The operators' command line. Exit codes: 0 done; 1 it could not be done, or `status`, `verify` and `replay` found
 * something to look at; 2 the command line itself is wrong.
 */

/** Where a local start keeps everything, unless it was told another place. */
const LOCAL = join(import.meta.dirname, "..", "..", "..", ".local");

function toolsOf(options: () => GlobalOptions): Tools {
  const installation = () => {
    const env = operatorEnvironment();
    const dataDirectory = join(env.ACOLHE_LOCAL || LOCAL, "data");
    return findInstallation({ context: options().context, env, dataDirectory, isRunning });
  };
  return {
    output: createOutput(() => options().json ?? false),
    installation,
    async withBus(work) {
      const found = await installation();
      const bus = await connectWithin(found, options().wait * 1000);
      try {
        return await work(bus, found);
      } finally {
        await bus.close();
      }
    },
  };
}

/** @throws CommandError when no broker answers in time, with where it was looked for */
async function connectWithin({ NATS_URL, name }: Found, waitMs: number): Promise<Bus> {
  const until = Date.now() + waitMs;
  for (;;) {
    try {
      return await connectBus({ url: NATS_URL, name: "ops", firstTryOnly: true });
    } catch (cause) {
      if (Date.now() >= until) {
        const where = NATS_URL.replace(/\/\/[^@/]*@/g, "//***@");
        throw new CommandError(`no broker answers at ${where} (${name}): is it running?`, { cause });
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
const RETRY_MS = 250;

const CAUSES_MAX = 5;

/** What the framework knows of the line it tells itself; everything else is told in one sentence. */
function codeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  for (let at = error, depth = 0; at !== undefined && depth < CAUSES_MAX; at = (at as Error).cause, depth += 1)
    console.error(`${depth === 0 ? "" : "because: "}${at instanceof Error ? at.message : String(at)}`);
  return error instanceof UsageError ? 2 : 1;
}

/** Commands of commands, too, throw instead of ending the process. */
function overrideExits(command: Command): void {
  command.exitOverride();
  command.commands.forEach(overrideExits);
}

// Who reads the output may have seen enough of it, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const program = createProgram(toolsOf);
overrideExits(program);
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = codeOf(error);
}
// What is still open, a timer of a connection for example, must not keep the process; what was written has to arrive.
process.stdout.write("", () => process.stderr.write("", () => process.exit()));

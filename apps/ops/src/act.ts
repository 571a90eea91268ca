import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { type Entry, reasonOf, recordFirst } from "./audit.ts";
import { CommandError, type Tools } from "./command.ts";
import type { Found } from "./installation/find-installation.ts";

/** How a command that changes something is told to go about it. */
export interface Acting {
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export const withActing = (command: Command): Command =>
  command
    .option("--reason <words>", "why, for the audit")
    .option("--dry-run", "say what would be done, and do nothing")
    .option("--yes", "do not ask");

export interface Act extends Omit<Entry, "reason" | "instead"> {
  /** What is about to happen, to go on after "would": `drop 2 messages of 5511…001 on main`. */
  readonly does: string;
}

/**
 * Whether to go on: after a question that names the place, and with the reason in the audit. A dry run says what would
 * be done instead.
 *
 * @throws CommandError without a reason or a yes
 */
export async function mayAct(tools: Pick<Tools, "output">, installation: Found, asked: Acting & Act): Promise<boolean> {
  const reason = await mayGoOn(tools, installation, asked);
  if (reason === null) return false;
  const { action, entity, entityId, command } = asked;
  await recordFirst(installation, { action, entity, entityId, command, reason, instead: "nothing is done" });
  return true;
}

/** The same without the audit, for what cannot write there before it is done. The reason, or null in a dry run. */
export async function mayGoOn(
  { output }: Pick<Tools, "output">,
  installation: Found,
  { reason, dryRun = false, yes = false, ...act }: Acting & Act,
): Promise<string | null> {
  const { does, action, entity, entityId } = act;
  if (dryRun) {
    output.line(`would ${does}, in ${installation.name}`);
    output.json({ dryRun: true, action, entity, entityId });
    return null;
  }
  const why = reasonOf(reason, "say why with --reason: a sentence for the audit");
  if (!yes && !(await isConfirmed(`${does}, in ${installation.name}?`))) throw new CommandError("nothing was done");
  return why;
}

/** @throws CommandError where there is no terminal to ask at */
async function isConfirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CommandError(`${question} Nothing was done: add --yes where nobody can be asked`);
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(?:y|yes|s|sim)$/i.test((await line.question(`${question} [y/N] `)).trim());
  } finally {
    line.close();
  }
}

import { publish } from "@acolhe/bus";
import { type ConversationRef, composeControl, OPERATOR_CONTROLS, type OperatorControl } from "@acolhe/events";
import { type Command, Option } from "commander";
import { reasonOf, recordFirst } from "../audit.ts";
import { type Tools, UsageError } from "../command.ts";
import type { Found } from "../installation/find-installation.ts";
import { masked } from "../log/masked.ts";
import { resolveContact, survivorOf } from "../log/resolve-contact.ts";
import { CONTACT_HELP, DEFAULT_CHANNEL, type OfContact } from "./contact-options.ts";

interface Options extends OfContact {
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly contact?: string;
}

const SAYS: Readonly<Record<OperatorControl, string>> = {
  takeover: "silence the bot: a person answers",
  return: "give the conversation back to the bot",
  pause: "silence the bot until the conversation is returned",
  resume: "let a parked conversation go on",
  unmerge: "undo a wrong merge of this, the younger, contact",
};

/** Orders to a conversation: each becomes a control in its ordered log, where it races with nothing. */
export function addControls(program: Command, tools: Tools): void {
  for (const order of OPERATOR_CONTROLS) addControl(program, tools, order);
}

export function addControl(program: Command, tools: Tools, order: OperatorControl): void {
  program
    .command(order)
    .description(SAYS[order])
    .argument("[contact]", CONTACT_HELP)
    .option("--channel <id>", "the clinic's number", DEFAULT_CHANNEL)
    .option("--reason <words>", "why, for the audit; not needed")
    .option("--dry-run", "say what would be ordered, and order nothing")
    // How it was written before contacts became arguments; scripts go on working.
    .addOption(new Option("--contact <key>").hideHelp())
    .action((argument: string | undefined, options: Options) => {
      const contact = argument ?? options.contact;
      if (contact === undefined) throw new UsageError(`say which contact: ops ${order} 5511999990000`);
      if (argument === undefined) console.error(`--contact is no longer needed: ops ${order} ${contact}`);
      return run(tools, order, contact, options);
    });
}

const NO_REASON = "no reason was given";

/** Behind the order: a bot that has to be silent does not wait for a database. What is not recorded is told. */
async function record(installation: Found, order: OperatorControl, ref: ConversationRef, reason: string) {
  const entry = { action: order, entity: "conversation", entityId: `${ref.channel}:${ref.contact}` } as const;
  try {
    await recordFirst(installation, { ...entry, reason, command: order, instead: "it is in the log alone" });
  } catch (error) {
    console.error(`the audit does not have it: ${(error as Error).message}`);
  }
}

async function run(
  { withBus, output }: Tools,
  order: OperatorControl,
  contact: string,
  { channel, dryRun = false, reason }: Options,
): Promise<void> {
  const why = reason === undefined ? NO_REASON : reasonOf(reason, NO_REASON);
  await withBus(async (bus, installation) => {
    // A merged contact's own log is where its merge is undone; every other order belongs to who it is now.
    const ref = await resolveContact(bus, channel, contact, { followMerges: order !== "unmerge" });
    const isApart = order === "unmerge" && (await survivorOf(bus, ref)).contact === ref.contact;
    const of = `${masked(ref.contact)} on ${ref.channel}, in ${installation.name}`;
    if (dryRun) {
      output.line(`would order ${order} for ${of}`);
      return output.json({ order, ...ref, dryRun: true });
    }
    const at = Date.now();
    const { subject, event } = composeControl(ref, order, { source: "operator", at, cause: at });
    const { seq } = await publish(bus, subject, event, { id: event.id });
    output.line(`ordered ${order} for ${of}: INBOUND ${seq}`);
    if (isApart) output.line("it goes on in no other conversation: from now on it never does by itself");
    await record(installation, order, ref, why);
    output.json({ order, ...ref, seq });
  });
}

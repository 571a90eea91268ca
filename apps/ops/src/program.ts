import { Command } from "commander";
import type { Tools } from "./command.ts";
import { REFERENCE, type Reference } from "./reference/commands.ts";
import { shapeText } from "./reference/shape.ts";
import { addAlerts } from "./verbs/alerts.ts";
import { addBackup } from "./verbs/backup.ts";
import { addCanary } from "./verbs/canary.ts";
import { addChannel } from "./verbs/channel.ts";
import { addCompletion } from "./verbs/completion.ts";
import { addContact } from "./verbs/contact.ts";
import { addControls } from "./verbs/controls.ts";
import { addDeadLetters } from "./verbs/dead-letters.ts";
import { addExplain } from "./verbs/explain.ts";
import { addFlow } from "./verbs/flow.ts";
import { addHistory } from "./verbs/history.ts";
import { addLogLevel } from "./verbs/log-level.ts";
import { addObserving } from "./verbs/observing.ts";
import { addOutbound } from "./verbs/outbound.ts";
import { addParked } from "./verbs/parked.ts";
import { addPrivacy } from "./verbs/privacy.ts";
import { addReplay } from "./verbs/replay.ts";
import { addService } from "./verbs/service.ts";
import { addSetup } from "./verbs/setup.ts";
import { addSpools } from "./verbs/spools.ts";
import { addStatus } from "./verbs/status.ts";
import { addTail } from "./verbs/tail.ts";
import { addTimeTravel } from "./verbs/time-travel.ts";
import { addTimers } from "./verbs/timers.ts";
import { addUnknown } from "./verbs/unknown.ts";
import { addVerify } from "./verbs/verify.ts";

export interface GlobalOptions {
  readonly context?: string;
  readonly json?: boolean;
  readonly wait: number;
}

/** All commands of the operators, in the order in which help lists them: look, understand, act, care. */
export function createProgram(toolsOf: (options: () => GlobalOptions) => Tools): Command {
  const program = new Command("ops")
    .description("The operators' command line: see how the system stands, explain what it did, and act.")
    .option("--context <name>", "the installation of this name, instead of the environment's or a local start")
    .option("--json", "answer as JSON, for programs")
    .option("--wait <seconds>", "how long to wait for the broker", Number, 5)
    .showSuggestionAfterError()
    .showHelpAfterError("(add --help for the whole usage)")
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true });
  // Options are known only once the line was read; commands are made before.
  const tools = toolsOf(() => program.opts<GlobalOptions>());
  program.commandsGroup("Look:");
  addStatus(program, tools);
  addTail(program, tools);
  addAlerts(program, tools);
  addCanary(program, tools);
  addParked(program, tools);
  addUnknown(program, tools);
  addDeadLetters(program, tools);
  addSpools(program, tools);
  addTimers(program, tools);
  program.commandsGroup("Understand:");
  addExplain(program, tools);
  addHistory(program, tools);
  addTimeTravel(program, tools);
  addReplay(program, tools);
  addVerify(program, tools);
  program.commandsGroup("Act:");
  addControls(program, tools);
  addOutbound(program, tools);
  addChannel(program, tools);
  addContact(program, tools);
  program.commandsGroup("People's data:");
  addPrivacy(program, tools);
  program.commandsGroup("Set up:");
  addFlow(program, tools);
  addSetup(program, tools);
  addBackup(program, tools);
  addObserving(program, tools);
  addLogLevel(program, tools);
  addService(program, tools);
  addCompletion(program, tools);
  for (const [path, command] of leavesOf(program)) addReference(command, REFERENCE[path]);
  return program;
}

/** Commands that do something, by how they are called. */
export const leavesOf = (command: Command, path: readonly string[] = []): [path: string, command: Command][] =>
  command.commands.flatMap((one) => {
    const here = [...path, one.name()];
    return one.commands.length > 0 ? leavesOf(one, here) : [[here.join(" "), one] as [string, Command]];
  });

function addReference(command: Command, reference: Reference | undefined): void {
  if (!reference) return;
  const { example, answers, isLines } = reference;
  command.addHelpText("after", `\nExample:\n  ops ${example}`);
  if (answers.length === 0) return;
  const what = `With --json${isLines ? ", a line each" : ""}`;
  command.addHelpText("after", `\n${what}:\n${answers.map((shape) => `  ${shapeText(shape)}`).join("\n")}`);
}

import type { Bus } from "@acolhe/bus";
import { SPOOLS_BUCKET, type SpoolGivenUp, spoolGivenUpKey } from "@acolhe/events";
import { readSpools, type SpoolState } from "@acolhe/status";
import type { Command } from "commander";
import { type Acting, mayAct, withActing } from "../act.ts";
import { operatorName } from "../audit.ts";
import { addUsual, CommandError, type Tools } from "../command.ts";
import type { Found } from "../installation/find-installation.ts";
import { spanText } from "../words/words.ts";

/** What waits on the disks of ingress, and whether the others wait for a disk that cannot be read. */
export function addSpools(program: Command, tools: Tools): void {
  const spools = program.command("spools").description("what waits on the disk of each ingress for the broker");
  addUsual(spools, "list")
    .description("one line an ingress")
    .action(() => list(tools));
  withActing(
    spools
      .command("give-up")
      .description("let no other ingress wait for one that cannot be opened; holds until it can be")
      .argument("<place>", "as the list names it"),
  ).action((place: string, options: Acting) =>
    tools.withBus(async (bus, installation) => giveUp(tools, { bus, installation, place, options })),
  );
  withActing(
    spools
      .command("wait")
      .description("let the others wait for it again, half a minute after each of its starts")
      .argument("<place>", "as the list names it"),
  ).action((place: string, options: Acting) =>
    tools.withBus(async (bus, installation) => waitAgain(tools, { bus, installation, place, options })),
  );
}

async function list({ withBus, output }: Tools): Promise<void> {
  await withBus(async (bus) => {
    const found = await readSpools(bus);
    output.table(
      ["place", "state", "oldest that waits"],
      found.map((spool) => [spool.place ?? spool.name, stateText(spool), waitText(spool)]),
    );
    if (found.length === 0) output.line("no ingress has said anything of its spool");
    output.json(found);
  });
}

function stateText({ unknown, givenUp }: SpoolState): string {
  const since = givenUp ? `, given up ${spanText(Date.now() - givenUp.at)} ago by ${givenUp.by}` : "";
  return unknown ? `CANNOT BE OPENED${since}` : "open";
}

function waitText({ unknown, oldestAt }: SpoolState): string {
  if (unknown) return "unknown";
  return oldestAt === null ? "" : spanText(Date.now() - oldestAt);
}

interface Given {
  readonly bus: Bus;
  readonly installation: Found;
  readonly place: string;
  readonly options: Acting;
}

async function giveUp(tools: Tools, { bus, installation, place, options }: Given): Promise<void> {
  const here = (await readSpools(bus)).filter((one) => one.place === place);
  if (here.length === 0) throw new CommandError(`no ingress has its spool at ${place}: see ops spools`);
  // One that cannot read its name has a new one with each start; the word of the process before stays for a while.
  if (!here.some(({ unknown }) => unknown))
    throw new CommandError(`the spool at ${place} is open: what waits there is on its way`);
  const does = `let nobody wait for what may lie in the spool at ${place}`;
  const act = { does, action: "update", entity: "installation", entityId: place } as const;
  if (!(await mayAct(tools, installation, { ...options, ...act, command: `spools give-up ${place}` }))) return;
  const given: SpoolGivenUp = { place, at: Date.now(), by: operatorName() };
  await (await bus.kvm.open(SPOOLS_BUCKET)).put(spoolGivenUpKey(place), JSON.stringify(given));
  tools.output.line(`nobody waits for the spool at ${place} until it can be opened; what lies there is stored then`);
  tools.output.json({ givenUp: place });
}

async function waitAgain(tools: Tools, { bus, installation, place, options }: Given): Promise<void> {
  const bucket = await bus.kvm.open(SPOOLS_BUCKET);
  if ((await bucket.get(spoolGivenUpKey(place)))?.operation !== "PUT")
    throw new CommandError(`the spool at ${place} is not given up: see ops spools`);
  const does = `let the others wait again for what may lie in the spool at ${place}`;
  const act = { does, action: "update", entity: "installation", entityId: place } as const;
  if (!(await mayAct(tools, installation, { ...options, ...act, command: `spools wait ${place}` }))) return;
  await bucket.delete(spoolGivenUpKey(place));
  tools.output.line(`the spool at ${place} is waited for again`);
  tools.output.json({ waitedFor: place });
}

import { type Bus, messageAt, readOrNull, readStream } from "@acolhe/bus";
import {
  type CommandPlace,
  type ConversationRef,
  DELIVERY,
  hasEndedUnsent,
  isSend,
  Outcome,
  outcomeSubject,
  placeName,
  TURNS,
  Turn,
} from "@acolhe/events";
import { isPaused } from "@acolhe/status";
import type { Command } from "commander";
import { type Acting, mayAct, withActing } from "../act.ts";
import { addUsual, CommandError, parseCount, type Tools } from "../command.ts";
import { createClock } from "../log/clock.ts";
import { masked } from "../log/masked.ts";
import { channelsOf, resolveContact } from "../log/resolve-contact.ts";
import { mayReveal } from "../log/reveal.ts";
import { giveOrder, type Ordered, outcomeOf } from "../outbound/order.ts";
import { contactsOnHold, logEnds, ordersOf, type Queued, queueOf, waitingContacts } from "../outbound/queue.ts";
import { spanText } from "../words/words.ts";
import { contactCommand, type OfContact, type Reveal, withReveal } from "./contact-options.ts";
import { withTimeZone, type Zoned } from "./time-zone.ts";

interface OfCommand extends OfContact, Acting {
  readonly turn?: number;
}

/** What is decided and has not left: to look at, to hold, to release, to drop, to try once more. */
export function addOutbound(program: Command, tools: Tools): void {
  const outbound = program.command("outbound").description("what is decided and has not left");
  addUsual(outbound, "list")
    .description("all that waits, the oldest first")
    .option("--channel <id>", "of this number only")
    .action((options: { readonly channel?: string }) => list(tools, options));
  withTimeZone(withReveal(contactCommand(outbound, "show", "what of a contact waits, and why"))).action(
    (contact: string, options: OfContact & Reveal & Zoned) => show(tools, contact, options),
  );
  for (const [name, type, says] of [
    ["hold", "hold-sends", "keep the bot's words to a contact back, until they are released or too old"],
    ["release", "release-sends", "let a contact's words leave again"],
  ] as const)
    withActing(contactCommand(outbound, name, says)).action((contact: string, options: OfContact & Acting) =>
      tools.withBus(async (bus, installation) => {
        const ref = await resolveContact(bus, options.channel, contact);
        const { onHold } = await ordersOf(bus, ref);
        if (onHold === (name === "hold"))
          throw new CommandError(`this contact is ${onHold ? "on hold" : "not on hold"}`);
        const does = `${name} the bot's words to ${masked(ref.contact)} on ${ref.channel}`;
        const order = { type } as const;
        await give(tools, { bus, installation, ref, options, does, order });
      }),
    );
  withActing(contactCommand(outbound, "drop", "let what waits of a contact never leave"))
    .option("--turn <sequence>", "of this turn only; by default all that can be dropped", parseCount)
    .action((contact: string, options: OfCommand) => drop(tools, contact, options));
  withActing(contactCommand(outbound, "retry", "try once more what failed, as long as nothing has left behind it"))
    .option("--turn <sequence>", "of this turn; by default the last that failed", parseCount)
    .action((contact: string, options: OfCommand) => retry(tools, contact, options));
}

async function list({ withBus, output }: Tools, { channel }: { readonly channel?: string }): Promise<void> {
  await withBus(async (bus) => {
    const found: Queued[] = [];
    const onHold: ConversationRef[] = [];
    const ends = await logEnds(bus);
    for (const id of await channelsOf(bus, channel)) {
      const paused = await isPaused(bus, id);
      onHold.push(...(await contactsOnHold(bus, id, ends.inbound)));
      for (const ref of await waitingContacts(bus, id)) found.push(...(await queueOf(bus, ref, paused, ends)));
    }
    found.sort((a, b) => a.decidedAt - b.decidedAt);
    output.table(
      ["channel", "contact", "turn", "command", "lane", "kind", "author", "for", "waits"],
      found.map((one) => [one.channel, masked(one.contact), ...cells(one)]),
    );
    output.line(found.length === 0 ? "nothing waits" : `${found.length} wait`);
    for (const ref of onHold)
      output.line(`the bot's words to ${masked(ref.contact)} on ${ref.channel} are on hold: ops outbound release`);
    output.json(found.map(withoutWords));
  });
}

/** @throws CommandError when there is no such number */
async function show({ withBus, output }: Tools, contact: string, options: OfContact & Reveal & Zoned): Promise<void> {
  await withBus(async (bus, installation) => {
    const ref = await resolveContact(bus, options.channel, contact);
    const reveal = await mayReveal(options, { command: "outbound show", ref, installation });
    const found = await queueOf(bus, ref, await isPaused(bus, ref.channel));
    const clock = createClock(options.timeZone);
    const wordsOf = ({ command }: Queued) => ("text" in command ? command.text : "");
    output.table(
      ["turn", "command", "lane", "kind", "author", "for", "waits", "leaves until", ...(reveal ? ["words"] : [])],
      found.map((one) => [...cells(one), clock.time(one.command.validUntil), ...(reveal ? [wordsOf(one)] : [])]),
    );
    if (found.length === 0) output.line("nothing of this contact waits");
    if ((await ordersOf(bus, ref)).onHold)
      output.line("the bot's words to this contact are on hold, until ops outbound release");
    output.json(reveal ? found : found.map(withoutWords));
  });
}

const cells = ({ turnSeq, index, lane, command, decidedAt, waits }: Queued): string[] => [
  ...[String(turnSeq), String(index), lane, command.type.slice("send-".length), command.author],
  ...[spanText(Date.now() - decidedAt), waits],
];

const withoutWords = ({ command, ...one }: Queued) => ({
  ...one,
  kind: command.type,
  author: command.author,
  validUntil: command.validUntil,
});

async function drop(tools: Tools, contact: string, options: OfCommand): Promise<void> {
  await tools.withBus(async (bus, installation) => {
    const ref = await resolveContact(bus, options.channel, contact);
    const waiting = await queueOf(bus, ref, false);
    const ours = waiting.filter(({ turnSeq }) => options.turn === undefined || turnSeq === options.turn);
    const commands = ours
      .filter(({ waits }) => waits !== "unknown" && waits !== "dropped")
      .map(({ turnSeq, index }) => ({ turnSeq, index }));
    if (commands.length === 0)
      throw new CommandError(
        ours.some(({ waits }) => waits === "unknown")
          ? "what is left may have arrived already: ops unknown settle says whether it did"
          : "nothing of this contact waits that could be dropped",
      );
    const does = `drop ${commands.map(placeName).join(", ")} to ${masked(ref.contact)} on ${ref.channel}`;
    await give(tools, { bus, installation, ref, options, does, order: { type: "drop-sends", commands } });
  });
}

async function retry(tools: Tools, contact: string, options: OfCommand): Promise<void> {
  await tools.withBus(async (bus, installation) => {
    const ref = await resolveContact(bus, options.channel, contact);
    const command = await lastFailed(bus, ref, options.turn);
    if (!command) throw new CommandError("nothing of this contact has failed that could be tried once more");
    const stored = await messageAt(bus, TURNS.name, command.turnSeq);
    const send = (stored && readOrNull(Turn, stored))?.commands[command.index];
    if (!send || !isSend(send)) throw new CommandError("its turn is gone from the log, or cannot be read");
    if (Date.now() > send.validUntil) throw new CommandError("it is too old to help: a person had better write");
    const does = `try ${placeName(command)} to ${masked(ref.contact)} on ${ref.channel} once more`;
    await give(tools, { bus, installation, ref, options, does, order: { type: "retry-send", command } });
  });
}

async function lastFailed(bus: Bus, ref: ConversationRef, turn: number | undefined): Promise<CommandPlace | null> {
  let found: CommandPlace | null = null;
  for await (const stored of readStream(bus, DELIVERY.name, { subject: outcomeSubject(ref) })) {
    const outcome = readOrNull(Outcome, stored);
    if (!outcome || (turn !== undefined && outcome.turnSeq !== turn)) continue;
    const { turnSeq, index, status } = outcome;
    if (hasEndedUnsent(status)) found = { turnSeq, index };
    else if (found?.turnSeq === turnSeq && found.index === index) found = null;
  }
  return found;
}

interface Giving {
  readonly bus: Bus;
  readonly installation: Parameters<typeof mayAct>[1];
  readonly ref: ConversationRef;
  readonly options: Acting;
  readonly does: string;
  readonly order: Ordered;
}

/** Asks, records, orders, and says what the sender made of it. */
export async function give(tools: Tools, { bus, installation, ref, options, does, order }: Giving): Promise<void> {
  const { output } = tools;
  const entity = { entity: "conversation", entityId: `${ref.channel}:${ref.contact}` } as const;
  const act = { ...options, does, action: order.type, ...entity, command: order.type };
  if (!(await mayAct(tools, installation, act))) return;
  const seq = await giveOrder(bus, ref, order, options.reason ?? "");
  const isStanding = order.type === "hold-sends" || order.type === "release-sends";
  const outcome = isStanding ? null : await outcomeOf(bus, ref, seq);
  output.line(`ordered: ${does}, in ${installation.name}: INBOUND ${seq}`);
  if (outcome) output.line(`the sender has done it: ${outcome.status} ${placeName(outcome)}`);
  else if (!isStanding)
    output.line("no sender has acted on it yet: ops history tells when one does, or that it came too late");
  output.json({ ...ref, order, seq, outcome: outcome && { status: outcome.status, ...placeOf(outcome) } });
}

const placeOf = ({ turnSeq, index }: Outcome): CommandPlace => ({ turnSeq, index });

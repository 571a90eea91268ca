import { type Bus, readStream } from "@acolhe/bus";
import { type ConversationRef, TURNS, Turn } from "@acolhe/events";
import type { Command } from "commander";
import { z } from "zod";
import type { Tools } from "../command.ts";
import { masked } from "../log/masked.ts";
import { spanText } from "../words/words.ts";

/** A conversation that stands still because one of its events could not be handled. */
interface Parked extends ConversationRef {
  readonly eventSeq: number;
  readonly since: number;
  /** Events that wait behind it. */
  readonly waiting: number;
}

const State = z.object({
  parked: z.object({ eventSeq: z.number(), since: z.number() }).nullable().catch(null),
  merged: z.unknown(),
});

/** Stands in the text of every state that is parked. */
const PARKED = '"parked":{';

/** Parked conversations, the longest first. */
export function addParked(program: Command, { withBus, output }: Tools): void {
  program
    .command("parked")
    .description("conversations that stand still at an event the bot could not handle; `resume` lets one go on")
    .action(() =>
      withBus(async (bus) => {
        const found = await readParked(bus);
        output.table(
          ["channel", "contact", "for", "at INBOUND", "waiting behind"],
          found.map(({ channel, contact, since, eventSeq, waiting }) => [
            channel,
            masked(contact),
            spanText(Date.now() - since),
            String(eventSeq),
            String(waiting),
          ]),
        );
        if (found.length === 0) output.line("no conversation is parked");
        output.json(found);
      }),
    );
}

/** Reads every turn once: the log itself is asked, so that it is true also while the read side is behind or away. */
async function readParked(bus: Bus): Promise<Parked[]> {
  const parked = new Map<string, Parked>();
  for await (const message of readStream(bus, TURNS.name)) {
    const key = message.subject.slice(0, message.subject.lastIndexOf("."));
    // Nearly every turn is of a conversation that goes on, and to parse them all would take most of the time.
    if (!parked.has(key) && !message.text().includes(PARKED)) continue;
    const turn = Turn.pick({ channel: true, contact: true, outcome: true, state: true }).safeParse(message.json()).data;
    if (!turn) continue;
    const { channel, contact, outcome } = turn;
    const state = State.parse(turn.state);
    const before = parked.get(key);
    if (!state.parked || state.merged) parked.delete(key);
    else
      parked.set(key, {
        ...{ channel, contact, eventSeq: state.parked.eventSeq, since: state.parked.since },
        waiting: (before?.waiting ?? 0) + (outcome === "deferred" ? 1 : 0),
      });
  }
  return [...parked.values()].sort((a, b) => a.since - b.since);
}

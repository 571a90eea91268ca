import { allFrom, connectBus } from "@acolhe/bus";
import {
  anyTurnOf,
  ContactKey,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  isSend,
  Outcome,
  outcomeSubject,
  TURNS,
  Turn,
} from "@acolhe/events";
import type { Life } from "./life.ts";

/** What the log says of one conversation's unknown outcomes. */
export interface Unknowns {
  settled: number;
  resent: number;
  toHuman: number;
  /** Place among the conversation's sends of the first one a person was called for. */
  excusedFrom: number | null;
  /** One line a turn and outcome, to look at when the judge complains. */
  story: string[];
}

/** Reads the outcomes of these conversations; the log, not the senders' own counters, decides. */
export async function readUnknowns(natsUrl: string, lives: readonly Life[]): Promise<Map<Life, Unknowns>> {
  const bus = await connectBus({ url: natsUrl, name: "chaos-judge" });
  const found = new Map<Life, Unknowns>();
  try {
    for (const life of lives) {
      const ref: ConversationRef = { channel: life.channel.id, contact: ContactKey.parse(life.phone) };
      const unknowns: Unknowns = { settled: 0, resent: 0, toHuman: 0, excusedFrom: null, story: [] };
      const outcomes: Outcome[] = [];
      for await (const stored of allFrom(bus, DELIVERY.name, outcomeSubject(ref), 1))
        outcomes.push(Outcome.parse(stored.json()));
      const given: Outcome[] = [];
      for (const outcome of outcomes) {
        if (outcome.settledAs === "sent") unknowns.settled++;
        if (outcome.settledAs === "sent-once-more") unknowns.resent++;
        if (outcome.settledAs === "given-to-person") {
          unknowns.toHuman++;
          given.push(outcome);
        }
        const { turnSeq, index, status, attempt, settledAs = "", evidence = "", code = "" } = outcome;
        unknowns.story.push(
          `outcome of ${turnSeq}/${index}: ${status} ${settledAs} ${evidence} ${code} try ${attempt}`,
        );
      }
      const events = `inbound.*.${life.channel.id}.${life.phone}.event`;
      for await (const stored of allFrom(bus, INBOUND.name, events, 1)) {
        const { type, receivedAt } = stored.json<{ type: string; receivedAt: number }>();
        unknowns.story.push(
          `event ${stored.seq} ${type}: received ${clock(receivedAt)}, stored ${clock(stored.timeMs)}`,
        );
      }
      let place = 0;
      for await (const stored of allFrom(bus, TURNS.name, anyTurnOf(ref), 1)) {
        const turn = Turn.parse(stored.json());
        unknowns.story.push(`turn ${stored.seq} of event ${turn.event.seq} ${turn.event.type}: ${turn.rule}`);
        turn.commands.forEach((command, index) => {
          if (!isSend(command)) return;
          if (given.some((one) => one.turnSeq === stored.seq && one.index === index)) unknowns.excusedFrom ??= place;
          place++;
        });
      }
      found.set(life, unknowns);
    }
  } finally {
    await bus.close();
  }
  return found;
}

const clock = (ms: number) => new Date(ms).toISOString().slice(14, 23);

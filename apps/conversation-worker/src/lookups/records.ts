import type { Bus } from "@acolhe/bus";
import { nextAppointment } from "@acolhe/conversation";
import { type ContactKey, Language, LOOKUPS, lookupDurable, PatientCard, type Turn } from "@acolhe/events";
import type { Logger, Metrics } from "@acolhe/runtime";
import { countLookups } from "../worker-metrics.ts";
import { type Found, type Lookup, type PerhapsLookup, startAsyncLookup } from "./async-lookup.ts";

/*
 * Asynchronous lookup: asks the clinic's records what a flow's `lookup` wants to know, with more patience than
 * a turn has, and answers with an event. K1: one answer for a request, whichever process gives it: its id follows from turn and
 * place. K2: a request whose patient no longer waits is passed over. K3: records that fail are an answer, too.
 */

const SLOTS = 4;

export interface LookupsOptions {
  readonly bus: Bus;
  /** Asks the records who is known behind a contact: a `PatientCard`, or null. */
  readonly read: (contact: ContactKey) => Promise<unknown>;
  /** Of the clinic, for a conversation on this version of the flow. */
  readonly timeZoneOf: (flowVersion: string) => string;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly ackWaitMs: number;
  readonly clock: () => number;
  /** What an error may say in a log. */
  readonly safeError: (error: unknown) => unknown;
}

/** Start as many of these as you like, in as many processes. */
export function startLookups(options: LookupsOptions): { stop(): Promise<void> } {
  const { bus, log, clock } = options;
  const answered = countLookups(options.metrics);
  /** One for each of them: a lookup that is named and not answered does not compile. */
  const ANSWERS: Readonly<Record<keyof typeof LOOKUPS, (turn: Turn) => Promise<Found>>> = {
    appointments: async (turn) => appointmentOf(PatientCard.nullable().parse(await options.read(turn.contact)), turn),
  };
  return startAsyncLookup({
    ...{ bus, log, clock, ackWaitMs: options.ackWaitMs },
    ...{ name: "lookup", durable: lookupDurable, slots: SLOTS, isAsked: isFlowLookup },
    complaint: "the answer to a lookup could not be handed on",
    isWaitedFor(turn, lookup) {
      if (clock() < waitedUntil(turn, lookup)) return true;
      answered.inc({ result: "not-waited-for" });
      return false;
    },
    async answer(turn, lookup) {
      const found = await answerOne(turn, lookup);
      answered.inc({ result: found.result });
      return found;
    },
  });

  async function answerOne(turn: Turn, { what }: Lookup): Promise<Found> {
    try {
      return await ANSWERS[what as keyof typeof LOOKUPS](turn);
    } catch (error) {
      log.warn({ err: options.safeError(error) }, "the records did not answer a lookup");
      return { result: "failed", values: {} };
    }
  }

  function appointmentOf(card: PatientCard | null, turn: Turn): Found {
    const timeZone = turn.facts.hours?.timeZone ?? options.timeZoneOf(turn.versions.flow);
    const language = Language.catch("pt").parse(turn.state.language);
    const values = nextAppointment(card, { now: clock(), timeZone, language });
    return values === null ? { result: "none", values: {} } : { result: "found", values };
  }
}

/** K2: as the conversation's own timer has it. */
function waitedUntil(turn: Turn, { requestId }: Lookup): number {
  const waiting = turn.state.waiting as { requestId?: unknown; until?: unknown } | null | undefined;
  return waiting?.requestId === requestId && typeof waiting.until === "number" ? waiting.until : 0;
}

const isFlowLookup = (command: PerhapsLookup): command is Lookup =>
  command.type === "lookup" && typeof command.what === "string" && Object.hasOwn(LOOKUPS, command.what);

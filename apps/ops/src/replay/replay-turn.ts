import { type ConversationState, type Decision, decide, ENGINE_VERSION, type Flow } from "@acolhe/conversation";
import { LogEvent, Turn } from "@acolhe/events";
import { parsed } from "./recorded-text.ts";
import type { Recorded } from "./recorded-turns.ts";
import type { Compared } from "./tally.ts";

/** What decides what the patient is told, and what the next decision begins with. */
const COMPARED = ["outcome", "rule", "lane", "commands", "state"] as const;

/**
 * W2: makes a decision once more from what was recorded, with a flow, and compares. Null where the record cannot be read.
 *
 * First the event is taken as it was recorded. A decision that then writes the very text of the record is the same, and most are;
 * only of another is it asked whether the event is one of ours, and in what the two differ.
 *
 * @throws whatever the engine throws at a record that can be read
 */
export function replayTurn(recorded: Recorded, flow: Flow, strict: boolean): Compared | null {
  const { turn, before, after } = recorded;
  if (strict && turn.head.versions.engine !== ENGINE_VERSION) return { kind: "other-engine" };
  const state = before?.state() ?? null;
  const raw = recorded.event.json() as LogEvent;
  const quick = quickly(() => again(raw, { state, recorded, flow }));
  if (quick && isVerbatim(quick, recorded)) {
    after.is(quick.transition.state);
    return { kind: "same" };
  }
  const event = LogEvent.safeParse(raw).data;
  if (!event) return null;
  try {
    const fields = differences(decided(again(event, { state, recorded, flow })), wholeOf(recorded));
    return fields.length === 0 ? { kind: "same" } : { kind: "different", fields };
  } catch (error) {
    if (Turn.safeParse(parsed(turn.text)).success) throw error;
    return null;
  }
}

interface With {
  readonly state: ConversationState | null;
  readonly recorded: Recorded;
  readonly flow: Flow;
}

function again(event: LogEvent, { state, recorded, flow }: With): Decision {
  const { outcome, event: at, facts } = recorded.turn.head;
  const as = outcome === "parked" ? "failed" : outcome === "resumed" ? "resumed" : undefined;
  return decide(state, { event, seq: at.seq, facts, flow, as });
}

/** Of what may be no event of ours, the engine may make nothing at all. */
function quickly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function isVerbatim({ outcome, transition }: Decision, { turn }: Recorded): boolean {
  const { rule, lane, commands, state } = transition;
  const { head } = turn;
  if (outcome !== head.outcome || rule !== head.rule || lane !== head.lane) return false;
  return JSON.stringify(commands) === turn.commands && JSON.stringify(state) === turn.state;
}

const decided = ({ outcome, transition }: Decision) => ({ ...transition, outcome });

const wholeOf = ({ turn: { head, commands, state } }: Recorded) =>
  ({ ...head, commands: parsed(commands), state: parsed(state) }) as RecordedDecision;

type RecordedDecision = Pick<Turn, (typeof COMPARED)[number]>;

/** In what a decision is another than the one that was recorded. */
export const differences = (
  again: { readonly [F in keyof RecordedDecision]: unknown },
  recorded: RecordedDecision,
): (keyof RecordedDecision)[] =>
  COMPARED.filter(
    (field) =>
      !isSame(again[field], recorded[field]) &&
      !(field === "commands" && isSame(again.commands, asRead(recorded.commands))),
  );

/** With what a command of an older engine lacks, as those who carry it out read it. */
function asRead(commands: unknown): unknown {
  const read = Turn.shape.commands.safeParse(commands);
  return read.success ? read.data : commands;
}

/**
 * The same once it has travelled: what is undefined is not recorded, and the order of keys means nothing. By hand,
 * because writing both down to compare them was two thirds of a replay's work.
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  // An item of a list that is undefined is recorded as null.
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, at) => isSame(item ?? null, b[at] ?? null));
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key in left) if (!isSame(left[key], right[key])) return false;
  for (const key in right) if (right[key] !== undefined && left[key] === undefined) return false;
  return true;
}

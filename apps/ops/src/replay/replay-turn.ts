import { ConversationState, decide, ENGINE_VERSION, type Flow } from "@acolhe/conversation";
import { type LogEvent, Turn } from "@acolhe/events";
import type { Compared } from "./tally.ts";

/** A recorded decision with what it was made from. */
export interface Recorded {
  readonly turn: Turn;
  readonly event: LogEvent;
  /** As the turn before recorded it; null before the first. */
  readonly stateBefore: unknown;
}

/** What decides what the patient is told, and what the next decision begins with. */
const COMPARED = ["outcome", "rule", "lane", "commands", "state"] as const;

/** W2: makes a decision once more from what was recorded, with a flow, and compares. */
export function replayTurn({ turn, event, stateBefore }: Recorded, flow: Flow, strict: boolean): Compared {
  if (strict && turn.versions.engine !== ENGINE_VERSION) return { kind: "other-engine" };
  const state = stateBefore === null ? null : ConversationState.parse(stateBefore);
  const as = turn.outcome === "parked" ? "failed" : turn.outcome === "resumed" ? "resumed" : undefined;
  const decision = decide(state, { event, seq: turn.event.seq, facts: turn.facts, flow, as });
  const { outcome, transition } = decision;
  const again = {
    outcome,
    rule: transition.rule,
    lane: transition.lane,
    commands: transition.commands,
    state: transition.state,
  };
  const fields = differences(again, turn);
  return fields.length === 0 ? { kind: "same" } : { kind: "different", fields };
}

type Decision = Pick<Turn, (typeof COMPARED)[number]>;

/** In what a decision is another than the one that was recorded. */
export const differences = (
  again: { readonly [F in keyof Decision]: unknown },
  recorded: Decision,
): (keyof Decision)[] =>
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

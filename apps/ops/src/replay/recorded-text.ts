import type { Turn } from "@acolhe/events";

/*
 * A recorded turn, read no further than a replay needs. What a decision was made from stands in front of its state, and is parsed;
 * state and commands stay the text they are: a decision that comes out the same writes the very same text, so to parse them
 * first was a third of a replay's work.
 */

/** All of a turn but what was decided. */
export type TurnHead = Omit<Turn, "state" | "lanes" | "commands">;

export interface RecordedTurn {
  readonly head: TurnHead;
  /** All of it. */
  readonly text: string;
  /** JSON, as it was recorded. */
  readonly state: string;
  readonly commands: string;
}

/** How a turn of ours goes on behind its facts. Names are found as text: within a JSON string each quote has a backslash in front. */
const STATE = ',"state":{';
const LANES = ',"lanes":{';
const COMMANDS = '},"commands":[';
const END = "]}";

/** Null where the text is no turn. Pure. */
export function recordedTurn(text: string): RecordedTurn | null {
  const state = text.indexOf(STATE);
  const lanes = text.indexOf(LANES, state);
  const commands = text.indexOf(COMMANDS, lanes);
  const head = commands < 0 || lanes < 0 || state < 0 ? null : parsed(`${text.slice(0, state)}}`);
  if (!isHead(head) || !text.endsWith(END)) return inAnyOrder(text);
  return {
    ...{ head, text },
    state: text.slice(state + STATE.length - 1, lanes),
    commands: text.slice(commands + COMMANDS.length - 1, -1),
  };
}

/** A turn whose names stand in another order. */
function inAnyOrder(text: string): RecordedTurn | null {
  const turn = parsed(text);
  if (!isHead(turn)) return null;
  const { state, lanes: _, commands, ...head } = turn as Turn;
  if (typeof state !== "object" || state === null || !Array.isArray(commands)) return null;
  return { head, text, state: JSON.stringify(state), commands: JSON.stringify(commands) };
}

/** As much as is needed to find the event and the state before, by hand: a schema would copy all of it. */
function isHead(value: unknown): value is TurnHead {
  const { event, versions, facts, ...head } = Object(value) as Partial<TurnHead>;
  const words = [head.channel, head.contact, head.lane, head.outcome, head.rule, versions?.flow, versions?.engine];
  const numbers = [head.previousTurnSeq, event?.seq, facts?.now];
  return words.every((one) => typeof one === "string") && numbers.every((one) => Number.isFinite(one));
}

export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

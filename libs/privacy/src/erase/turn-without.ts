import { names } from "../needles.ts";

/** Shorter than any name that is looked for, so that it fits wherever one did. */
const ERASED = "[…]";
/** Values of a conversation that say nothing about a person. */
const VALUES_KEPT: ReadonlySet<string> = new Set(["privacy_told"]);

type Json = Readonly<Record<string, unknown>>;

/**
 * The same turn as a repeat of its event: nothing to send, the same state without the person. A session in which they
 * are named ends with it, because its questions, answers and way are about them.
 */
export function withoutPerson(turn: Json, seq: number, needles: readonly string[]): Json {
  const state = turn.state as Json;
  const isAbout = names(needles, JSON.stringify(state));
  return {
    ...(replaced(turn, needles) as Json),
    lane: "quiet",
    rule: "repeat",
    previousTurnSeq: seq,
    predecessorSeq: 0,
    commands: [],
    state: isAbout ? sessionEnded(replaced(state, needles) as Json) : state,
  };
}

function sessionEnded(state: Json): Json {
  const values = Object.entries((state.values ?? {}) as Record<string, string>);
  return {
    ...state,
    step: null,
    flowVersion: null,
    values: Object.fromEntries(values.filter(([name]) => VALUES_KEPT.has(name))),
    trail: [],
    calls: [],
    openPrompt: null,
    pendingInput: null,
    waiting: null,
    confirming: null,
    concern: null,
    suspended: null,
    reminder: null,
  };
}

function replaced(value: unknown, needles: readonly string[]): unknown {
  if (typeof value === "string") return withoutNeedles(value, needles);
  if (Array.isArray(value)) return value.map((one) => replaced(one, needles));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one, needles)]));
}

export function withoutNeedles(text: string, needles: readonly string[]): string {
  let rest = text;
  for (const needle of needles) {
    for (let at = rest.toLowerCase().indexOf(needle); at >= 0; at = rest.toLowerCase().indexOf(needle))
      rest = rest.slice(0, at) + ERASED + rest.slice(at + needle.length);
  }
  return rest;
}

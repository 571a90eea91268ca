import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import {
  actsWhileParked,
  ConversationState,
  deferredTransition,
  initialState,
  parkedTransition,
  type Transition,
  transition,
} from "@acolhe/conversation";
import { Command, LogEvent, type MessageContent } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { clinicFlow } from "../src/index.ts";

/**
 * Golden conversations: one file a scenario, events in, what the engine decided out. The state is written as JSON and
 * read back by its schema between any two steps, as it is between any two turns. `UPDATE_GOLDENS=1` rewrites outputs
 * only. `changed` holds the parts of the state that differ from the step before.
 */
interface Step {
  /** Seconds after the step before. */
  after: number;
  say?: string;
  content?: MessageContent;
  tap?: [kind: "button" | "row", id: string, label: string];
  limited?: boolean;
  /** A timer fires, by default with the generation that is armed. */
  timer?: string;
  generation?: number;
  /** Carried state of another conversation, as changes to a new one. */
  merge?: Record<string, unknown>;
  event?: { type: string; [field: string]: unknown };
  /** Defaults to `e<step>`. */
  id?: string;
  /** `park`: its handling failed too often. `resume`: deferred before, handled now; `after` may be omitted time. */
  via?: "park" | "resume";
  /** Seconds since it happened, for a resumed event. */
  age?: number;
  out?: unknown;
}
interface Golden {
  title: string;
  steps: Step[];
}

const SCENARIOS = [
  "happy-path",
  "answers-in-many-forms",
  "invalid-answers",
  "stop-and-back",
  "takeover-and-return",
  "paused",
  "timers",
  "limited-burst",
  "other-kinds",
  "calls",
  "merge",
  "merged-into",
  "parked",
  "session-expiry",
  "red-flag",
  "global-words",
  "loop-guard",
  "outcomes",
] as const;

const FOLDER = new URL("./goldens/", import.meta.url);
const UPDATE = process.env.UPDATE_GOLDENS === "1";
const START = Date.UTC(2026, 0, 5, 12);
const SEQ = 100;

function eventOf(step: Step, index: number, now: number, state: ConversationState | null): LogEvent {
  const at = now - (step.age ?? 0) * 1000;
  const envelope = { id: step.id ?? `e${index}`, channel: "main", contact: "5511999990000", at, receivedAt: at };
  const message = (content: unknown) => ({
    type: "message-received",
    ...envelope,
    messageId: `m${index}`,
    address: "5511999990000",
    ...(step.limited ? { limited: true } : {}),
    content,
  });
  if (step.say !== undefined) return LogEvent.parse(message({ kind: "text", text: step.say }));
  if (step.content) return LogEvent.parse(message(step.content));
  if (step.tap) {
    const [kind, id, label] = step.tap;
    const content =
      kind === "button"
        ? { kind: "button-reply", buttonId: id, label }
        : { kind: "list-reply", rowId: id, title: label };
    return LogEvent.parse(message(content));
  }
  if (step.timer) {
    const armed = state?.timers[step.timer as keyof ConversationState["timers"]]?.generation ?? 0;
    return LogEvent.parse({
      type: "timer-fired",
      ...envelope,
      name: step.timer,
      generation: step.generation ?? armed,
    });
  }
  if (step.merge) {
    const carried = { ...initialState(now), ...step.merge };
    return LogEvent.parse({ type: "merged-from", ...envelope, from: "lid-900000000001", carried });
  }
  return LogEvent.parse({ ...envelope, ...step.event });
}

/** Routes an event as the worker does. */
function advance(state: ConversationState | null, step: Step, event: LogEvent, now: number): Transition {
  const input = { event, now, flow: clinicFlow };
  if (step.via === "park") return parkedTransition(state, { ...input, seq: SEQ });
  if (step.via === "resume") return transition(state, { ...input, resumed: true });
  if (state?.parked && !actsWhileParked(event, clinicFlow)) return deferredTransition(state, input);
  return transition(state, input);
}

function changes(before: ConversationState | null, after: ConversationState): Record<string, unknown> {
  if (!before) return after;
  const old: Record<string, unknown> = before;
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key])),
  );
}

describe("golden conversations", () => {
  test("every file is a scenario and every scenario has its file", () => {
    expect(readdirSync(FOLDER).sort()).toEqual(SCENARIOS.map((name) => `${name}.json`).sort());
  });

  test.each(SCENARIOS)("%s", (name) => {
    const file = new URL(`${name}.json`, FOLDER);
    const golden: Golden = JSON.parse(readFileSync(file, "utf8"));
    let state: ConversationState | null = null;
    let now = START;
    for (const [index, step] of golden.steps.entries()) {
      now += step.after * 1000;
      const event = eventOf(step, index, now, state);
      const { rule, lane, commands, state: next } = advance(state, step, event, now);
      for (const command of commands) expect(Command.parse(command)).toEqual(command);
      const written: unknown = JSON.parse(JSON.stringify(next));
      const read = ConversationState.parse(written);
      expect(read).toEqual(next);
      const { seen, ...changed } = changes(state, read);
      const out = { rule, lane, commands, changed };
      if (UPDATE) step.out = out;
      else expect(out, `${name}, step ${index}: outputs differ (or are missing)`).toEqual(step.out);
      state = read;
    }
    if (UPDATE) writeFileSync(file, `${JSON.stringify(golden, null, 2)}\n`);
  });
});

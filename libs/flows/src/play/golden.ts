import {
  askedBy,
  ConversationState,
  clinicHours,
  type Decision,
  decide,
  type Flow,
  initialState,
  type StaffHours,
  withForms,
  wordsToUnderstand,
} from "@acolhe/conversation";
import {
  type AskedQuestion,
  type BotOff,
  Command,
  type Facts,
  LogEvent,
  type MessageContent,
  type PatientCard,
  type Turn,
  type Understanding,
} from "@acolhe/events";
import type { z } from "zod";
import { flowWithServices, OfferedServices } from "../versions/services.ts";
import { understandWords } from "./understand.ts";

/**
 * A golden conversation: events in, what was decided out. The state is written as JSON and read back by its schema
 * between any two steps, as it is between any two turns. Updating rewrites outputs only.
 */
export interface Golden {
  readonly title: string;
  /** Text waits for more text as the flow says; by default it is answered at once. */
  readonly windowed?: boolean;
  /** What the clinic knows of the contact, from the beginning. */
  readonly patient?: PatientCard;
  /** What the clinic's staff have set of the hours; without it they are the flow's. */
  readonly staffHours?: StaffHours;
  /** The services staff have entered instead of the flow's own. */
  readonly services?: z.input<typeof OfferedServices>;
  /** When it begins; by default a Monday morning. */
  readonly starts?: string;
  readonly steps: GoldenStep[];
}

interface GoldenStep {
  /** Seconds after the step before. */
  readonly after: number;
  readonly say?: string;
  readonly content?: MessageContent;
  readonly tap?: readonly [kind: "button" | "row", id: string, label: string];
  readonly react?: string;
  /** Of which earlier step the question is that this one quotes or reacts to; a reaction is on the last one by default. */
  readonly about?: number;
  /** The patient changes, or takes back, the message of an earlier step. */
  readonly edit?: { readonly step: number; readonly say: string };
  readonly revoke?: { readonly step: number };
  readonly limited?: boolean;
  /** Staff have switched the bot off. */
  readonly botOff?: BotOff;
  /** A timer fires, by default with the generation that is armed. */
  readonly timer?: string;
  readonly generation?: number;
  /** Slow work that is waited for comes back. */
  readonly lookup?: { readonly result: "found" | "none" | "failed"; readonly values?: Record<string, string> };
  /** Carried state of another conversation, as changes to a new one. */
  readonly merge?: Record<string, unknown>;
  readonly event?: { readonly type: string; readonly [field: string]: unknown };
  /** What the classifier makes of the words, instead of the one in use. */
  readonly understood?: Partial<Understanding>;
  /** Defaults to `e<step>`. */
  readonly id?: string;
  /** `park`: its handling failed too often. `resume`: deferred before, handled now. */
  readonly via?: "park" | "resume";
  /** Seconds since it happened. */
  readonly age?: number;
  out?: unknown;
}

const START = "2026-01-05T12:00:00Z";
const SEQ = 100;
const ADDRESS = "5511999990000";

export interface PlayedStep {
  readonly out: unknown;
  readonly visited: readonly string[];
  readonly rule: string;
  /** What a turn of it would know: the state before, the facts, the state after. */
  readonly turn: Pick<Turn, "facts" | "state" | "commands"> & { readonly before: ConversationState | null };
}

export function playGolden(golden: Golden, base: Flow): PlayedStep[] {
  const flow = golden.services ? withServices(base, golden.services) : base;
  const asked: (AskedQuestion | undefined)[] = [];
  let state: ConversationState | null = null;
  let now = Date.parse(golden.starts ?? START);
  return golden.steps.map((step, index) => {
    now += step.after * 1000;
    const event = eventOf(step, index, now, state);
    const about =
      step.react === undefined
        ? asked[step.about ?? -1]
        : asked.slice(0, (step.about ?? index) + 1).findLast((one) => one !== undefined);
    const known = factsOf(golden, step, flow, state, wordsToUnderstand(state, event), now);
    const facts = about ? { ...known, about } : known;
    const as = step.via === "park" ? "failed" : step.via === "resume" ? "resumed" : undefined;
    const { transition }: Decision = decide(state, { event, seq: SEQ, facts, flow, as });
    const { rule, lane, commands, visited } = transition;
    for (const command of commands) Command.parse(command);
    const read = ConversationState.parse(JSON.parse(JSON.stringify(transition.state)));
    const { seen, flowVersion, ...changed } = changes(state ?? initialState(now), read);
    const turn = { facts, state: read, commands: [...commands], before: state };
    asked.push(askedBy({ state: read, facts, commands })?.question);
    state = read;
    return { out: { rule, lane, commands, changed }, visited, rule, turn };
  });
}

function withServices(base: Flow, services: NonNullable<Golden["services"]>): Flow {
  const made = flowWithServices(base, OfferedServices.parse(services));
  if (!("version" in made)) throw new Error(`the flow cannot do with these services: ${JSON.stringify(made)}`);
  return made;
}

function factsOf(
  golden: Golden,
  step: GoldenStep,
  flow: Flow,
  state: ConversationState | null,
  words: string,
  now: number,
): Facts {
  const read = words === "" ? undefined : understandWords(words, { flow, state, now });
  const understanding = step.understood ? withForms(flow, words, understood(step.understood)) : read;
  return {
    now,
    hours: clinicHours(flow.head.hours, golden.staffHours, now),
    ...(understanding ? { understanding } : {}),
    ...(golden.patient ? { patient: golden.patient } : {}),
    ...(step.botOff ? { botOff: step.botOff } : {}),
    ...(golden.windowed ? {} : { inputWindowMs: 0 }),
  };
}

const understood = (given: Partial<Understanding>): Understanding => ({
  ...{ intent: "unknown", confidence: 1, alternatives: [], entities: [] },
  ...{ redFlag: { flagged: false, kind: null }, version: "golden" },
  ...given,
});

function eventOf(step: GoldenStep, index: number, now: number, state: ConversationState | null): LogEvent {
  const at = now - (step.age ?? 0) * 1000;
  const envelope = { id: step.id ?? `e${index}`, channel: "main", contact: ADDRESS, at, receivedAt: at };
  return LogEvent.parse({ ...envelope, ...bodyOf(step, index, now, state) });
}

function bodyOf(step: GoldenStep, index: number, now: number, state: ConversationState | null): object {
  const message = (content: unknown) => ({
    ...{ type: "message-received", messageId: `m${index}`, address: ADDRESS },
    ...(step.limited ? { limited: true } : {}),
    content,
  });
  if (step.say !== undefined) return message({ kind: "text", text: step.say });
  if (step.content) return message(step.content);
  if (step.tap) {
    const [kind, id, label] = step.tap;
    if (kind === "button") return message({ kind: "button-reply", buttonId: id, label });
    return message({ kind: "list-reply", rowId: id, title: label });
  }
  if (step.react !== undefined)
    return { type: "reaction-received", messageId: `m${index}`, targetMessageId: "t", emoji: step.react };
  if (step.edit)
    return { type: "message-edited", messageId: `m${step.edit.step}`, content: { kind: "text", text: step.edit.say } };
  if (step.revoke) return { type: "message-revoked", messageId: `m${step.revoke.step}` };
  if (step.timer) {
    const generation = step.generation ?? state?.timers[step.timer]?.generation ?? 0;
    return { type: "timer-fired", name: step.timer, generation };
  }
  if (step.lookup) {
    const { result, values = {} } = step.lookup;
    return { type: "lookup-answered", requestId: state?.waiting?.requestId ?? "none", result, values };
  }
  if (step.merge)
    return { type: "merged-from", from: "lid-900000000001", carried: { ...initialState(now), ...step.merge } };
  return { ...step.event };
}

function changes(before: ConversationState, after: ConversationState): Record<string, unknown> {
  const old: Record<string, unknown> = before;
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key])),
  );
}

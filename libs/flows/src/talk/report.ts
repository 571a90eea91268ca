import { type ConversationState, type Flow, handoffNote, initialState, meanwhileOf } from "@acolhe/conversation";
import type { Command, Danger, Language } from "@acolhe/events";
import type { TrialStep } from "../play/trial.ts";
import { type Reply, repliesOf } from "./seen.ts";

/** What came of one thing the patient did, as others judge it. */
export interface Report {
  readonly replies: readonly Reply[];
  readonly lang: Language;
  /** The slot that the open question asks for. */
  readonly asks: string | null;
  readonly state: string | null;
  readonly values: Readonly<Record<string, string>>;
  readonly acts: readonly string[];
  readonly danger: { readonly tier: Danger["tier"]; readonly kind: string } | null;
  readonly optedOut: boolean;
  readonly mode: "bot" | "waiting" | "human" | "paused" | "parked";
  readonly handoff: {
    readonly reason: string;
    readonly team: string;
    readonly priority: string;
    readonly note: string;
  } | null;
  readonly lead: { readonly kind: string; readonly values: Readonly<Record<string, string>> } | null;
  readonly notUnderstood: boolean;
}

/** @param steps what the one thing led to: one event, or every timer of a wait, or none */
export function reportOf(
  flow: Flow,
  state: ConversationState | null,
  steps: readonly TrialStep[],
  now: number,
): Report {
  const after = state ?? initialState(now);
  const commands = steps.flatMap((step) => step.commands);
  return {
    replies: repliesOf(commands),
    lang: after.language,
    asks: askedBy(flow, after),
    state: after.step,
    values: after.values,
    acts: steps.flatMap((step) => actsOf(flow, step)),
    danger: steps.map((step) => dangerOf(flow, step)).find((danger) => danger !== null) ?? null,
    optedOut: after.optedOut,
    mode: modeOf(after),
    handoff: handoffIn(commands, after),
    lead: leadIn(commands),
    notUnderstood: steps.some(({ rule }) => NOT_UNDERSTOOD.test(rule)),
  };
}

/** Rules by which a question is asked again, or a person called, because no answer fitted. */
const NOT_UNDERSTOOD = /:invalid$|^handoff:invalid-answers$/;

/** A guess that is to be confirmed stands before the question it was made at. */
function askedBy(flow: Flow, { confirming, openPrompt }: ConversationState): string | null {
  if (confirming) return "guess";
  return openPrompt === null ? null : (flow.state(openPrompt.step)?.asks ?? null);
}

function actsOf({ head }: Flow, { facts }: TrialStep): string[] {
  const acts = facts.understanding?.reading?.acts ?? [];
  return acts.filter(({ confidence }) => confidence >= head.confidence.accept).map(({ act }) => act);
}

/**
 * Where a message was read, its own danger; else what the classifier flagged. The flow's own list makes either certain; what is
 * told while the kind question is open and was denied with a no is possible.
 */
function dangerOf({ head }: Flow, { rule, facts: { understanding } }: TrialStep): Report["danger"] {
  const read = understanding?.reading?.danger;
  const isDenied = head.concern !== undefined && rule.startsWith(`${head.concern}:`);
  if (read) return { tier: rule === "red-flag" ? "certain" : isDenied ? "possible" : read.tier, kind: read.kind };
  const flagged = understanding?.redFlag.flagged === true && understanding.reading === undefined;
  return flagged || rule === "red-flag" ? { tier: "certain", kind: understanding?.redFlag.kind ?? "other" } : null;
}

function modeOf(state: ConversationState & { readonly handedOver?: unknown }): Report["mode"] {
  if (state.parked) return "parked";
  return state.mode === "bot" && state.handedOver ? "waiting" : state.mode;
}

/** The gravest call counts where there are several. */
function handoffIn(commands: readonly Command[], after: ConversationState): Report["handoff"] {
  const calls = commands.filter((command) => command.type === "request-handoff");
  const [first] = calls.sort((a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority));
  if (!first) return null;
  const { reason, team, priority } = first;
  return { reason, team, priority, note: handoffNote(first, meanwhileOf(after, {})) };
}
const PRIORITIES = ["urgent", "high", "normal", "low"];

function leadIn(commands: readonly Command[]): Report["lead"] {
  const lead = commands.find((command) => command.type === "capture-lead");
  return lead ? { kind: lead.kind, values: lead.values } : null;
}

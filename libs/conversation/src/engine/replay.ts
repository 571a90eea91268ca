import type { Facts, LogEvent, Turn } from "@acolhe/events";
import { isSend } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";
import type { ConversationState } from "../state/state.ts";
import { type Decision, decide } from "./decide.ts";

/** One event as it was handled: with what was known, and how it came to be handled. */
export interface RecordedEvent {
  readonly event: LogEvent;
  readonly seq: number;
  readonly facts: Facts;
  readonly outcome: Turn["outcome"];
}

/**
 * W2: the decisions that follow from recorded events. With the versions that were used then, they are the same to the
 * byte; with a draft, they are what patients would have been told. `flowOf` is asked with the state before each event.
 */
export function replay(
  events: readonly RecordedEvent[],
  flowOf: (state: ConversationState | null, recorded: RecordedEvent) => Flow,
): Decision[] {
  let state: ConversationState | null = null;
  return events.map((recorded) => {
    const as = recorded.outcome === "parked" ? "failed" : recorded.outcome === "resumed" ? "resumed" : undefined;
    const decision: Decision = decide(state, { ...recorded, flow: flowOf(state, recorded), as });
    state = decision.transition.state;
    return decision;
  });
}

interface Difference {
  /** Which event, from 0. */
  readonly index: number;
  /** What the patient had said or done, in a few words. */
  readonly said: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Where two replays of the same events would have told the patient, or the team, something else. */
export function differences(
  events: readonly RecordedEvent[],
  before: readonly Decision[],
  after: readonly Decision[],
): Difference[] {
  return events.flatMap(({ event }, index) => {
    const [was, is] = [told(before[index]), told(after[index])];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ index, said: wordsOf(event), before: was, after: is }];
  });
}

/** The differences as a person reads them: what was said, then what goes (−) and what comes (+). */
export function describeDifferences(found: readonly Difference[]): string {
  return found
    .map(({ index, said, before, after }) => {
      const gone = before.filter((line) => !after.includes(line)).map((line) => `  - ${line}`);
      const come = after.filter((line) => !before.includes(line)).map((line) => `  + ${line}`);
      const order = gone.length + come.length === 0 ? ["  (the same, in another order)"] : [];
      return [`${index + 1}. ${said}`, ...gone, ...come, ...order].join("\n");
    })
    .join("\n\n");
}

function told(decision: Decision | undefined): string[] {
  return (decision?.transition.commands ?? []).flatMap((command) => {
    if (command.type === "send-buttons")
      return [`${command.text} [${command.buttons.map(({ label }) => label).join(" | ")}]`];
    if (command.type === "send-list")
      return [`${command.text} [${command.rows.map(({ title }) => title).join(" | ")}]`];
    if (command.type === "send-text") return [command.text];
    if (command.type === "request-handoff")
      return [`(${command.team} is called: ${command.reason}, ${command.priority})`];
    return isSend(command) ? [`(${command.type})`] : [];
  });
}

function wordsOf(event: LogEvent): string {
  if (event.type === "timer-fired") return `(timer ${event.name})`;
  if (event.type !== "message-received" && event.type !== "message-edited") return `(${event.type})`;
  const { content } = event;
  if (content.kind === "text") return content.text;
  if (content.kind === "button-reply") return `[${content.label}]`;
  return content.kind === "list-reply" ? `[${content.title}]` : `(${content.kind})`;
}

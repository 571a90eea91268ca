import { type ConversationState, clinicHours, decide, type Flow, wordsToUnderstand } from "@acolhe/conversation";
import type { ChannelId, Command, ContactKey, LogEvent, MessageContent } from "@acolhe/events";
import { understandWords } from "./understand.ts";

const ADDRESS = "5511999990000" as ContactKey;
/** Between two messages of a patient. */
const TYPING_MS = 1_000;

/** What came of one event: all that would have been done, and the rule that fired. */
export interface TrialStep {
  readonly rule: string;
  readonly commands: readonly Command[];
}

/** A conversation with a flow that nobody else sees: answers come at once, nothing is sent and nothing is kept. */
export interface Trial {
  readonly state: ConversationState | null;
  say(content: MessageContent): TrialStep;
  /** Time passes; whatever timer is due by then fires. */
  wait(minutes: number): TrialStep[];
}

/** @param start epoch milliseconds */
export function startTrial(flow: Flow, start: number): Trial {
  let state = null as ConversationState | null;
  let now = start;
  let count = 0;

  const envelope = () => ({
    ...{ id: `try-${count++}`, channel: "main" as ChannelId, contact: ADDRESS },
    ...{ at: now, receivedAt: now },
  });
  function handle(event: LogEvent): TrialStep {
    const words = wordsToUnderstand(state, event);
    const facts = {
      ...{ now, inputWindowMs: 0, hours: clinicHours(flow.head.hours, undefined, now) },
      ...(words === "" ? {} : { understanding: understandWords(words, { flow, state, now }) }),
    };
    const { transition } = decide(state, { event, seq: count, facts, flow });
    state = transition.state;
    return { rule: transition.rule, commands: transition.commands };
  }
  return {
    get state() {
      return state;
    },
    say(content) {
      now += TYPING_MS;
      return handle({ type: "message-received", ...envelope(), messageId: `m${count}`, address: ADDRESS, content });
    },
    wait(minutes) {
      now += minutes * 60_000;
      const due = Object.entries(state?.timers ?? {}).filter(([, { at }]) => at !== null && at <= now);
      return due.map(([name, { generation }]) => handle({ type: "timer-fired", ...envelope(), name, generation }));
    },
  };
}

/** What a person would see of a step, a line or bubble each; options with the id that taps them. */
export function shownOf({ commands }: TrialStep): string[] {
  return commands.flatMap(shown);
}

function shown(command: Command): string[] {
  const indent = (text: string) => text.split("\n").join("\n  ");
  switch (command.type) {
    case "send-buttons":
      return [`🤖 ${indent(command.text)}`, ...command.buttons.map(({ id, label }) => `     [${label}]  /tap ${id}`)];
    case "send-list":
      return [`🤖 ${indent(command.text)}`, ...command.rows.map(({ id, title }) => `     • ${title}  /tap ${id}`)];
    case "request-handoff": {
      const { team, reason, priority, summary } = command;
      return [`   → ${team} is called: ${reason}, ${priority} ${JSON.stringify(summary)}`];
    }
    case "schedule-timer":
    case "cancel-timer":
      return [];
    default:
      if (!command.type.startsWith("send-")) return [`   → ${JSON.stringify(command)}`];
      return [`🤖 ${"text" in command ? indent(command.text) : `(${command.type})`}`];
  }
}

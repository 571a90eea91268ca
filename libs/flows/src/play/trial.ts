import {
  type ConversationState,
  clinicHours,
  decide,
  type Flow,
  nextAppointment,
  wordsToUnderstand,
} from "@acolhe/conversation";
import type { ChannelId, Command, ContactKey, Facts, LogEvent, MessageContent, PatientCard } from "@acolhe/events";
import { understandWords } from "./understand.ts";

const ADDRESS = "5511999990000" as ContactKey;
/** Between two messages of a patient. */
const TYPING_MS = 1_000;

/** What came of one event: all that would have been done, the rule that fired, what it went through and what was known. */
export interface TrialStep {
  readonly rule: string;
  readonly commands: readonly Command[];
  readonly visited: readonly string[];
  readonly facts: Facts;
}

/** A conversation with a flow that nobody else sees: answers come at once, nothing is sent and nothing is kept. */
export interface Trial {
  readonly state: ConversationState | null;
  /** Epoch milliseconds. */
  readonly now: number;
  say(content: MessageContent): TrialStep;
  /** Time passes; the timers that are due by then fire, each at its instant. */
  wait(minutes: number): TrialStep[];
}

/** @param start epoch milliseconds @param patient what the clinic's records know of the contact */
export function startTrial(flow: Flow, start: number, { patient }: { patient?: PatientCard | undefined } = {}): Trial {
  let state = null as ConversationState | null;
  let now = start;
  let count = 0;

  const envelope = () => ({
    ...{ id: `try-${count++}`, channel: "main" as ChannelId, contact: ADDRESS },
    ...{ at: now, receivedAt: now },
  });
  function handle(event: LogEvent): TrialStep {
    const words = wordsToUnderstand(state, event);
    const facts: Facts = {
      ...{ now, inputWindowMs: 0, hours: clinicHours(flow.head.hours, undefined, now) },
      ...(words === "" ? {} : { understanding: understandWords(words, { flow, state, now }) }),
      ...(patient === undefined ? {} : { patient }),
    };
    const { transition } = decide(state, { event, seq: count, facts, flow });
    state = transition.state;
    const { rule, commands, visited } = transition;
    return lookedUp({ rule, commands, visited, facts });
  }
  /** The records answer at once: what follows belongs to the step that asked. */
  function lookedUp(step: TrialStep): TrialStep {
    const lookup = step.commands.find((command) => command.type === "lookup");
    if (!lookup) return step;
    const { timeZone } = flow.head.hours;
    const found = nextAppointment(patient ?? null, { now, timeZone, language: state?.language ?? "pt" });
    const answer = { result: found ? "found" : "none", values: found ?? {} } as const;
    const then = handle({ type: "lookup-answered", ...envelope(), requestId: lookup.requestId, ...answer });
    const commands = [...step.commands, ...then.commands];
    return { ...step, commands, visited: [...step.visited, ...then.visited] };
  }
  /** The timer that fires next, if any does by then. */
  const nextDue = (by: number) =>
    Object.entries(state?.timers ?? {})
      .flatMap(([name, { at, generation }]) => (at === null || at > by ? [] : [{ name, at, generation }]))
      .sort((a, b) => a.at - b.at)[0];

  return {
    get state() {
      return state;
    },
    get now() {
      return now;
    },
    say(content) {
      now += TYPING_MS;
      return handle({ type: "message-received", ...envelope(), messageId: `m${count}`, address: ADDRESS, content });
    },
    wait(minutes) {
      const until = now + minutes * 60_000;
      const steps: TrialStep[] = [];
      for (let due = nextDue(until); due; due = nextDue(until)) {
        now = Math.max(now, due.at);
        steps.push(handle({ type: "timer-fired", ...envelope(), name: due.name, generation: due.generation }));
      }
      now = until;
      return steps;
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

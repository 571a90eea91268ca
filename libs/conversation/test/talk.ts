import { type AskedQuestion, type Command, type Facts, LogEvent, type MessageContent } from "@acolhe/events";
import { askedBy, type ConversationState, decide, type Flow, type Transition } from "../src/index.ts";

/** Monday, 9 o'clock in São Paulo. */
export const NOW = Date.UTC(2026, 0, 5, 12);
const CONTACT = "5511999990000";

/** A conversation in a test: what is said moves it on, `last` is what came of it. */
export function talk(flow: Flow, start: { state?: ConversationState | null; facts?: Partial<Facts> } = {}) {
  let state = start.state ?? null;
  let last: Transition | null = null;
  let now = NOW;
  let count = 0;
  let asked: AskedQuestion | undefined;

  function give(body: Record<string, unknown>, { facts = {}, age = 0 }: { facts?: Partial<Facts>; age?: number } = {}) {
    const envelope = { id: `e${count++}`, channel: "main", contact: CONTACT, at: now - age, receivedAt: now };
    const event = LogEvent.parse({ ...envelope, ...body });
    const known = { now, inputWindowMs: 0, ...start.facts, ...facts };
    last = decide(state, { event, seq: count, flow, facts: known }).transition;
    state = last.state;
    asked = askedBy({ state, facts: known, commands: last.commands })?.question ?? asked;
    return outcome();
  }
  const outcome = () => ({
    rule: last!.rule,
    state: last!.state,
    commands: last!.commands,
    visited: last!.visited,
    texts: last!.commands.flatMap((command) => ("text" in command ? [command.text] : [])),
  });
  const message = (content: MessageContent, more: Parameters<typeof give>[1] & { messageId?: string } = {}) => {
    const messageId = more.messageId ?? `m${count}`;
    return give({ type: "message-received", messageId, address: CONTACT, content }, more);
  };
  return {
    give,
    message,
    say: (text: string, more?: Parameters<typeof message>[1]) => message({ kind: "text", text }, more),
    tap: (id: string) => message({ kind: "button-reply", buttonId: id, label: "a label of nobody" }),
    /** A reaction; on the question that was put last, or on another. */
    react: (emoji: string, about: AskedQuestion | undefined = asked) =>
      give(
        { type: "reaction-received", messageId: `r${count}`, targetMessageId: "t", emoji },
        { facts: about ? { about } : {} },
      ),
    timer: (name: string, facts?: Partial<Facts>) =>
      give(
        { type: "timer-fired", name, generation: state?.timers[name]?.generation ?? 0 },
        facts === undefined ? {} : { facts },
      ),
    wait(ms: number) {
      now += ms;
    },
    get state() {
      return state!;
    },
    /** The question that was put last, as a reaction or a quote points at it. */
    get asked() {
      return asked!;
    },
  };
}

export const of = <T extends Command["type"]>(commands: readonly Command[], type: T) =>
  commands.filter((command): command is Extract<Command, { type: T }> => command.type === type);

export const understood = (intent: string, confidence = 1, more: Partial<Facts["understanding"]> = {}) => ({
  understanding: {
    ...{ intent, confidence, alternatives: [], entities: [], redFlag: { flagged: false, kind: null }, version: "test" },
    ...more,
  },
});

import {
  type Command,
  isSend,
  type LogEvent,
  type MessageContent,
  placeName,
  type SendOrder,
  type Turn,
} from "@acolhe/events";
import type { LogItem } from "./log-item.ts";

/** How a record is told in one line. Words of people are shown only where they were asked for, with a reason. */
export interface Describe {
  readonly reveal: boolean;
}

/** `wrote text, 24 characters`, `decided welcome: 2 messages`, `accepted 20.0`. */
export function describeItem(item: LogItem, { reveal }: Describe): string {
  switch (item.kind) {
    case "event":
    case "control":
      return describeEvent(item.event, reveal);
    case "attempt":
      return `about to send ${item.attempt.turnSeq}.${item.attempt.index}${item.attempt.number > 1 ? `, attempt ${item.attempt.number}` : ""}`;
    case "order":
      return describeOrder(item.order);
    case "turn":
      return describeTurn(item.turn, reveal);
    case "outcome": {
      const { status, turnSeq, index, code, settledAs, evidence } = item.outcome;
      const how = [settledAs, code, evidence && `by ${evidence}`].filter(Boolean).join(", ");
      return `${status} ${turnSeq}.${index}${how ? ` (${how})` : ""}`;
    }
    case "receipt":
      return `${item.receipt.kind}${item.receipt.code ? ` (${item.receipt.code})` : ""}, message ${item.receipt.messageId}`;
    case "desk":
      return "the desk reported how its conversation stands";
    case "unreadable":
      return "a record that cannot be read";
  }
}

function describeOrder(order: SendOrder): string {
  const ordered = `${order.type === "take-back-sends" ? "the desk" : "an operator"} ordered ${order.type}`;
  if (order.type === "drop-sends" || order.type === "take-back-sends")
    return `${ordered} ${order.commands.map(placeName).join(", ")}`;
  if (order.type === "settle-send") return `${ordered} ${placeName(order.command)} as ${order.as}`;
  return order.type === "retry-send" ? `${ordered} ${placeName(order.command)}` : ordered;
}

function describeEvent(event: LogEvent, reveal: boolean): string {
  switch (event.type) {
    case "message-received":
      return `wrote ${describeContent(event.content, reveal)}${event.limited ? ", too fast" : ""}, message ${event.messageId}`;
    case "timer-fired":
      return `timer ${event.name}`;
    case "lookup-answered":
      return `lookup answered: ${event.result}`;
    case "outcome-settled":
      return `the conversation hears of ${event.turnSeq}.${event.index}: ${event.as}`;
    case "call-received":
      return `call ${event.phase}`;
    case "attendant-replied":
      return `a person answered from ${event.source}`;
    case "takeover-started":
    case "returned-to-bot":
    case "bot-paused":
      return `${event.type} from ${event.source}`;
    default:
      return event.type;
  }
}

function describeContent(content: MessageContent, reveal: boolean): string {
  const words = wordsOf(content);
  if (words === null) return content.kind;
  return reveal ? `${content.kind} “${words}”` : `${content.kind}, ${[...words].length} characters`;
}

function wordsOf(content: MessageContent): string | null {
  switch (content.kind) {
    case "text":
      return content.text;
    case "button-reply":
      return content.label;
    case "list-reply":
      return content.title;
    case "image":
    case "video":
    case "document":
      return content.caption ?? null;
    default:
      return null;
  }
}

function describeTurn({ rule, outcome, commands, facts }: Turn, reveal: boolean): string {
  const sends = commands.filter(isSend);
  const what = reveal ? sends.map(wordsOfSend) : sends.map(({ type }) => type.slice("send-".length));
  const others = commands.filter((command) => !isSend(command)).map(describeOther);
  const reading = facts.understanding
    ? ` [${facts.understanding.intent} ${facts.understanding.confidence.toFixed(2)}]`
    : "";
  const done = [...what, ...others].join(", ") || "nothing to do";
  return `${outcome === "advanced" ? "decided" : outcome} ${rule}${reading}: ${done}`;
}

const wordsOfSend = (command: Command): string =>
  "text" in command ? `“${command.text}”` : command.type.slice("send-".length);

function describeOther(command: Command): string {
  if (command.type === "request-handoff") return `calls ${command.team} (${command.reason})`;
  if (command.type === "schedule-timer") return `timer ${command.name}`;
  if (command.type === "cancel-timer") return `no timer ${command.name}`;
  if (command.type === "capture-lead") return `lead ${command.kind}`;
  return command.type === "lookup" ? `looks up ${command.what}` : command.type;
}

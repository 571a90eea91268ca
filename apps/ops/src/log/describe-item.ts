import {
  type Command,
  isSend,
  type LogEvent,
  type MessageContent,
  placeName,
  type SendOrder,
  type Turn,
} from "@acolhe/events";
import type { ItemWords } from "../words/items.ts";
import { itemsEn } from "../words/items-en.ts";
import type { LogItem } from "./log-item.ts";
import { readingText } from "./reading-text.ts";

/** How a record is told in one line. Words of people are shown only where they were asked for, with a reason. */
export interface Describe {
  readonly reveal: boolean;
  /** By default English. */
  readonly words?: ItemWords;
}

/** `wrote text, 24 characters`, `decided welcome: 2 messages`, `accepted 20.0`. */
export function describeItem(item: LogItem, { reveal, words = itemsEn }: Describe): string {
  switch (item.kind) {
    case "event":
    case "control":
      return describeEvent(item.event, { reveal, words });
    case "attempt":
      return words.aboutToSend(placeName(item.attempt), item.attempt.number);
    case "order":
      return describeOrder(item.order, words);
    case "turn":
      return describeTurn(item.turn, { reveal, words });
    case "outcome": {
      const { status, code, settledAs, evidence } = item.outcome;
      const how = [settledAs, code, evidence && words.by(evidence)].filter(Boolean).join(", ");
      return `${words.status[status]} ${placeName(item.outcome)}${how ? ` (${how})` : ""}`;
    }
    case "receipt":
      return `${words.receipt[item.receipt.kind]}${item.receipt.code ? ` (${item.receipt.code})` : ""}, ${words.ofMessage(item.receipt.messageId)}`;
    case "desk":
      return words.desk;
    case "unreadable":
      return words.unreadable;
  }
}

function describeOrder(order: SendOrder, words: ItemWords): string {
  const ordered = words.ordered(order.type === "take-back-sends" ? "desk" : "operator", order.type);
  if (order.type === "drop-sends" || order.type === "take-back-sends")
    return `${ordered} ${order.commands.map(placeName).join(", ")}`;
  if (order.type === "settle-send") return `${ordered} ${placeName(order.command)} ${words.settledAs(order.as)}`;
  return order.type === "retry-send" ? `${ordered} ${placeName(order.command)}` : ordered;
}

type Telling = Required<Describe>;

function describeEvent(event: LogEvent, { reveal, words }: Telling): string {
  switch (event.type) {
    case "message-received":
      return `${words.wrote(describeContent(event.content, { reveal, words }), Boolean(event.limited))}, ${words.ofMessage(event.messageId)}`;
    case "timer-fired":
      return words.timer(event.name);
    case "lookup-answered":
      return words.answered(event.result);
    case "outcome-settled":
      return words.hears(placeName(event), event.as);
    case "call-received":
      return words.call(event.phase);
    case "attendant-replied":
      return words.personAnswered(event.source);
    case "takeover-started":
    case "returned-to-bot":
    case "bot-paused":
      return words.from(event.type, event.source);
    default:
      return event.type;
  }
}

function describeContent(content: MessageContent, { reveal, words }: Telling): string {
  const written = wordsOf(content);
  if (written === null) return content.kind;
  return `${content.kind}${reveal ? ` “${written}”` : `, ${words.characters([...written].length)}`}`;
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

function describeTurn({ rule, outcome, commands, facts }: Turn, { reveal, words }: Telling): string {
  const sends = commands.filter(isSend);
  const what = reveal ? sends.map(wordsOfSend) : sends.map(({ type }) => type.slice("send-".length));
  const others = commands.filter((command) => !isSend(command)).map((command) => describeOther(command, words));
  const { understanding } = facts;
  const { question = null, acts = [] } = understanding?.reading ?? {};
  const reading = understanding ? ` [${readingText({ ...understanding, question, acts }, words)}]` : "";
  const done = [...what, ...others].join(", ") || words.nothingToDo;
  return `${words.turn[outcome]} ${rule}${reading}: ${done}`;
}

const wordsOfSend = (command: Command): string =>
  "text" in command ? `“${command.text}”` : command.type.slice("send-".length);

function describeOther(command: Command, words: ItemWords): string {
  if (command.type === "request-handoff") return words.calls(command.team, command.reason);
  if (command.type === "schedule-timer") return words.timer(command.name);
  if (command.type === "cancel-timer") return words.noTimer(command.name);
  if (command.type === "capture-lead") return words.lead(command.kind);
  return command.type === "lookup" ? words.looksUp(command.what) : command.type;
}

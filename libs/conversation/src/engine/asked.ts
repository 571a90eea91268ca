import { type AskedQuestion, type Command, isSend, type LogEvent, type Turn } from "@acolhe/events";
import { ConversationState } from "../state/state.ts";

interface Asked {
  /** Of the command that put it. */
  readonly index: number;
  readonly question: AskedQuestion;
}

/** The question that a turn put, and with which of its commands; null where it put none. */
export function askedBy({ state, facts, commands }: Pick<Turn, "state" | "facts" | "commands">): Asked | null {
  const prompt = ConversationState.shape.openPrompt.safeParse(state.openPrompt).data;
  // A question that was open before is not this turn's.
  if (!prompt || prompt.askedAt !== facts.now) return null;
  // What is said before a question is a bubble of its own, and a place on the map comes after it.
  const index = commands.findLastIndex(puts);
  const command = commands[index];
  if (!command) return null;
  const { step, askedAt } = prompt;
  return { index, question: { step, askedAt, offered: offeredBy(command) } };
}

const puts = (command: Command): boolean => isSend(command) && command.author === "bot" && "text" in command;

function offeredBy(command: Command): string[] {
  if (command.type === "send-buttons") return command.buttons.map(({ id }) => id);
  return command.type === "send-list" ? command.rows.map(({ id }) => id) : [];
}

/** The message of ours that an event points at, by the gateway's id; undefined where it matters to none. */
export function pointsAt(event: LogEvent, state: ConversationState | null): string | undefined {
  if (event.type === "reaction-received") return event.targetMessageId;
  if (event.type !== "message-received") return undefined;
  const { kind } = event.content;
  const isTap = kind === "button-reply" || kind === "list-reply";
  // Most taps are on the only message of their question, and ids tell the questions apart.
  const isTwice = state?.openPrompt != null && (state.told[state.openPrompt.step] ?? 0) > 1;
  return isTap && !isTwice ? undefined : event.quotedMessageId;
}

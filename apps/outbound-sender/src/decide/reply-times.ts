import { isSend, type SendCommand, type TurnToSend } from "@acolhe/events";

/** How long a patient waited for the bot, and how much of it we took. Seconds. */
export interface ReplyTimes {
  readonly replySeconds: number;
  readonly handoverSeconds: number;
}

/**
 * Of the first message of an answer to a patient's words; null for whatever else is sent. What follows it waits for the
 * one before, and a person's words or a reminder answer no patient who waits for the bot.
 */
export function replyTimes(
  turn: TurnToSend,
  { index, command, nowMs }: { index: number; command: SendCommand; nowMs: number },
): ReplyTimes | null {
  const { heard, lane, commands } = turn;
  if (!heard || lane !== "reply" || command.author !== "bot" || index !== commands.findIndex(isSend)) return null;
  const waitedMs = Math.max(0, nowMs - heard.at);
  return { replySeconds: waitedMs / 1000, handoverSeconds: Math.max(0, waitedMs - (heard.gatherMs ?? 0)) / 1000 };
}

import { type ConversationState, clinicHours, transition, wordsToUnderstand } from "@acolhe/conversation";
import { type ConversationRef, isSend, LogEvent, type SendCommand } from "@acolhe/events";
import { clinicFlow, understandWords } from "@acolhe/flows";
import { normalise, parseWebhook } from "@acolhe/zapi";

/** What a webhook's message makes of a conversation: the same reading, understanding and engine as in the product. */
export interface Decided {
  readonly state: ConversationState;
  readonly sends: readonly SendCommand[];
}

/** As much of a webhook as the designs look at themselves. */
export interface Webhook {
  readonly phone: string;
  readonly messageId: string;
  readonly momment: number;
}

/**
 * Deciding follows from state and webhook alone, so a design that decides again after a crash decides the same.
 *
 * @throws Error when the webhook brings no message of a patient
 */
export function decideMessage(state: ConversationState | null, webhook: Webhook): Decided {
  const now = webhook.momment;
  for (const item of normalise(parseWebhook(webhook), { receivedAt: now })) {
    if (item.target !== "conversation" || item.draft.type !== "message-received" || !item.names.phone) continue;
    const ref = { channel: "main", contact: item.names.phone } as ConversationRef;
    const event = LogEvent.parse({ ...item.draft, ...ref });
    const words = wordsToUnderstand(state, event);
    const understanding = words === "" ? undefined : understandWords(words, { flow: clinicFlow, state, now });
    const hours = clinicHours(clinicFlow.head.hours, undefined, now);
    const facts = { now, hours, inputWindowMs: 0, ...(understanding ? { understanding } : {}) };
    const next = transition(state, { event, facts, flow: clinicFlow });
    return { state: next.state, sends: next.commands.filter(isSend) };
  }
  throw new Error("a webhook of the benchmark brought no message");
}

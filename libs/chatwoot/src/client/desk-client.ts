import { contactCalls } from "./contact-calls.ts";
import { conversationCalls, stateCalls } from "./conversation-calls.ts";
import { createCall, type DeskClientOptions } from "./http.ts";
import { messageCalls } from "./message-calls.ts";

/** The calls of Chatwoot that a mirror needs. Each throws a DeskError. */
export function createDeskClient(options: DeskClientOptions) {
  const call = createCall(options);
  return { ...contactCalls(call), ...conversationCalls(call), ...stateCalls(call), ...messageCalls(call) };
}
export type DeskClient = ReturnType<typeof createDeskClient>;

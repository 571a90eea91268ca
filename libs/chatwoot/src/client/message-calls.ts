import { MessageAnswer, MessageList, Nothing } from "./answers.ts";
import type { Call } from "./http.ts";
import { type NewMessage, requestBody } from "./new-message.ts";

export type MessageStatus = "sent" | "delivered" | "read" | "failed";

/** Writing into a conversation, and reading what is in it. */
export const messageCalls = (call: Call) => ({
  postMessage: (conversationId: number, message: NewMessage): Promise<MessageAnswer> =>
    call({
      operation: "post message",
      method: "POST",
      path: `/conversations/${conversationId}/messages`,
      body: requestBody(message),
      as: message.as,
      answer: MessageAnswer,
    }),
  /** The latest 20 in ascending order; with `after` up to 100 from there on, with `before` the 20 before it. */
  async messages(conversationId: number, page: { after?: number; before?: number } = {}): Promise<MessageAnswer[]> {
    const query = Object.fromEntries(Object.entries(page).map(([key, value]) => [key, String(value)]));
    const path = `/conversations/${conversationId}/messages`;
    return (await call({ operation: "list messages", method: "GET", path, query, answer: MessageList })).payload;
  },
  /** Its words and files are gone; that there was one stays to be seen. Safe to repeat. */
  deleteMessage: (conversationId: number, messageId: number) =>
    call({
      operation: "delete message",
      method: "DELETE",
      path: `/conversations/${conversationId}/messages/${messageId}`,
      answer: Nothing,
    }),
  setMessageStatus: (conversationId: number, messageId: number, status: MessageStatus, error?: string) =>
    call({
      operation: "set message status",
      method: "PATCH",
      path: `/conversations/${conversationId}/messages/${messageId}`,
      body: { status, ...(error === undefined ? {} : { external_error: error }) },
      answer: Nothing,
    }),
});

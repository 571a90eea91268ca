import type { Book } from "./book.ts";
import { contactShapes } from "./shapes/contacts.ts";
import { conversationShapes } from "./shapes/conversations.ts";
import { conversationHooks, messageHooks } from "./shapes/hooks.ts";
import { messageShapes } from "./shapes/messages.ts";
import { staffShapes } from "./shapes/staff.ts";

/** How records are written on the wire; source: chatwoot's serializers, by the recorded payloads. */
export function createShapes(book: Book, baseUrl: () => string) {
  const people = { ...contactShapes(book), ...staffShapes(book) };
  const parts = { ...people, ...messageShapes(book, baseUrl, people) };
  const told = { ...parts, ...conversationHooks(book, parts) };
  return { ...told, ...conversationShapes(book, parts), ...messageHooks(book, told) };
}
export type Shapes = ReturnType<typeof createShapes>;

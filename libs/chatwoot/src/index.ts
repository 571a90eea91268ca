export { attendantMessageOf } from "./attendant-message.ts";
export {
  type ConversationStatus,
  createDeskClient,
  type DeskClient,
  type DeskContact,
  type DeskConversation,
  type MessageStatus,
  type Priority,
} from "./client/desk-client.ts";
export { DESK_ERRORS, DeskError, type DeskErrorCode } from "./client/desk-error.ts";
export type { DeskClientOptions } from "./client/http.ts";
export type { NewMessage } from "./client/new-message.ts";
export { verifySignature } from "./signature.ts";
export { addressOf, botMark, isOurMark, noteMark, refOfAddress, whatsappMark } from "./source-id.ts";
export { contentsOf, type DeskContent } from "./webhook/contents.ts";
export { type DeskDraft, draftsOf, messageOfExternalId, reportId } from "./webhook/drafts.ts";
export type { AttendantMessage, DeskFact, DeskState, DeskSubject, IgnoredReason } from "./webhook/facts.ts";
export { readDeskWebhook } from "./webhook/read.ts";

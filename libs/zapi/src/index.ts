export { errorFromException, errorFromResponse } from "./client/classify.ts";
export { DELIVERY_ERRORS, type DeliveryErrorCode, deliveryErrorCode } from "./client/delivery-errors.ts";
export type { FailureKind } from "./client/failure-kind.ts";
export type { ZapiClientOptions } from "./client/http.ts";
export type { ListedChat, QueuedMessage } from "./client/listings.ts";
export { checkChannelSettings, mendChannelSettings } from "./client/mend.ts";
export { SEND_ERRORS, SendError, type SendErrorCode } from "./client/send-error.ts";
export type { SendAccepted, SendOptions } from "./client/send-request.ts";
export { delayTypingSeconds, spokenText, textFallback } from "./client/words.ts";
export {
  type ChannelSettings,
  type ChannelStatus,
  createZapiClient,
  type ZapiClient,
} from "./client/zapi-client.ts";
export type { Names } from "./normalise/names.ts";
export { normalise } from "./normalise/normalise.ts";
export type {
  ConversationDraft,
  NormaliseContext,
  Normalised,
  ReceiptDraft,
  TakeoverDraft,
} from "./normalise/types.ts";
export { canaryWebhook } from "./webhook/canary.ts";
export { instanceIdOf, type ParsedWebhook, parseWebhook } from "./webhook/parse.ts";

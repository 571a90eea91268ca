import type {
  CallReceived,
  ChannelState,
  MessageEdited,
  MessageReceived,
  MessageRevoked,
  MessageWaiting,
  NoticeReceived,
  ReactionReceived,
  Receipt,
  SentByOtherSystem,
  TakeoverStarted,
  WebhookIgnored,
} from "@acolhe/events";
import type { ReceivedWebhook } from "../webhook/received.ts";
import type { Names } from "./names.ts";

type Draft<T> = T extends unknown ? Omit<T, "channel" | "contact"> : never;

export type TakeoverDraft = Draft<TakeoverStarted>;
type OtherSystemDraft = Draft<SentByOtherSystem>;
export type ReceiptDraft = Draft<Receipt>;
/** An event of a conversation that still lacks its channel and its contact. */
export type ConversationDraft =
  | Draft<
      | MessageReceived
      | MessageEdited
      | MessageRevoked
      | MessageWaiting
      | ReactionReceived
      | CallReceived
      | NoticeReceived
    >
  | TakeoverDraft
  | OtherSystemDraft;

/** What one webhook says, free of the gateway's field names. Whose contact it is, ingress resolves from the names. */
export type Normalised =
  | { readonly target: "conversation"; readonly names: Names; readonly draft: ConversationDraft }
  | {
      readonly target: "receipt";
      readonly names: Names;
      readonly draft: ReceiptDraft;
      /** What it said, in case it was not ours: sent through the gateway's API, which others may use as well. */
      readonly other?: OtherSystemDraft;
    }
  | {
      /** From our number, but by whom is not said: ours if the log knows the message, otherwise a person's. */
      readonly target: "own-or-human";
      readonly names: Names;
      readonly messageId: string;
      readonly contentHash: string;
      readonly at: number;
      readonly takeover: TakeoverDraft;
      readonly receipt: ReceiptDraft;
    }
  | { readonly target: "channel"; readonly draft: Omit<ChannelState, "channel"> }
  | { readonly target: "ignored"; readonly draft: Omit<WebhookIgnored, "channel"> };

export interface NormaliseContext {
  /** When our process got the webhook, epoch milliseconds. */
  readonly receivedAt: number;
}

/** A received webhook of a 1:1 chat, with everything the leaves need. */
export interface Received {
  readonly webhook: ReceivedWebhook;
  readonly names: Names;
  readonly at: number;
  readonly receivedAt: number;
  /** The event's id: the same for every repeat, other for any other kind of fact about the same message. */
  idOf(kind: string, ...more: ReadonlyArray<string | undefined>): string;
}

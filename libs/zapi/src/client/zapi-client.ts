import type { SendCommand } from "@acolhe/events";
import { z } from "zod";
import { defined } from "../defined.ts";
import { flag, list, text } from "../webhook/lenient.ts";
import { errorFromResponse } from "./classify.ts";
import { bodyOf, createCall, read, type ZapiClientOptions } from "./http.ts";
import { type ChatListing, type ListedChat, listChats, listQueue, type QueuedMessage } from "./listings.ts";
import { type SendAccepted, type SendOptions, sendRequest } from "./send-request.ts";

export interface ChannelStatus {
  readonly connected: boolean;
  readonly smartphoneConnected: boolean;
}

/** How the number is set up at the gateway. Absent: the gateway did not say. */
export interface ChannelSettings {
  readonly connected?: boolean;
  readonly callbackUrls: {
    readonly received?: string;
    readonly delivery?: string;
    readonly messageStatus?: string;
    readonly connected?: string;
    readonly disconnected?: string;
  };
  readonly notifySentByMe?: boolean;
  readonly disableEnqueueWhenDisconnected?: boolean;
  readonly messageFilters?: readonly string[];
  readonly callbackTypeFilters?: readonly string[];
}

export interface ZapiClient {
  send(command: SendCommand, options?: SendOptions): Promise<SendAccepted>;
  /** Everything in the gateway's queue, page by page; it may change while it is read. */
  queue(): AsyncGenerator<QueuedMessage, void, undefined>;
  /** A message that already left is no error. */
  deleteQueued(zaapId: string): Promise<void>;
  /** Asks WhatsApp to delete a message of ours for everybody. Accepted is not done: it is refused to old ones in silence. */
  revoke(message: { readonly messageId: string; readonly phone: string }): Promise<void>;
  /** The number's 1:1 chats with at least one message, each once; they change places while they are read. */
  chats(listing?: ChatListing): AsyncGenerator<ListedChat, void, undefined>;
  status(): Promise<ChannelStatus>;
  me(): Promise<ChannelSettings>;
  updateEveryWebhook(url: string, notifySentByMe: boolean): Promise<void>;
  updateFilters(filters: {
    messageFilters?: readonly string[];
    callbackTypeFilters?: readonly string[];
  }): Promise<void>;
  updateQueueSettings(settings: { disableEnqueueWhenDisconnected: boolean }): Promise<void>;
  updateNotifySentByMe(notifySentByMe: boolean): Promise<void>;
  /** `phone` is the form WhatsApp knows, `lid` its digits. */
  phoneExists(phone: string): Promise<{ exists: boolean; phone: string; lid?: string }>;
}

const Accepted = z.object({ zaapId: z.string().optional(), messageId: z.string().min(1) });
const Status = z.object({ connected: z.boolean(), smartphoneConnected: flag() });
// Only what is named here is read: the answer also holds the token and the proxy's password.
const Me = z.object({
  connected: flag(),
  receivedCallbackUrl: text(),
  deliveryCallbackUrl: text(),
  messageStatusCallbackUrl: text(),
  connectedCallbackUrl: text(),
  disconnectedCallbackUrl: text(),
  receiveCallbackSentByMe: flag(),
  disableEnqueueWhenDisconnected: flag(),
  messageFilters: list(z.string()),
  callbackTypeFilters: list(z.string()),
});
const Exists = z.object({ exists: z.boolean(), phone: text(), lid: text() });

export function createZapiClient(options: ZapiClientOptions): ZapiClient {
  const call = createCall(options);
  const put = async (route: string, body: unknown) => void bodyOf(await call("PUT", route, body));

  return {
    async send(command, sendOptions) {
      const { route, body } = sendRequest(command, sendOptions);
      const accepted = read(Accepted, await call("POST", route, body));
      return { zaapId: accepted.zaapId ?? accepted.messageId, messageId: accepted.messageId };
    },
    queue: () => listQueue(call),
    chats: (listing) => listChats(call, listing),
    async deleteQueued(zaapId) {
      const answer = await call("DELETE", `queue/${encodeURIComponent(zaapId)}`);
      if (answer.status !== 404) bodyOf(answer);
    },
    async revoke({ messageId, phone }) {
      const query = new URLSearchParams({ messageId, phone, owner: "true" });
      bodyOf(await call("DELETE", `messages?${query}`));
    },
    async status() {
      const answer = await call("GET", "status");
      // Its `error` is filled even when all is well, so the booleans decide.
      const known = answer.status < 300 ? Status.safeParse(answer.body).data : undefined;
      if (!known) throw errorFromResponse(answer.status, answer.body, answer.retryAfterMs);
      return { connected: known.connected, smartphoneConnected: known.smartphoneConnected ?? false };
    },
    async me() {
      const me = read(Me, await call("GET", "me"));
      return defined({
        connected: me.connected,
        callbackUrls: defined({
          received: me.receivedCallbackUrl,
          delivery: me.deliveryCallbackUrl,
          messageStatus: me.messageStatusCallbackUrl,
          connected: me.connectedCallbackUrl,
          disconnected: me.disconnectedCallbackUrl,
        }),
        notifySentByMe: me.receiveCallbackSentByMe,
        disableEnqueueWhenDisconnected: me.disableEnqueueWhenDisconnected,
        messageFilters: me.messageFilters,
        callbackTypeFilters: me.callbackTypeFilters,
      });
    },
    updateEveryWebhook: (url, notifySentByMe) => put("update-every-webhooks", { value: url, notifySentByMe }),
    updateFilters: (filters) => put("update-filters", filters),
    updateQueueSettings: (settings) => put("update-queue-settings", settings),
    updateNotifySentByMe: (notifySentByMe) => put("update-notify-sent-by-me", { notifySentByMe }),
    async phoneExists(phone) {
      const body = bodyOf(await call("GET", `phone-exists/${encodeURIComponent(phone)}`));
      // One revision answers an array of one, another the object itself.
      const known = Exists.safeParse(Array.isArray(body) ? body[0] : body).data;
      if (!known) throw errorFromResponse(200, undefined);
      return defined({ exists: known.exists, phone: known.phone ?? phone, lid: known.lid?.replace(/@lid$/, "") });
    },
  };
}

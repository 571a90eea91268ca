import { setTimeout as sleep } from "node:timers/promises";
import type { SendCommand } from "@acolhe/events";
import { z } from "zod";
import { defined } from "../defined.ts";
import { type Names, namesOf } from "../normalise/names.ts";
import { flag, instant, list, number, text } from "../webhook/lenient.ts";
import { errorFromResponse } from "./classify.ts";
import { type Answer, bodyOf, createCall, type ZapiClientOptions } from "./http.ts";
import { type SendOptions, sendRequest } from "./send-request.ts";

export interface SendAccepted {
  /** Id in the gateway's queue. */
  readonly zaapId: string;
  /** WhatsApp's id, which callbacks name. */
  readonly messageId: string;
}

/** A message the gateway has not sent yet. */
export interface QueuedMessage extends SendAccepted {
  readonly phone: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** A 1:1 chat of the number. */
export interface ListedChat {
  readonly names: Names;
  /** When it last moved, by either side. Epoch milliseconds, to the second. */
  readonly lastActiveAt: number;
  /** Messages of theirs that are unread, here and on the phone. Absent: the gateway did not say. */
  readonly unread?: number;
}

/** How far a list of chats is read, and how fast. */
interface ChatListing {
  readonly pagesMax?: number;
  /** Between two pages. */
  readonly pauseMs?: number;
  /** Stop behind the first page on which no chat moved since. No order is documented, so this may leave some out. */
  readonly untilQuietSince?: number;
}

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
  /** The number's 1:1 chats in which anybody ever wrote, each once; they change places while they are read. */
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

/** The gateway's largest page, and pages enough for all it keeps of a disconnected number (1000). */
const QUEUE_PAGE_SIZE = 30;
const QUEUE_PAGES_MAX = 100;

/** No largest page is documented, so a page may hold fewer: only one without anything new is the last. */
const CHAT_PAGE_SIZE = 100;
const CHAT_PAGES_MAX = 2_000;

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
const QueuePage = z.object({
  messages: list(
    z.object({
      ZaapId: z.string(),
      MessageId: text(),
      Phone: text(),
      Message: text(),
      Created: number(),
      CreatedAt: text(),
    }),
  ),
  pagingState: text(),
  hasMore: flag(),
});
const ChatPage = z.array(z.unknown()).transform((rows) => rows.flatMap((row) => ChatRow.safeParse(row).data ?? []));
const ChatRow = z.object({
  phone: z.string().min(1),
  lid: text(),
  lastMessageTime: instant(),
  unread: number(),
  isGroup: flag(),
});
const Exists = z.object({ exists: z.boolean(), phone: text(), lid: text() });

export function createZapiClient(options: ZapiClientOptions): ZapiClient {
  const call = createCall(options);
  const put = async (route: string, body: unknown) => void bodyOf(await call("PUT", route, body));

  async function* queue(): AsyncGenerator<QueuedMessage, void, undefined> {
    let pagingState: string | undefined;
    for (let page = 0; page < QUEUE_PAGES_MAX; page++) {
      const answer = await call("POST", "queue", { pageSize: QUEUE_PAGE_SIZE, pagingState });
      const { messages = [], ...next } = read(QueuePage, answer);
      for (const item of messages) {
        yield {
          zaapId: item.ZaapId,
          messageId: item.MessageId ?? "",
          phone: item.Phone ?? "",
          text: item.Message ?? "",
          createdAt: item.Created ?? (Date.parse(item.CreatedAt ?? "") || 0),
        };
      }
      if (!next.hasMore || next.pagingState === undefined || next.pagingState === pagingState) return;
      pagingState = next.pagingState;
    }
  }

  async function* chats({
    pagesMax = CHAT_PAGES_MAX,
    pauseMs = 0,
    untilQuietSince = 0,
  }: ChatListing = {}): AsyncGenerator<ListedChat, void, undefined> {
    const seen = new Set<string>();
    for (let page = 1; page <= pagesMax; page++) {
      if (page > 1 && pauseMs > 0) await sleep(pauseMs);
      const rows = read(ChatPage, await call("GET", `chats?page=${page}&pageSize=${CHAT_PAGE_SIZE}`));
      const fresh = rows.filter(({ phone }) => !seen.has(phone));
      if (fresh.length === 0) return;
      for (const { phone, lid, lastMessageTime: lastActiveAt, unread, isGroup } of fresh) {
        seen.add(phone);
        const names = isGroup ? undefined : namesOf({ phone, chatLid: lid });
        if (names && lastActiveAt !== undefined) yield defined({ names, lastActiveAt, unread });
      }
      if (fresh.every(({ lastMessageTime = 0 }) => lastMessageTime < untilQuietSince)) return;
    }
  }

  return {
    async send(command, sendOptions) {
      const { route, body } = sendRequest(command, sendOptions);
      const accepted = read(Accepted, await call("POST", route, body));
      return { zaapId: accepted.zaapId ?? accepted.messageId, messageId: accepted.messageId };
    },
    queue,
    chats,
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

/** A success that does not read as expected says nothing about what happened: `unreadable-answer`. */
function read<T extends z.ZodType>(schema: T, answer: Answer): z.output<T> {
  const result = schema.safeParse(bodyOf(answer));
  if (result.success) return result.data;
  throw errorFromResponse(answer.status, undefined);
}

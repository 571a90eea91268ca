import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { defined } from "../defined.ts";
import { type Names, namesOf } from "../normalise/names.ts";
import { flag, instant, list, number, text } from "../webhook/lenient.ts";
import { type Call, read } from "./http.ts";
import type { SendAccepted } from "./send-request.ts";

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
export interface ChatListing {
  readonly pagesMax?: number;
  /** Between two pages. */
  readonly pauseMs?: number;
  /** Stop behind the first page on which no chat moved since. No order is documented, so this may leave some out. */
  readonly untilQuietSince?: number;
}

/** The gateway's largest page, and pages enough for all it keeps of a disconnected number (1000). */
const QUEUE_PAGE_SIZE = 30;
const QUEUE_PAGES_MAX = 100;

/** No largest page is documented, so a page may hold fewer: only one without anything new is the last. */
const CHAT_PAGE_SIZE = 100;
const CHAT_PAGES_MAX = 2_000;

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
/** Everything in the queue, page by page. */
export async function* listQueue(call: Call): AsyncGenerator<QueuedMessage, void, undefined> {
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

/** The 1:1 chats, each once. */
export async function* listChats(
  call: Call,
  { pagesMax = CHAT_PAGES_MAX, pauseMs = 0, untilQuietSince = 0 }: ChatListing = {},
): AsyncGenerator<ListedChat, void, undefined> {
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

import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { QUEUE_PAGE_DEFAULT, QUEUE_PAGE_MAX } from "../limits.ts";
import { findMessage } from "./chats.ts";
import type { Instance, Shared } from "./instance.ts";
import type { QueueItem } from "./queue.ts";

/** One call of a route, with what stands in the path behind it. */
export interface Asked {
  readonly instance: Instance;
  readonly route: string;
  readonly target: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What each verb and route does, and answers. */
type Operations = Readonly<Record<string, () => unknown>>;
type Query = Record<string, string | undefined>;

export const operationsOf = (shared: Shared, asked: Asked): Operations => ({
  ...numberOperations(asked.instance),
  ...phoneOperations(shared, asked),
  ...chatOperations(asked),
  ...queueOperations(asked),
});

const chatBody = z.object({ phone: z.string().min(1) });
const modifyChat = chatBody.extend({ action: z.string().min(1) });
const batch = z.object({ phones: z.array(z.string()).max(50_000) });

function numberOperations(instance: Instance): Operations {
  const { settings, config } = instance;
  return {
    "GET status": () => ({
      connected: instance.connected,
      error: instance.connected ? "You are already connected." : "You are not connected.",
      smartphoneConnected: instance.connected,
    }),
    "GET device": () => ({
      phone: instance.phone,
      imgUrl: "",
      about: "Atendimento de seg a sex",
      name: settings.name,
      device: { sessionName: "Z-API", device_model: "Z-API" },
      originalDevice: "smba",
      sessionId: 175,
      isBusiness: true,
    }),
    "GET me": () => ({
      id: config.instanceId,
      token: config.instanceToken,
      name: settings.name,
      due: 4102444800,
      connected: instance.connected,
      paymentStatus: "ACTIVE",
      created: "2026-01-01T00:00:00.000Z",
      connectedCallbackUrl: settings.connectedUrl,
      deliveryCallbackUrl: settings.deliveryUrl,
      disconnectedCallbackUrl: settings.disconnectedUrl,
      messageStatusCallbackUrl: settings.messageStatusUrl,
      presenceChatCallbackUrl: settings.chatPresenceUrl,
      receivedCallbackUrl: (settings.notifySentByMe && settings.receivedDeliveryUrl) || settings.receivedUrl,
      receiveCallbackSentByMe: settings.notifySentByMe,
      callRejectAuto: settings.callRejectAuto,
      callRejectMessage: settings.callRejectMessage,
      autoReadMessage: settings.autoReadMessage,
      initialDataCallbackUrl: "",
      proxyUrl: "",
      useProxy: false,
    }),
    "GET restart": () => ({ value: true }),
    "GET restore-session": () => {
      instance.setConnected(true);
      return { value: true };
    },
    "GET disconnect": () => {
      instance.setConnected(false);
      return { value: true };
    },
  };
}

function phoneOperations(shared: Shared, { instance, target, request }: Asked): Operations {
  const query = request.query as Query;
  return {
    "GET phone-exists": () => {
      const found = lookUp(shared, instance, target);
      return [{ exists: found.exists, phone: found.outputPhone, lid: found.lid }];
    },
    "POST phone-exists-batch": () =>
      batch.parse(request.body).phones.map((phone) => {
        const { exists, outputPhone, lid } = lookUp(shared, instance, phone);
        return { exists, inputPhone: phone, outputPhone, lid };
      }),
    "GET contacts": () => {
      if (!target) return page(instance, query).map((chat) => contactOf(chat.name, chat.phone));
      const name = instance.chats.find(target)?.name ?? "";
      const { vname: _unused, ...contact } = contactOf(name, instance.chats.find(target)?.phone ?? target);
      return { ...contact, imgUrl: null, about: "" };
    },
  };
}

function chatOperations({ instance, request, reply }: Asked): Operations {
  const query = request.query as Query;
  return {
    "GET chats": () =>
      page(instance, query).map((chat) => ({
        archived: "false",
        pinned: "false",
        messagesUnread: 0,
        phone: chat.phone,
        lid: chat.lid,
        unread: String(chat.messages.filter((one) => one.from === "patient" && one.status !== "read").length),
        name: chat.name,
        lastMessageTime: String(Math.floor((chat.messages.at(-1)?.at ?? 0) / 1000)),
        isMuted: "0",
        isMarkedSpam: "false",
        isGroupAnnouncement: false,
        isGroup: false,
      })),
    "POST read-message": () => {
      const chat = instance.chats.find(chatBody.parse(request.body).phone);
      if (chat) instance.readChat(chat);
      return reply.code(204).send();
    },
    "POST modify-chat": () => {
      const { phone, action } = modifyChat.parse(request.body);
      const chat = instance.chats.find(phone);
      if (chat && action === "read") instance.readChat(chat);
      return { value: true };
    },
    "DELETE messages": () => {
      const chat = query.phone === undefined ? undefined : instance.chats.find(query.phone);
      const message = chat && findMessage(chat, query.messageId ?? "");
      if (chat && message) instance.forget(chat, message);
      return reply.code(204).send();
    },
  };
}

function queueOperations({ instance, target, request }: Asked): Operations {
  const { queue } = instance;
  return {
    "POST queue": () => listQueue(instance, request.body),
    "GET queue": () => {
      if (target === "count") return { count: queue.items.length };
      return target
        ? notFound()
        : { messages: queue.items.slice(0, QUEUE_PAGE_MAX).map((item) => queueView(instance, item)) };
    },
    "DELETE queue": () => {
      const found = target ? queue.remove(target) : true;
      if (!target) queue.clear();
      instance.queueChanged();
      return { value: found };
    },
  };
}

export const notFound = () => ({ error: "NOT_FOUND", message: "Unable to find matching target resource method" });

function lookUp(shared: Shared, instance: Instance, phone: string) {
  const exists = !shared.faults().phonesWithoutWhatsapp.includes(phone);
  const chat = exists ? instance.chats.open(phone) : undefined;
  return { exists, outputPhone: chat?.phone ?? phone, lid: chat?.lid ?? null };
}

const contactOf = (name: string, phone: string) => ({
  name,
  short: name.split(" ")[0] ?? "",
  notify: name,
  vname: name,
  phone,
});

function page(instance: Instance, query: Record<string, string | undefined>) {
  const size = Math.min(Math.max(Number(query.pageSize) || 20, 1), 1000);
  const start = (Math.max(Number(query.page) || 1, 1) - 1) * size;
  return [...instance.chats.all()].slice(start, start + size);
}

function queueView(instance: Instance, item: QueueItem) {
  return {
    _id: item.zaapId,
    DelayMessage: item.delayMessage ?? -1,
    Message: item.text,
    InstanceId: instance.config.instanceId,
    Phone: item.phone,
    ZaapId: item.zaapId,
    DelayTyping: item.delayTyping ?? 0,
    MessageId: item.messageId,
    Created: item.createdAt,
    CreatedAt: new Date(item.createdAt).toISOString().replace("Z", "+00:00"),
    Beta: false,
    IsTrial: false,
  };
}

const queuePage = z.object({
  pageSize: z.int().min(1).max(QUEUE_PAGE_MAX).default(QUEUE_PAGE_DEFAULT),
  pagingState: z.string().nullish(),
});

/** The cursor names the last item seen, so that items leaving meanwhile do not shift the pages. */
function listQueue(instance: Instance, body: unknown) {
  const { pageSize, pagingState } = queuePage.parse(body ?? {});
  const after = pagingState ? Buffer.from(pagingState, "base64url").toString() : "";
  const items = instance.queue.items;
  const known = after === "" ? -1 : items.findIndex((item) => item.zaapId === after);
  const newer = items.findIndex((item) => item.zaapId > after);
  const start = known >= 0 ? known + 1 : after === "" ? 0 : newer < 0 ? items.length : newer;
  const messages = items.slice(start, start + pageSize);
  const hasMore = start + pageSize < items.length;
  const last = messages.at(-1);
  const next = hasMore && last ? Buffer.from(last.zaapId).toString("base64url") : null;
  return { messages: messages.map((item) => queueView(instance, item)), pagingState: next, hasMore };
}

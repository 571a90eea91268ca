import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { DISCONNECTED_QUEUE_MAX, QUEUE_PAGE_DEFAULT, QUEUE_PAGE_MAX } from "../limits.ts";
import type { CallLog, CallOutcome } from "./call-log.ts";
import { findMessage } from "./chats.ts";
import type { Instance, Shared } from "./instance.ts";
import type { QueueItem } from "./queue.ts";
import { isSendRoute, parseSend, type Send } from "./sends.ts";
import { applySetting } from "./settings.ts";

interface Context {
  instances: Map<string, Instance>;
  shared: Shared;
  calls: CallLog;
}

interface Params {
  id: string;
  token: string;
  "*": string;
}

const ENQUEUE_DISABLED =
  "Enqueue message is disabled for this instance when whatsapp is disconnected. You can update this setting on instance configuration.";

const fail = (reply: FastifyReply, status: number, error: string) => reply.code(status).send({ error });

/** The gateway's REST interface. One wildcard route: wrong routes and verbs have documented answers of their own. */
export function registerRest(app: FastifyInstance, context: Context): void {
  app.all<{ Params: Params }>("/instances/:id/token/:token/*", async (request, reply) => {
    const instance = context.instances.get(request.params.id);
    if (!instance || instance.config.instanceToken !== request.params.token)
      return fail(reply, 400, "Instance not found");
    const expected = instance.config.clientToken;
    const given = request.headers["client-token"];
    if (expected !== "" && !given) return fail(reply, 400, "your client-token is not configured");
    if (expected !== "" && given !== expected) return fail(reply, 403, "Client-Token not allowed");
    const hasBody = request.method === "POST" || request.method === "PUT";
    if (hasBody && !request.headers["content-type"]?.startsWith("application/json")) return reply.code(415).send();
    const [route = "", ...rest] = request.params["*"].split("/");
    try {
      if (isSendRoute(route)) {
        if (request.method !== "POST") return reply.code(405).send();
        return await send(context, instance, route, rest[0] ?? "", request, reply);
      }
      return await operate(context, instance, route, rest, request, reply);
    } catch (error) {
      // The real wording for a wrong body is not known; the field's name is what a developer needs.
      if (!(error instanceof z.ZodError)) throw error;
      return fail(reply, 400, error.issues.map((one) => `${one.path.join(".")}: ${one.message}`).join("; "));
    }
  });
}

async function send(
  context: Context,
  instance: Instance,
  route: string,
  extension: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { shared, calls } = context;
  const { random } = shared;
  const faults = shared.faults();
  const at = Date.now();
  const phone = String((request.body as { phone?: unknown } | null)?.phone ?? "");
  const log = (outcome: CallOutcome, status: number | null, item?: QueueItem) =>
    calls.add({
      at,
      instanceId: instance.config.instanceId,
      route,
      phone,
      text: item?.text ?? String((request.body as { message?: unknown } | null)?.message ?? ""),
      messageId: item?.messageId ?? null,
      zaapId: item?.zaapId ?? null,
      outcome,
      status,
    });
  const refuse = (status: number, error: string) => {
    log("refused", status);
    return fail(reply, status, error);
  };
  let parsed: Send;
  try {
    parsed = parseSend(route, extension, request.body);
  } catch (error) {
    log("refused", 400);
    throw error;
  }
  if (faults.latencyMs.max > 0) await sleep(random.between(faults.latencyMs.min, faults.latencyMs.max));
  if (random.hit(faults.errorRate)) {
    log("error", faults.errorStatus);
    return fail(reply, faults.errorStatus, "Internal error");
  }
  if (random.hit(faults.lostAnswerUnsentRate)) {
    log("lost", null);
    return hangUp(reply);
  }
  if (!instance.connected) {
    if (instance.settings.disableEnqueueWhenDisconnected) return refuse(400, ENQUEUE_DISABLED);
    if (instance.queue.items.length >= DISCONNECTED_QUEUE_MAX) return refuse(400, "Queue limit reached");
  }
  const item = instance.prepare(parsed);
  const answerLost = random.hit(faults.lostAnswerSentRate);
  log(answerLost ? "queued-answer-lost" : "queued", answerLost ? null : 200, item);
  if (instance.connected && random.hit(faults.echoBeforeAnswerRate)) {
    await new Promise<void>((resolve) => instance.leave(item, resolve));
  } else {
    instance.queue.add(item);
    instance.queueChanged();
  }
  if (answerLost) return hangUp(reply);
  return { zaapId: item.zaapId, messageId: item.messageId, id: item.messageId };
}

function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

const chatBody = z.object({ phone: z.string().min(1) });
const modifyChat = chatBody.extend({ action: z.string().min(1) });
const batch = z.object({ phones: z.array(z.string()).max(50_000) });

/** Everything that is not a send. The verb belongs to the key, so that a known route with another verb answers 405. */
async function operate(
  context: Context,
  instance: Instance,
  route: string,
  rest: string[],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { shared } = context;
  const { queue, settings, config } = instance;
  const query = request.query as Record<string, string | undefined>;
  const target = rest.join("/");
  const operations: Record<string, () => unknown> = {
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
  const operation = operations[`${request.method} ${route}`];
  if (operation) return operation();
  if (Object.keys(operations).some((key) => key.endsWith(` ${route}`))) return reply.code(405).send();
  if (route.startsWith("update-")) {
    // Parsed into a copy first: with a wrong verb or an unknown route nothing may change.
    const copy = structuredClone(settings);
    if (request.method !== "PUT") return applyProbe(route) ? reply.code(405).send() : notFound();
    const answer = applySetting(copy, route, request.body);
    if (answer) instance.settings = copy;
    return answer ?? notFound();
  }
  return notFound();
}

const SETTING_ROUTES =
  /^update-(webhook-(received|received-delivery|delivery|message-status|chat-presence|connected|disconnected)|notify-sent-by-me|every-webhooks|filters|queue-settings|auto-read-message|call-reject-auto|call-reject-message|name)$/;
const applyProbe = (route: string): boolean => SETTING_ROUTES.test(route);

const notFound = () => ({ error: "NOT_FOUND", message: "Unable to find matching target resource method" });

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

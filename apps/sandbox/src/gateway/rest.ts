import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { DISCONNECTED_QUEUE_MAX } from "../limits.ts";
import type { CallLog, CallOutcome } from "./call-log.ts";
import type { Instance, Shared } from "./instance.ts";
import { type Asked, notFound, operationsOf } from "./operations.ts";
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
      return operate(context, { instance, route, target: rest.join("/"), request, reply });
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
  const log = createLog(calls, instance, route, request.body);
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

/** Writes what became of one call. */
function createLog(calls: CallLog, instance: Instance, route: string, body: unknown) {
  const at = Date.now();
  const { phone, message } = (body ?? {}) as { phone?: unknown; message?: unknown };
  return (outcome: CallOutcome, status: number | null, item?: QueueItem) =>
    calls.add({
      at,
      instanceId: instance.config.instanceId,
      route,
      phone: String(phone ?? ""),
      text: item?.text ?? String(message ?? ""),
      messageId: item?.messageId ?? null,
      zaapId: item?.zaapId ?? null,
      outcome,
      status,
    });
}

function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

/** Everything that is not a send. The verb belongs to the key, so that a known route with another verb answers 405. */
function operate(context: Context, asked: Asked): unknown {
  const { instance, route, request, reply } = asked;
  const { settings } = instance;
  const operations = operationsOf(context.shared, asked);
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

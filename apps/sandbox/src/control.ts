import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { CallLog } from "./gateway/call-log.ts";
import { type Chat, viewMessage } from "./gateway/chats.ts";
import { type Faults, faultsPatchSchema, NO_FAULTS } from "./gateway/faults.ts";
import { phoneMessageId } from "./gateway/ids.ts";
import { incomingContent, incomingSchema, pick } from "./gateway/incoming.ts";
import type { Instance, Shared } from "./gateway/instance.ts";
import { cleanPhone, isDigits, isLid } from "./gateway/phone.ts";
import type { Pace } from "./gateway/queue.ts";
import { ProblemError, parseOrProblem } from "./problem.ts";

export interface State {
  faults: Faults;
  pace: Pace;
  callbacks: boolean;
}

interface Context {
  instances: Map<string, Instance>;
  shared: Shared;
  state: State;
  calls: CallLog;
  reset: () => void;
}

const settingsSchema = z.strictObject({
  pace: z
    .strictObject({ minMs: z.number().min(0).max(60_000), maxMs: z.number().min(0).max(60_000) })
    .refine((value) => value.minMs <= value.maxMs, "minMs must not be greater than maxMs")
    .optional(),
  callbacks: z.boolean().optional(),
});
const phoneTextSchema = z.strictObject({ text: z.string().min(1), instanceId: z.string().optional() });
const contactSchema = z.strictObject({
  name: z.string().min(1).max(120),
  lastMessageAt: z.int().positive().optional(),
  instanceId: z.string().optional(),
});
const presenceSchema = z.strictObject({
  status: z.enum(["AVAILABLE", "UNAVAILABLE", "COMPOSING", "RECORDING", "PAUSED"]),
  instanceId: z.string().optional(),
});
const callsQuery = z.object({
  since: z.coerce.number().min(0).default(0),
  phone: z.string().optional(),
  instanceId: z.string().optional(),
});

type Query = { Querystring: { instanceId?: string }; Params: { phone: string } };

/** What testers and the chat page drive. Not part of the gateway. */
export function registerControl(app: FastifyInstance, context: Context): void {
  addChatRoutes(app, context);
  addPhoneRoutes(app, context);
  addFaultRoutes(app, context);
  addWatchRoutes(app, context);
}

/** The numbers, and the people who have written to them. */
function addChatRoutes(app: FastifyInstance, { instances, shared, state }: Context): void {
  app.get("/sandbox/instances", () => ({ instances: [...instances.values()].map((one) => one.view()) }));

  app.get<Query>("/sandbox/chats", (request) => {
    const instance = instanceOf(instances, request.query.instanceId);
    // After a benchmark there may be thousands; the page shows the latest.
    const chats = [...instance.chats.all()].slice(-200).map((chat) => ({
      key: chat.key,
      phone: chat.phone,
      lid: chat.lid,
      name: chat.name,
      messages: chat.messages.slice(-200).map(viewMessage),
    }));
    return { instance: instance.view(), settings: { pace: state.pace, callbacks: state.callbacks }, chats };
  });

  app.get<Query>("/sandbox/chats/:phone", (request) => {
    const chat = instanceOf(instances, request.query.instanceId).chats.find(phoneOf(request.params.phone));
    return { phone: chat?.phone ?? null, name: chat?.name ?? null, messages: chat?.messages.map(viewMessage) ?? [] };
  });

  app.put<Query>("/sandbox/chats/:phone", (request) => {
    const body = parseOrProblem(contactSchema, request.body);
    const instance = instanceOf(instances, body.instanceId ?? request.query.instanceId);
    const chat = register(instance, phoneOf(request.params.phone), body.name);
    if (body.lastMessageAt !== undefined) instance.remember(chat, body.lastMessageAt);
    const { key, phone, lid, name } = chat;
    shared.live.emit("chat", () => ({ instanceId: instance.config.instanceId, key, phone, lid, name }));
    return { key, phone, lid, name };
  });
}

/** What patients, and the person at the clinic's phone, do on their telephones. */
function addPhoneRoutes(app: FastifyInstance, { instances }: Context): void {
  app.post<Query>("/sandbox/chats/:phone/messages", (request, reply) => {
    const body = parseOrProblem(incomingSchema, request.body);
    const instance = instanceOf(instances, body.instanceId ?? request.query.instanceId);
    const chat = register(instance, phoneOf(request.params.phone), body.senderName);
    if (body.kind === "edit" || body.kind === "delete") {
      const target = pick(chat, body.target, (one) => one.from === "patient", "a message of the patient");
      if (body.kind === "edit" && !body.text) throw new ProblemError(400, "No text", 'Give the new text in "text".');
      if (body.kind === "edit") instance.edit(chat, target, body.text!, body.as);
      else instance.revoke(chat, target, body.as);
      return reply.code(202).send({ messageId: target.messageId });
    }
    const messageId = body.messageId ?? phoneMessageId();
    const { content, replyTo } = incomingContent(body, chat, {
      messageId,
      instanceId: instance.config.instanceId,
      mediaUrl: (value, id, name) => instance.mediaUrl(value, id, name),
    });
    instance.receive(chat, { content, messageId, replyTo, repeat: body.repeat, as: body.as });
    return reply.code(202).send({ messageId });
  });

  app.post<Query>("/sandbox/chats/:phone/presence", (request, reply) => {
    const body = parseOrProblem(presenceSchema, request.body);
    const instance = instanceOf(instances, body.instanceId ?? request.query.instanceId);
    instance.presence(register(instance, phoneOf(request.params.phone)), body.status);
    return reply.code(202).send({});
  });

  app.post<Query>("/sandbox/phone/:phone/messages", (request, reply) => {
    const body = parseOrProblem(phoneTextSchema, request.body);
    const instance = instanceOf(instances, body.instanceId ?? request.query.instanceId);
    const chat = instance.chats.open(phoneOf(request.params.phone));
    const { messageId } = instance.sendFromPhone(chat, { kind: "text", text: body.text });
    return reply.code(202).send({ messageId });
  });
}

/** What goes wrong at the gateway. */
function addFaultRoutes(app: FastifyInstance, { instances, shared, state }: Context): void {
  const faultsView = (): Faults => ({
    ...state.faults,
    disconnected: [...instances.values()].some((one) => !one.connected),
  });

  app.get("/sandbox/faults", faultsView);

  app.put<Query>("/sandbox/faults", (request) => {
    const patch = parseOrProblem(faultsPatchSchema, request.body);
    // Fields that were left out keep their value.
    for (const [name, value] of Object.entries(patch))
      if (value !== undefined) Object.assign(state.faults, { [name]: value });
    if (patch.seed !== undefined) shared.random.seed(patch.seed);
    if (patch.disconnected !== undefined) {
      const targets =
        request.query.instanceId === undefined
          ? [...instances.values()]
          : [instanceOf(instances, request.query.instanceId)];
      for (const one of targets) one.setConnected(!patch.disconnected);
    }
    shared.live.emit("faults", faultsView);
    return faultsView();
  });

  app.delete("/sandbox/faults", () => {
    state.faults = structuredClone(NO_FAULTS);
    shared.random.seed(NO_FAULTS.seed);
    for (const one of instances.values()) one.setConnected(true);
    shared.live.emit("faults", faultsView);
    return faultsView();
  });
}

/** How fast it is, and what was called. */
function addWatchRoutes(app: FastifyInstance, { shared, state, calls, reset }: Context): void {
  app.get("/sandbox/settings", () => ({ pace: state.pace, callbacks: state.callbacks }));

  app.put("/sandbox/settings", (request) => {
    const { pace, callbacks } = parseOrProblem(settingsSchema, request.body);
    if (pace) state.pace = pace;
    if (callbacks !== undefined) state.callbacks = callbacks;
    return { pace: state.pace, callbacks: state.callbacks };
  });

  app.get("/sandbox/calls", (request) => {
    const { since, phone, instanceId } = parseOrProblem(callsQuery, request.query);
    const accept = (call: { phone: string; instanceId: string }) =>
      (phone === undefined || call.phone === phone) && (instanceId === undefined || call.instanceId === instanceId);
    return { calls: calls.since(since, accept) };
  });

  app.post("/sandbox/reset", () => {
    reset();
    shared.live.emit("reset", () => ({}));
    return { reset: true };
  });

  app.get("/sandbox/events", (_request, reply) => {
    reply.hijack();
    shared.live.add(reply.raw);
  });
}

function instanceOf(instances: Context["instances"], id: string | undefined): Instance {
  const found = id === undefined ? instances.values().next().value : instances.get(id);
  if (found) return found;
  throw new ProblemError(404, "Unknown instance", "Use an instanceId listed by GET /sandbox/instances.");
}

function phoneOf(raw: string): string {
  const phone = cleanPhone(raw);
  if (isDigits(phone) || isLid(phone)) return phone;
  throw new ProblemError(400, "Wrong phone", "Write the phone as digits with country and area code: 5511990000001.");
}

/** The form a tester uses is the form the account is registered with. */
function register(instance: Instance, phone: string, name?: string): Chat {
  const chat = instance.chats.open(phone, name);
  if (isDigits(phone)) chat.phone = phone;
  return chat;
}

import { type Bus, connectBus, publish } from "@acolhe/bus";
import { createDeskClient, type DeskClient } from "@acolhe/chatwoot";
import {
  type AttendantReplied,
  Channel,
  type Command,
  type ContactKey,
  type ConversationRef,
  controlSubject,
  DeskReported,
  deskSubject,
  eventSubject,
  failureSubject,
  isControl,
  LogEvent,
  mirrorDeliveryDurable,
  mirrorTurnsDurable,
  Outcome,
  outcomeSubject,
  type Receipt,
  receiptSubject,
  stableId,
  type Turn,
  turnSubject,
} from "@acolhe/events";
import { createMetrics, createSetAside, type Logger } from "@acolhe/runtime";
import { createClinicHours } from "@acolhe/status";
import { eventually, startNats, temporaryDirectory } from "@acolhe/testing";
import { setUp } from "../../ops/src/setup.ts";
import { createSandbox } from "../../sandbox/src/sandbox.ts";
import { startMirror } from "../src/mirror.ts";
import { createMirrorMetrics } from "../src/mirror-metrics.ts";
import type { Files, MirrorSettings } from "../src/ports.ts";
import { type MirrorRecord, openBucket } from "../src/record.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary JSON
type Json = any;

const TOKENS = { userToken: "token-of-the-bridge", botToken: "token-of-the-bot" };
const INSTANCE = {
  channelId: "main",
  instanceId: "i",
  instanceToken: "t",
  clientToken: "c",
  name: "Clínica",
  callbackUrl: "",
};
const nothing = () => {};
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing } as unknown as Logger;
const CURSOR = { turnSeq: 0, next: 0, done: true, tries: 0 };

/** A broker, the stand-in for the desk, and as many mirrors as a test asks for. Turns are written as the worker would. */
export async function startFixture(options: Partial<MirrorSettings> = {}) {
  const dir = await temporaryDirectory();
  const nats = await startNats({ dir: dir.path });
  const sandbox = createSandbox({
    instances: [INSTANCE],
    pace: { minMs: 0, maxMs: 0 },
    publicUrl: "",
    logger: false,
    demoContacts: false,
    desk: { ...TOKENS, webhook: { url: "", signingSecret: "" } },
  });
  const url = await sandbox.listen(0, "127.0.0.1");
  const channel = Channel.parse({
    instanceId: "i",
    instanceToken: "t",
    clientToken: "c",
    webhookSecret: "0123456789abcdef",
    chatwootInboxId: 1,
  });
  const bus = await connectBus({ url: nats.url, name: "test" });
  await setUp(bus, { channels: [channel], replicas: 1, ackWaitMs: 1_000 });
  const buses: Bus[] = [bus];
  const mirrors: Array<{ stop(): Promise<void> }> = [];
  const metrics = createMetrics("test");
  const mirrorMetrics = createMirrorMetrics(metrics, bus.host.now);
  const aside = await bus.kvm.open("set-aside");
  const leaveOut = createSetAside({ by: "mirror", put: (key, json) => aside.put(key, json), log: silent, metrics });
  const stored = new Map<string, Uint8Array<ArrayBuffer> | "later" | "never">();
  const files: Files = { read: async (eventId) => stored.get(eventId) ?? "later" };

  async function startOne(
    wrap: (desk: DeskClient) => DeskClient = (desk) => desk,
    settings: Partial<MirrorSettings> = {},
  ) {
    const own = await connectBus({ url: nats.url, name: "mirror" });
    buses.push(own);
    const desk = createDeskClient({ baseUrl: url, accountId: 1, ...TOKENS, timeoutMs: 1_000 });
    const mirror = startMirror({
      bus: own,
      records: await openBucket(own),
      desk: wrap(desk),
      channels: [channel],
      files,
      hoursOf: createClinicHours(own),
      settings: {
        teams: new Map([["reception", 4]]),
        takeoverOnAssign: true,
        returnLabel: "devolver-ao-bot",
        writeGraceMs: 600,
        reconcileMs: 600_000,
        unansweredMs: 0,
        retryMsMax: 400,
        ...options,
        ...settings,
      },
      ackWaitMs: 1_000,
      leaveOut,
      log: silent,
      metrics: mirrorMetrics,
      now: Date.now,
    });
    mirrors.push(mirror);
    return mirror;
  }

  const refOf = (contact: string): ConversationRef => ({ channel: channel.id, contact: contact as ContactKey });
  let count = 0;

  /** One event of a contact and the turn it led to. */
  async function turn(contact: string, event: Json, commands: Command[] = [], more: Partial<Turn> = {}) {
    const ref = refOf(contact);
    const number = ++count;
    const at = Date.now();
    const full = LogEvent.parse({ id: stableId("event", contact, number), ...ref, at, receivedAt: at, ...event });
    const subject = isControl(full) ? controlSubject(ref) : eventSubject(ref);
    const { seq } = await publish(bus, subject, full, { id: full.id });
    const lane = commands.some(({ type }) => type.startsWith("send-")) ? "reply" : "quiet";
    const decided: Turn = {
      version: 1,
      ...ref,
      lane,
      outcome: "advanced",
      event: { id: full.id, type: full.type, seq, partition: 0, at, receivedAt: at },
      coveredSeq: seq,
      previousTurnSeq: 0,
      predecessorSeq: 0,
      rule: "test",
      versions: { engine: "1", flow: "test" },
      facts: { now: at },
      state: {},
      lanes: { reply: 0, proactive: 0, bulk: 0 },
      commands,
      ...more,
    };
    const { seq: turnSeq } = await publish(bus, turnSubject(ref, lane), decided);
    return { turnSeq, eventId: full.id };
  }

  const text = (said: string) => ({ kind: "text", text: said });
  const send = { repeatable: false, validUntil: Date.now() + 600_000 };
  const says = (to: string, said: string, author: "bot" | "attendant" | "system" = "bot"): Command => ({
    type: "send-text",
    to,
    author,
    ...send,
    text: said,
  });

  async function outcome(contact: string, fields: Partial<Outcome> & Pick<Outcome, "turnSeq" | "index" | "status">) {
    const cursors = { reply: CURSOR, proactive: CURSOR, bulk: CURSOR };
    const full = Outcome.parse({ lane: "reply", at: Date.now(), attempt: 1, cursors, held: null, ...fields });
    await publish(bus, outcomeSubject(refOf(contact)), full);
  }
  async function receipt(contact: string, messageId: string, kind: Receipt["kind"], code?: string) {
    const at = Date.now();
    const body = { id: stableId(messageId, kind), ...refOf(contact), kind, messageId, at, receivedAt: at };
    // As ingress addresses them.
    const subject = kind === "failed" ? failureSubject(refOf(contact)) : receiptSubject(refOf(contact));
    await publish(bus, subject, { ...body, ...(code ? { code } : {}) });
  }

  async function api(method: string, path: string, body?: unknown, token = "attendant-27"): Promise<Json> {
    const response = await fetch(`${url}/api/v1/accounts/1${path}`, {
      method,
      headers: { "api-access-token": token, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await response.text();
    return answer ? JSON.parse(answer) : null;
  }
  const conversations = async (): Promise<Json[]> =>
    (await api("GET", "/conversations?status=all&updated_within=86400")).data.payload.sort(
      (a: Json, b: Json) => a.id - b.id,
    );
  /** All messages of a conversation except lines of the desk itself. */
  const messages = async (id: number): Promise<Json[]> =>
    (await api("GET", `/conversations/${id}/messages?after=0&before=999999999`)).payload.filter(
      (m: Json) => m.message_type !== 2,
    );
  const contacts = async (phone: string): Promise<Json[]> =>
    (
      await api("POST", "/contacts/filter", {
        payload: [{ attribute_key: "phone_number", filter_operator: "equal_to", values: [phone] }],
      })
    ).payload;

  /** The webhook that ingress would have stored for how the conversation stands now. */
  async function report(contact: string, id: number, deletedMessageId?: number) {
    const one = await api("GET", `/conversations/${id}`);
    const assignee = one.meta.assignee_type === "User" ? one.meta.assignee.id : null;
    const body = DeskReported.parse({
      id: stableId("desk", id, one.updated_at, deletedMessageId ?? 0),
      ...(deletedMessageId === undefined ? {} : { deletedMessageId }),
      ...refOf(contact),
      conversationId: id,
      inboxId: 1,
      status: one.status,
      assigneeId: assignee,
      labels: one.labels,
      updatedAt: one.updated_at * 1000,
      receivedAt: Date.now(),
    });
    await publish(bus, deskSubject(refOf(contact)), body, { id: body.id });
    return body;
  }

  /** Types of all that is in a contact's log, in order. */
  async function log(contact: string): Promise<Json[]> {
    const found: Json[] = [];
    for (let seq = 1; ; ) {
      const m = await bus.jsm.direct.getMessage("INBOUND", { seq, next_by_subj: `inbound.*.main.${contact}.>` });
      if (!m) return found;
      found.push(m.json());
      seq = m.seq + 1;
    }
  }

  return {
    bus,
    url,
    natsUrl: nats.url,
    /** What the desk asks for, as the settings of a process of its own. */
    tokens: TOKENS,
    stored,
    startOne,
    turn,
    text,
    says,
    outcome,
    receipt,
    api,
    conversations,
    messages,
    contacts,
    report,
    log,
    /** The mirror knows which message at the desk has this id at the gateway. */
    eventuallyKnown: (contact: string, messageId: string) =>
      eventually(async () => {
        const record = (await (await openBucket(bus)).get(`main.${contact}`))?.json() as MirrorRecord | undefined;
        return record?.sent.some((one) => one.messageId === messageId) === true;
      }),
    /** Everything was handed over and acknowledged. */
    async idle(): Promise<boolean> {
      const consumers = await Promise.all([
        bus.jsm.consumers.info("TURNS", mirrorTurnsDurable),
        bus.jsm.consumers.info("DELIVERY", mirrorDeliveryDurable),
      ]);
      return consumers.every((one) => one.num_pending + one.num_ack_pending === 0);
    },
    metricsText: () => metrics.text(),
    faults: (patch: object) =>
      fetch(`${url}/sandbox/desk/faults`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(patch),
      }),
    /** Waits until the only conversation shows these texts, and fails with what it shows. */
    async shows(texts: string[], of = 0): Promise<Json[]> {
      let seen: string[] = [];
      try {
        return await eventually(
          async () => {
            const all = await conversations();
            const shown = all[of] ? await messages(all[of].id) : [];
            seen = shown.map((m) => m.content ?? "");
            return JSON.stringify(seen) === JSON.stringify(texts) && shown;
          },
          { deadlineMs: 30_000, everyMs: 50 },
        );
      } catch (error) {
        throw new Error(`the desk shows ${JSON.stringify(seen)}`, { cause: error });
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(mirrors.map((mirror) => mirror.stop()));
      await Promise.all(buses.map((one) => one.close()));
      await sandbox.close();
      await nats.stop();
      await dir[Symbol.asyncDispose]();
    },
  };
}
export type Fixture = Awaited<ReturnType<typeof startFixture>>;

/** What an attendant's message becomes in the log. */
export const replied = (conversationId: number, messageId: number, said: string): Partial<AttendantReplied> => ({
  type: "attendant-replied",
  source: "chatwoot",
  attendantId: "27",
  externalId: `${conversationId}:${messageId}:0`,
  content: { kind: "text", text: said },
});

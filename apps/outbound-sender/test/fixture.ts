import { type Bus, connectBus, type Host, publish } from "@acolhe/bus";
import {
  BEGUN_BUCKET,
  type Begun,
  Channel,
  type Command,
  type ContactKey,
  ControlEvent,
  type ConversationRef,
  controlSubject,
  isSend,
  Outcome,
  outcomeSubject,
  SET_ASIDE_BUCKET,
  type SendingLane,
  stableId,
  subjectOfTurn,
  type Turn,
} from "@acolhe/events";
import { createMetrics, createSetAside } from "@acolhe/runtime";
import { eventually, type Server, startNats, temporaryDirectory } from "@acolhe/testing";
import { createZapiClient } from "@acolhe/zapi";
import { pino } from "pino";
import { setUp } from "../../ops/src/setup.ts";
import { startChannelSender } from "../src/channel-sender.ts";
import { followBotSwitch } from "../src/number/bot-switch.ts";
import { followSpeech } from "../src/number/speech.ts";
import type { SharedPace } from "../src/ports.ts";
import { createSenderMetrics } from "../src/sender-metrics.ts";
import { startGateway } from "./gateway.ts";

const ACK_WAIT_MS = 1_000;

/** A broker with its streams, a gateway, and as many senders as a test asks for. */
export async function startFixture(
  settings: Partial<Channel> = {},
  options: { begun?: boolean; zapiTimeoutMs?: number } = {},
) {
  const { zapiTimeoutMs = 2_000 } = options;
  const dir = await temporaryDirectory();
  const nats: Server = await startNats({ dir: dir.path });
  const gateway = await startGateway();
  const channel = Channel.parse({
    instanceId: "i",
    instanceToken: "t",
    clientToken: "c",
    webhookSecret: "0123456789abcdef",
    paceMs: 0,
    callbackWaitMs: 0,
    unknownGiveUpMs: 600,
    ...settings,
  });
  const bus = await connectBus({ url: nats.url, name: "test" });
  await setUp(bus, { channels: [channel], replicas: 1, ackWaitMs: ACK_WAIT_MS });
  if (options.begun !== false) await begin();
  const senders: Array<{ stop(): Promise<void> }> = [];
  const buses: Bus[] = [bus];
  const metrics = createMetrics("test");
  const senderMetrics = createSenderMetrics(metrics);
  const aside = await bus.kvm.open(SET_ASIDE_BUCKET);
  const lines: Array<{ readonly turnSeq?: number; readonly end?: string }> = [];
  const log = pino({ level: "info" }, { write: (line) => void lines.push(JSON.parse(line)) });
  const leaveOut = createSetAside({ by: "sender", put: (key, json) => aside.put(key, json), log, metrics });
  const noPace: SharedPace = { take: async () => 0 };

  async function startSender(
    pace: SharedPace = noPace,
    host: Partial<Host> = {},
    more: Partial<Pick<Bus, "objects">> = {},
  ) {
    const connected = await connectBus({ url: nats.url, name: "sender" });
    const own: Bus = { ...connected, ...more, host: { ...connected.host, ...host } };
    buses.push(connected);
    const botSwitch = await followBotSwitch(own, pino({ level: "silent" }));
    const sender = startChannelSender({
      bus: own,
      channel,
      held: await own.kvm.open("held"),
      pace,
      hints: { sent: () => {} },
      leaveOut,
      isBotOff: botSwitch.isOff,
      speech: await followSpeech(own, log, [channel]),
      log,
      metrics: senderMetrics,
      ackWaitMs: ACK_WAIT_MS,
      zapiTimeoutMs,
      client: createZapiClient({
        baseUrl: gateway.url,
        instanceId: channel.instanceId,
        instanceToken: channel.instanceToken,
        clientToken: channel.clientToken,
        timeoutMs: zapiTimeoutMs,
      }),
    });
    senders.push(sender);
    return { ...sender, bus: own };
  }

  /** The number's chats were read, as ingress does. */
  async function begin(): Promise<void> {
    const begun: Begun = { startedAt: Date.now(), for: "new-contacts", doneAt: Date.now() };
    await (await bus.kvm.open(BEGUN_BUCKET)).put(channel.id, JSON.stringify(begun));
  }

  /** What the worker would have written for one event, with the chain of turns kept right. */
  const chain = new Map<string, { turnSeq: number; lanes: Record<SendingLane, number> }>();
  async function decide(contact: string, texts: string[], options: DecideOptions = {}) {
    const ref: ConversationRef = { channel: channel.id, contact: contact as ContactKey };
    const lane = options.lane ?? "reply";
    const last = chain.get(contact) ?? { turnSeq: 0, lanes: { reply: 0, proactive: 0, bulk: 0 } };
    const event = options.eventSeq ? { seq: options.eventSeq, partition: options.partition ?? 0 } : await addEvent(ref);
    const sends: Command[] = texts.map((text) => ({
      ...(options.buttons ? { type: "send-buttons", buttons: options.buttons } : { type: "send-text" }),
      to: contact,
      author: options.author ?? "bot",
      repeatable: options.repeatable ?? false,
      validUntil: options.validUntil ?? Date.now() + 600_000,
      text,
    }));
    const commands = [...(options.before ?? []), ...sends];
    const turn: Turn = {
      version: 1,
      ...ref,
      lane,
      outcome: "advanced",
      event: {
        id: stableId(contact, last.turnSeq),
        type: "message-received",
        ...event,
        at: Date.now(),
        receivedAt: Date.now(),
      },
      heard: { at: Date.now() },
      coveredSeq: event.seq,
      previousTurnSeq: last.turnSeq,
      predecessorSeq: last.lanes[lane],
      rule: "test",
      versions: { engine: "1", flow: "test" },
      facts: { now: Date.now() },
      state: {},
      lanes: last.lanes,
      commands,
    };
    const { seq } = await publish(bus, subjectOfTurn(turn), turn);
    const lanes = commands.some(isSend) ? { ...last.lanes, [lane]: seq } : last.lanes;
    chain.set(contact, { turnSeq: seq, lanes });
    return { turnSeq: seq, ...event };
  }

  async function addEvent(ref: ConversationRef): Promise<{ seq: number; partition: number }> {
    const { seq } = await publish(bus, `inbound.${ref.channel}.${ref.contact}.event`, { test: true });
    const stored = await bus.jsm.streams.getMessage("INBOUND", { seq });
    return { seq, partition: Number(stored?.subject.split(".")[1]) };
  }

  /** A control that silences the bot, as its author would write it. */
  async function silence(contact: string, type: ControlEvent["type"], from: Bus = bus): Promise<number> {
    const ref: ConversationRef = { channel: channel.id, contact: contact as ContactKey };
    const at = Date.now();
    const id = stableId(type, contact, at, Math.random());
    const more = {
      source: type === "bot-paused" ? "panel" : "phone",
      survivor: "5511990000009",
      lastActiveAt: 1,
      active: true,
    };
    const control = ControlEvent.parse({ type, ...ref, id, at, receivedAt: at, ...more });
    return (await publish(from, controlSubject(ref), control, { id })).seq;
  }

  const takeOver = (contact: string) => silence(contact, "takeover-started");

  async function outcomes(contact: string): Promise<Outcome[]> {
    const subject = outcomeSubject({ channel: channel.id, contact: contact as ContactKey });
    const found: Outcome[] = [];
    for (let seq = 1; ; ) {
      const m = await bus.jsm.direct.getMessage("DELIVERY", { seq, next_by_subj: subject });
      if (!m) return found;
      found.push(Outcome.parse(m.json()));
      seq = m.seq + 1;
    }
  }

  async function attempts(
    contact: string,
  ): Promise<Array<{ seq: number; turnSeq: number; index: number; number: number }>> {
    const found: Array<{ seq: number; turnSeq: number; index: number; number: number }> = [];
    for (let seq = 1; ; ) {
      const subject = `inbound.*.${channel.id}.${contact}.gate.attempt`;
      const m = await bus.jsm.direct.getMessage("INBOUND", { seq, next_by_subj: subject });
      if (!m) return found;
      found.push({ seq: m.seq, ...m.json<{ turnSeq: number; index: number; number: number }>() });
      seq = m.seq + 1;
    }
  }

  return {
    dir: dir.path,
    nats,
    bus,
    gateway,
    channel,
    startSender,
    begin,
    decide,
    takeOver,
    silence,
    /** What a line of the metrics says; null when there is none. */
    counted: async (line: RegExp) => (await metrics.text()).match(line)?.slice(1) ?? null,
    /** How carrying out a turn ended, each time it was taken. */
    ends: (turnSeq: number) => lines.flatMap((line) => (line.turnSeq === turnSeq && line.end ? [line.end] : [])),
    outcomes,
    attempts,
    addEvent,
    texts: (contact: string) => gateway.calls.filter((c) => c.phone === contact).map((c) => c.text),
    called: (count: number) =>
      eventually(() => gateway.calls.length >= count, { deadlineMs: 20_000, what: `${count} calls of the gateway` }),
    async [Symbol.asyncDispose]() {
      await Promise.all(senders.map((s) => s.stop()));
      await Promise.all(buses.map((b) => b.close()));
      await gateway[Symbol.asyncDispose]();
      await nats.stop();
      await dir[Symbol.asyncDispose]();
    },
  };
}

interface DecideOptions {
  /** What else the turn orders, before its texts. */
  before?: Command[];
  /** Texts get these buttons. */
  buttons?: Array<{ id: string; label: string }>;
  lane?: SendingLane;
  author?: "bot" | "attendant" | "system";
  repeatable?: boolean;
  validUntil?: number;
  eventSeq?: number;
  partition?: number;
}

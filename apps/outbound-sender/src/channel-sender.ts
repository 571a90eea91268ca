import { randomUUID } from "node:crypto";
import { type Bus, type Delivery, type KV, type Pump, startPump } from "@acolhe/bus";
import {
  type Channel,
  ControlEvent,
  type ConversationRef,
  Receipt,
  SENDING_LANES,
  type SendingLane,
  senderDurable,
  TURNS,
  Turn,
} from "@acolhe/events";
import { type Logger, TRACE_HEADER, traceIdOf } from "@acolhe/runtime";
import type { ZapiClient } from "@acolhe/zapi";
import { createCarryOut } from "./carry-out.ts";
import { Contacts } from "./contacts.ts";
import { SendGate } from "./gate.ts";
import type { Hints, SharedPace } from "./ports.ts";
import { SENDER_HEADER, tellConversation } from "./report.ts";
import type { SenderMetrics } from "./sender-metrics.ts";
import { heldKey, startSettler } from "./settle.ts";

/** Turns in hand a lane: enough that contacts waiting for their callback do not stop others. */
const SLOTS: Readonly<Record<SendingLane, number>> = { reply: 64, proactive: 8, bulk: 4 };
const STATUS_EVERY_MS = 15_000;

export interface ChannelSenderDeps {
  readonly bus: Bus;
  readonly channel: Channel;
  readonly client: ZapiClient;
  readonly held: KV;
  readonly channels: KV;
  readonly pace: SharedPace;
  readonly hints: Hints;
  readonly log: Logger;
  readonly metrics: SenderMetrics;
  readonly ackWaitMs: number;
  readonly zapiTimeoutMs: number;
}

/** Sends for one WhatsApp number; any number of replicas may do so side by side. */
export function startChannelSender(deps: ChannelSenderDeps): { stop(): Promise<void> } {
  const { bus, channel, metrics, log } = deps;
  const sender = randomUUID();
  const contacts = new Contacts(bus);
  const gate = new SendGate(channel, deps.pace);
  let stopping = false;
  let connected = true;
  let lastCallbackAt = 0;

  const carryOut = createCarryOut({
    bus,
    sender,
    channel,
    client: deps.client,
    contacts,
    gate,
    hints: deps.hints,
    log,
    metrics,
    zapiTimeoutMs: deps.zapiTimeoutMs,
    stopping: () => stopping,
    hold: async (ref, partition) => void (await deps.held.put(heldKey(ref), JSON.stringify({ ref, partition }))),
  });

  async function handle(delivery: Delivery): Promise<void> {
    const turn = Turn.parse(delivery.json());
    const beat = setInterval(() => delivery.working(), deps.ackWaitMs / 3);
    try {
      const end = await carryOut(turn, delivery.seq);
      if (end === "left") delivery.retry(0);
      else delivery.ack();
      log.info({ trace: traceIdOf(delivery.header(TRACE_HEADER)), turnSeq: delivery.seq, end }, "turn carried out");
    } finally {
      clearInterval(beat);
    }
  }

  const pumps: Pump[] = SENDING_LANES.map((lane) =>
    startPump(bus, {
      stream: TURNS.name,
      durable: senderDurable(channel.id, lane),
      slots: SLOTS[lane],
      handle,
      onError: (error, delivery) =>
        log.warn({ err: error, seq: delivery.seq, delivery: delivery.deliveryCount }, "carrying out a turn failed"),
    }),
  );

  const settler = startSettler({
    bus,
    sender,
    held: deps.held,
    channel,
    client: deps.client,
    contacts,
    log,
    metrics,
    carryOut,
    lastCallbackAt: () => lastCallbackAt,
    connected: () => connected,
    stopping: () => stopping,
  });

  /** A live copy of what is stored anyway: it only wakes, so a lost one costs time, never correctness. */
  const listen = (subject: string, on: (ref: ConversationRef, json: unknown) => void) =>
    bus.nc.subscribe(subject, {
      callback: (error, message) => {
        if (error || message.headers?.get(SENDER_HEADER) === sender) return;
        const tokens = message.subject.split(".");
        const ref = { channel: channel.id, contact: tokens[2] as ConversationRef["contact"] };
        try {
          on(ref, message.json());
        } catch (problem) {
          log.debug({ err: problem }, "a live copy could not be read");
        }
      },
    });

  const subscriptions = [
    listen(`delivery.${channel.id}.*.receipt`, (ref, json) => {
      const receipt = Receipt.parse(json);
      lastCallbackAt = Date.now();
      const former = contacts.former(ref);
      if (!contacts.receipt(ref, receipt) || receipt.kind !== "failed" || !former) return;
      metrics.deliveryFailures.inc({ code: receipt.code ?? "unknown" });
      const { turnSeq, index } = former;
      const code = receipt.code ?? "unknown";
      void tellConversation(bus, ref, { turnSeq, index, as: "failed", code }).catch((error) =>
        log.error({ err: error }, "a failed delivery could not be told to its conversation"),
      );
    }),
    listen(`delivery.${channel.id}.*.outcome`, (ref) => contacts.forget(ref)),
    listen(`inbound.${channel.id}.*.gate.control`, (ref, json) => {
      const control = ControlEvent.parse(json);
      if (control.type === "takeover-started") void unqueue(ref);
      contacts.forget(ref);
    }),
  ];

  /** D6: what the gateway still has queued for a contact a person took over is taken back. */
  async function unqueue(ref: ConversationRef): Promise<void> {
    const former = contacts.former(ref);
    if (!former || former.confirmed) return;
    try {
      await deps.client.deleteQueued(former.zaapId);
      metrics.takeoverDeleted.inc();
    } catch (error) {
      metrics.takeoverTooLate.inc();
      log.warn({ err: error }, "a queued message could not be taken back");
    }
  }

  function setConnected(now: boolean): void {
    if (connected !== now)
      log.warn({ channel: channel.id, connected: now }, now ? "number connected" : "number disconnected: sends wait");
    connected = now;
    if (now) gate.open();
    else gate.close(Number.MAX_SAFE_INTEGER);
  }

  const watching = (async () => {
    for await (const change of await deps.channels.watch({ key: channel.id }))
      if (change.operation === "PUT") setConnected(change.json<{ connected: boolean }>().connected);
  })().catch((error) => log.error({ err: error }, "the state of the number is not watched any more"));

  // A missed ConnectedCallback must not silence the number for ever.
  const poll = setInterval(async () => {
    if (connected) return;
    const status = await deps.client.status().catch(() => null);
    if (status?.connected) setConnected(true);
  }, STATUS_EVERY_MS);

  return {
    async stop() {
      stopping = true;
      clearInterval(poll);
      for (const subscription of subscriptions) subscription.unsubscribe();
      await Promise.all([...pumps.map((pump) => pump.stop()), settler.stop()]);
      void watching;
    },
  };
}

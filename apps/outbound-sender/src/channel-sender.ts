import {
  type Bucket,
  type CoreBus,
  type Delivery,
  followBucket,
  type Pump,
  readAs,
  startPump,
  Unreadable,
} from "@acolhe/bus";
import {
  BEGUN_BUCKET,
  Begun,
  type Channel,
  type ConversationRef,
  failureFilter,
  mayBegin,
  Receipt,
  SENDING_LANES,
  type SendingLane,
  senderDurable,
  TURNS,
  Turn,
} from "@acolhe/events";
import { type LeaveOut, type Logger, TRACE_HEADER, traceIdOf } from "@acolhe/runtime";
import type { ZapiClient } from "@acolhe/zapi";
import type { IsBotOff } from "./bot-switch.ts";
import { createCarryOut } from "./carry-out.ts";
import { Contacts } from "./contacts.ts";
import { startFailures } from "./failures.ts";
import { SendGate } from "./gate.ts";
import { keepHeld, putHeld } from "./held.ts";
import { letsTheNextGo } from "./ledger.ts";
import { startOrders } from "./orders.ts";
import { createPlainText } from "./plain-text.ts";
import type { Hints, SharedPace } from "./ports.ts";
import { createQueued } from "./queued.ts";
import { tellConversation } from "./report.ts";
import type { SenderMetrics } from "./sender-metrics.ts";
import { startSettler } from "./settle.ts";
import { FairLane } from "./share.ts";
import type { Speech } from "./speech.ts";
import { createFillIn } from "./stored-files.ts";
import { startTakeBack } from "./take-back.ts";
import { createWithdraw } from "./withdraw.ts";

/** Turns in hand a lane: enough that contacts waiting for their callback do not stop others. */
const SLOTS: Readonly<Record<SendingLane, number>> = { reply: 64, proactive: 8, bulk: 4 };
const STATUS_EVERY_MS = 15_000;
/** The bot may not speak on the number yet, or not to this contact. */
const SILENT_RETRY_MS = 250;
/** A turn that was given back is taken soon after the one before it is done. */
const BEHIND_RETRY_MS = 250;

export interface ChannelSenderDeps {
  readonly bus: CoreBus;
  readonly channel: Channel;
  readonly client: ZapiClient;
  readonly held: Bucket;
  readonly pace: SharedPace;
  readonly hints: Hints;
  readonly isBotOff: IsBotOff;
  readonly speech: Speech;
  readonly leaveOut: LeaveOut;
  readonly log: Logger;
  readonly metrics: SenderMetrics;
  /** Turns in hand a lane, in this process. */
  readonly slots?: Readonly<Record<SendingLane, number>>;
  readonly ackWaitMs: number;
  readonly zapiTimeoutMs: number;
}

/** Sends for one WhatsApp number; any number of replicas may do so side by side. */
export function startChannelSender(deps: ChannelSenderDeps): { stop(): Promise<void> } {
  const { bus, channel, metrics, log, slots = SLOTS } = deps;
  const { host } = bus;
  const sender = host.uniqueId();
  const contacts = new Contacts(bus);
  const gate = new SendGate(channel, { pace: deps.pace, isPaused: () => deps.speech.isPaused(channel.id), host });
  const plainText = createPlainText({ bus, channel, log, metrics });
  let stopping = false;
  let connected = true;
  let lastCallbackAt = 0;
  let begun: Begun | undefined;

  const carryOut = createCarryOut({
    bus,
    sender,
    channel,
    client: deps.client,
    contacts,
    gate,
    plainText,
    fillIn: createFillIn(bus),
    hints: deps.hints,
    isBotOff: deps.isBotOff,
    isOnlyObserved: deps.speech.isOnlyObserved,
    log,
    metrics,
    zapiTimeoutMs: deps.zapiTimeoutMs,
    stopping: () => stopping,
    mayBegin: () => channel.goLive === "observe" || mayBegin(begun, channel.goLive),
    hold: (ref, partition) => putHeld(deps.held, { ref, partition }),
  });

  /** Given back while it could only wait for another turn of its contact. */
  async function handle(lane: FairLane, delivery: Delivery): Promise<void> {
    const turn = readAs(Turn, TURNS.name, delivery);
    if (!lane.take(turn, delivery.seq)) return delivery.retry(BEHIND_RETRY_MS);
    try {
      await carry(turn, delivery);
    } finally {
      lane.done(turn.contact, delivery.seq);
    }
  }

  async function carry(turn: Turn, delivery: Delivery): Promise<void> {
    if (delivery.forgotten) throw new Unreadable(TURNS.name, delivery.seq, "what it hid is too old");
    const end = await carryOut(turn, delivery.seq, delivery.header(TRACE_HEADER));
    // Whoever settles it finds it there; once this is acknowledged, no turn would tell of it.
    if (end === "held") await keepHeld(deps.held, { ref: turn, partition: turn.event.partition });
    if (end === "left") delivery.retry(0);
    // Given back, so that people's answers to others find a free slot.
    else if (end === "not-begun" || end === "on-hold") delivery.retry(SILENT_RETRY_MS);
    else delivery.ack();
    log.info({ trace: traceIdOf(delivery.header(TRACE_HEADER)), turnSeq: delivery.seq, end }, "turn carried out");
  }

  /** Nobody can carry it out, so a person is told that the patient may be without an answer. */
  async function setAside(problem: Unreadable, delivery: Delivery): Promise<void> {
    await deps.leaveOut(problem, { stream: TURNS.name, seq: delivery.seq });
    const ref = { channel: channel.id, contact: delivery.subject.split(".")[2] as ConversationRef["contact"] };
    await tellConversation(bus, ref, { turnSeq: delivery.seq, index: 0, as: "failed", code: "unreadable" });
  }

  const fair = { reply: new FairLane(), proactive: new FairLane(), bulk: new FairLane() };
  const pumps: Pump[] = SENDING_LANES.map((lane) =>
    startPump(bus, {
      stream: TURNS.name,
      durable: senderDurable(channel.id, lane),
      slots: slots[lane],
      ackWaitMs: deps.ackWaitMs,
      handle: (delivery) => handle(fair[lane], delivery),
      onUnreadable: setAside,
      onError: (error, delivery) =>
        log.warn({ err: error, seq: delivery.seq, delivery: delivery.deliveryCount }, "carrying out a turn failed"),
    }),
  );

  const failures = startFailures({
    bus,
    sender,
    channel,
    contacts,
    plainText,
    log,
    metrics,
    ackWaitMs: deps.ackWaitMs,
    carryOut,
    leaveOut: deps.leaveOut,
  });

  const { client, ackWaitMs, zapiTimeoutMs } = deps;
  const queued = createQueued({ bus, sender, contacts, zapiTimeoutMs });
  const takeBack = startTakeBack({ bus, channel, client, queued, log, metrics, ackWaitMs });

  const orders = startOrders({
    bus,
    sender,
    channel,
    contacts,
    log,
    metrics,
    ackWaitMs,
    carryOut,
    withdraw: createWithdraw({ bus, client, contacts, queued }),
    leaveOut: deps.leaveOut,
  });

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

  /**
   * A live copy of what other processes stored: it only wakes, so a lost one costs time, never correctness. Our own do
   * not come back to us (`noEcho`).
   */
  const listen = (subject: string, on: (ref: ConversationRef, json: unknown) => void) =>
    bus.nc.subscribe(subject, {
      callback: (error, message) => {
        if (error) return;
        const tokens = message.subject.split(".");
        const ref = { channel: channel.id, contact: tokens[2] as ConversationRef["contact"] };
        try {
          on(ref, message.json());
        } catch (problem) {
          log.debug({ err: problem }, "a live copy could not be read");
        }
      },
    });

  const heard = (ref: ConversationRef, json: unknown) => {
    lastCallbackAt = host.now();
    const receipt = Receipt.parse(json);
    if (letsTheNextGo(receipt)) contacts.receipt(ref, receipt);
  };
  const subscriptions = [
    listen(`delivery.${channel.id}.*.receipt`, heard),
    listen(failureFilter(channel.id), heard),
    listen(`delivery.${channel.id}.*.outcome`, (ref) => contacts.forget(ref)),
    listen(`inbound.${channel.id}.*.gate.control`, (ref) => contacts.forget(ref)),
    listen(`inbound.${channel.id}.*.gate.order`, (ref) => contacts.forget(ref)),
  ];

  function setConnected(now: boolean): void {
    if (connected !== now)
      log.warn({ channel: channel.id, connected: now }, now ? "number connected" : "number disconnected: sends wait");
    connected = now;
    if (now) gate.connected();
    else gate.disconnected();
  }

  const watching = followBucket(bus, "channels", {
    key: channel.id,
    onChange: ({ value }) => void (value && setConnected((value as { connected: boolean }).connected)),
    onError: (error) => log.warn({ err: error }, "the state of the number is not watched for a moment"),
  });

  const beginning = followBucket(bus, BEGUN_BUCKET, {
    key: channel.id,
    onChange: ({ value }) => {
      begun = Begun.safeParse(value).data;
    },
    onError: (error) => log.warn({ err: error }, "whether the number has begun is not watched for a moment"),
  });

  // A missed ConnectedCallback must not silence the number for ever.
  const endPoll = host.every(STATUS_EVERY_MS, async () => {
    if (connected) return;
    const status = await deps.client.status().catch(() => null);
    if (status?.connected) setConnected(true);
  });

  return {
    async stop() {
      stopping = true;
      gate.stop();
      contacts.wakeAll();
      endPoll();
      watching.stop();
      beginning.stop();
      plainText.stop();
      for (const subscription of subscriptions) subscription.unsubscribe();
      await Promise.all([
        ...pumps.map((pump) => pump.stop()),
        failures.stop(),
        takeBack.stop(),
        orders.stop(),
        settler.stop(),
      ]);
    },
  };
}

import { allFrom, type Bus, connectBus, lastOf, messageAt, publish } from "@acolhe/bus";
import { type Flow, type RecordedEvent, replay } from "@acolhe/conversation";
import {
  anyTurnOf,
  Channel,
  type ContactKey,
  type ControlEvent,
  type ConversationRef,
  controlSubject,
  eventSubject,
  INBOUND,
  isControl,
  isSend,
  LogEvent,
  type MessageContent,
  PARTITION_COUNT,
  parseStoredInbound,
  TURNS,
  Turn,
  workerDurable,
} from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import { createMetrics, type Logger } from "@acolhe/runtime";
import { eventually, type Server, startNats, temporaryDirectory } from "@acolhe/testing";
import { expect } from "vitest";
import { setUp } from "../../ops/src/setup.ts";
import { createAskedQuestions } from "../src/gather/asked-questions.ts";
import { followClinicSettings } from "../src/gather/clinic-settings.ts";
import type { PatientLookup } from "../src/gather/patient-lookup.ts";
import { followFlows } from "../src/gather/published-flows.ts";
import { startWorker } from "../src/worker.ts";
import { createWorkerMetrics } from "../src/worker-metrics.ts";

/** Short, so that what waits for a redelivery does not wait long; well above what one turn takes. */
export const ACK_WAIT_MS = 1_000;
/** Short, so that a worker stops soon: each test hires some. */
const PULL_MS = 250;

export const silent = { debug() {}, info() {}, warn() {}, error() {} } as unknown as Logger;
export const channel = Channel.parse({
  instanceId: "instance",
  instanceToken: "instance-token",
  clientToken: "client-token",
  webhookSecret: "0123456789abcdef",
});

export interface Recorded {
  readonly seq: number;
  readonly turn: Turn;
}

/** A broker with every stream and consumer, and no worker yet. */
export async function openDesk() {
  const directory = await temporaryDirectory();
  const server: Server = await startNats({ dir: directory.path });
  const bus = await connectBus({ url: server.url, name: "test" });
  await setUp(bus, { channels: [channel], replicas: 1, ackWaitMs: ACK_WAIT_MS, model: true, transcription: true });
  let contacts = 0;
  return {
    bus,
    url: server.url,
    /** A contact no other test knows. */
    contact: (): ConversationRef => ({
      channel: channel.id,
      contact: `55119${90_000_000 + contacts++}` as ContactKey,
    }),
    async [Symbol.asyncDispose]() {
      await bus.close();
      await server.stop();
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** A worker on a connection of its own, as in a process of its own. */
export async function hireWorker(
  url: string,
  options: {
    flow?: Flow;
    clock?: () => number;
    inputWindowMs?: number | undefined;
    patientOf?: PatientLookup;
    model?: boolean;
    transcription?: boolean;
  } = {},
) {
  const bus = await connectBus({ url, name: "worker" });
  const metrics = createWorkerMetrics(createMetrics("test"), Date.now);
  const flows = await followFlows(bus, options.flow ?? clinicFlow, silent);
  const clinic = await followClinicSettings(bus, silent);
  const setAside: string[] = [];
  const worker = startWorker({
    bus,
    knowledge: {
      flows,
      clock: options.clock ?? Date.now,
      patientOf: options.patientOf,
      askedQuestion: createAskedQuestions(bus, options.clock ?? Date.now),
      botOff: clinic.botOff,
      staffHours: clinic.hours,
      inputWindowMs: "inputWindowMs" in options ? options.inputWindowMs : 0,
      model: options.model,
      transcription: options.transcription,
    },
    leaveOut: async ({ stream, seq }) => void setAside.push(`${stream} ${seq}`),
    log: silent,
    metrics,
    ackWaitMs: ACK_WAIT_MS,
    hides: true,
    pullMs: PULL_MS,
  });
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await worker.stop();
    flows.stop();
    clinic.stop();
    await bus.close();
  };
  return { bus, metrics, flows, clinic, setAside, stop, [Symbol.asyncDispose]: stop };
}

let events = 0;
const envelope = (ref: ConversationRef) => {
  const at = Date.now();
  return { ...ref, id: `test-${events++}`, at, receivedAt: at };
};

export const contentMessage = (ref: ConversationRef, content: MessageContent): LogEvent => {
  const base = envelope(ref);
  return { type: "message-received", ...base, messageId: base.id, address: ref.contact, content };
};
export const message = (ref: ConversationRef, text: string) => contentMessage(ref, { kind: "text", text });
export const sticker = (ref: ConversationRef) =>
  contentMessage(ref, { kind: "sticker", url: null, mimeType: "image/webp" });
export const video = (ref: ConversationRef) => contentMessage(ref, { kind: "video", url: null, mimeType: "video/mp4" });
export const control = (
  ref: ConversationRef,
  fields: { type: "contact-resumed" | "unmerged" } | { type: "merged-into"; survivor: ContactKey },
) => ({ ...envelope(ref), ...fields }) as ControlEvent;

/** Puts an event into its conversation's log. `id` is the broker's idea of a repeat; by default the event's own id. */
export async function put(bus: Bus, event: LogEvent, id = event.id): Promise<number> {
  const subject = isControl(event) ? controlSubject(event) : eventSubject(event);
  return (await publish(bus, subject, event, { id })).seq;
}

export async function turnsOf(bus: Bus, ref: ConversationRef): Promise<Recorded[]> {
  const turns: Recorded[] = [];
  for await (const stored of allFrom(bus, TURNS.name, anyTurnOf(ref), 1))
    turns.push({ seq: stored.seq, turn: Turn.parse(stored.json()) });
  return turns;
}

/** Resolves with the contact's turns as soon as there are that many. More than that is an error at once. */
export const untilTurns = (bus: Bus, ref: ConversationRef, count: number, deadlineMs = 15_000): Promise<Recorded[]> =>
  eventually(
    async () => {
      const turns = await turnsOf(bus, ref);
      return turns.length >= count && turns;
    },
    { deadlineMs, what: `${count} turns` },
  );

export async function partitionOf(bus: Bus, ref: ConversationRef): Promise<number> {
  const last = await lastOf(bus, INBOUND.name, `inbound.*.${ref.channel}.${ref.contact}.event`);
  const place = last && parseStoredInbound(last.subject);
  if (!place) throw new Error("the contact has no event yet");
  return place.partition;
}

/** Sums over the consumers of all partitions. */
export async function consumers(bus: Bus) {
  const infos = await Promise.all(
    Array.from({ length: PARTITION_COUNT }, (_, i) => bus.jsm.consumers.info(INBOUND.name, workerDurable(i))),
  );
  const sum = (field: "num_ack_pending" | "num_redelivered" | "num_pending") =>
    infos.reduce((total, info) => total + info[field], 0);
  return {
    unacknowledged: sum("num_ack_pending"),
    redelivered: sum("num_redelivered"),
    waiting: sum("num_pending"),
  };
}

export const texts = ({ turn }: Recorded): string[] =>
  turn.commands.filter(isSend).map((command) => ("text" in command ? command.text : command.type));

/** W1: the links of a contact's turns are those of one chain, and no turn was made from a stale picture. */
export function expectChain(turns: readonly Recorded[]): void {
  let previous = 0;
  let covered = 0;
  let lastReply = 0;
  for (const { seq, turn } of turns) {
    expect(turn.previousTurnSeq, "W1: the turn before").toBe(previous);
    expect(turn.lanes.reply, "W1: the newest reply before").toBe(lastReply);
    expect(turn.predecessorSeq, "W1: the predecessor in its lane").toBe(turn.lane === "quiet" ? 0 : lastReply);
    if (turn.outcome !== "resumed") expect(turn.event.seq, "W1: in the order of events").toBeGreaterThan(covered);
    previous = seq;
    covered = Math.max(covered, turn.event.seq);
    expect(turn.coveredSeq).toBe(covered);
    if (turn.lane === "reply") lastReply = seq;
  }
}

/** W2: what was recorded is enough to make every turn again. */
export async function expectReplay(bus: Bus, turns: readonly Recorded[], flow: Flow = clinicFlow): Promise<void> {
  const recorded: RecordedEvent[] = await Promise.all(
    turns.map(async ({ turn }) => {
      const stored = await messageAt(bus, INBOUND.name, turn.event.seq);
      const { facts, outcome } = turn;
      return { event: LogEvent.parse(stored?.json()), seq: turn.event.seq, facts, outcome };
    }),
  );
  for (const [index, { transition }] of replay(recorded, () => flow).entries()) {
    const { state, commands, rule, lane } = turns[index]!.turn;
    const { visited, ...made } = transition;
    expect(JSON.parse(JSON.stringify(made)), "W2: replay gives the same turn").toEqual({ state, commands, rule, lane });
  }
}

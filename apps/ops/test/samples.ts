import { initialState } from "@acolhe/conversation";
import {
  type Attempt,
  ChannelId,
  type Command,
  ContactKey,
  type ControlEvent,
  type InboundEvent,
  type Outcome,
  type Receipt,
  type Turn,
} from "@acolhe/events";
import type { LogItem } from "../src/log/log-item.ts";

export const REF = { channel: ChannelId.parse("main"), contact: ContactKey.parse("5511990000001") };
/** When the story of a test begins. */
export const T0 = Date.parse("2026-11-29T13:08:59.000Z");

const envelope = (at: number, id: string) => ({ id, ...REF, at, receivedAt: at });

export const wrote = (seq: number, at: number): LogItem => ({
  ...place("INBOUND", seq, at),
  kind: "event",
  event: {
    type: "message-received",
    ...envelope(at, `e${seq}`),
    messageId: `M${seq}`,
    address: REF.contact,
    content: { kind: "text", text: "tem convênio?" },
  } satisfies InboundEvent,
});

export const timer = (seq: number, at: number): LogItem => ({
  ...place("INBOUND", seq, at),
  kind: "event",
  event: { type: "timer-fired", ...envelope(at, `e${seq}`), name: "input", generation: 1 } satisfies InboundEvent,
});

export const control = (seq: number, at: number, type: "takeover-started" | "bot-paused"): LogItem => ({
  ...place("INBOUND", seq, at),
  kind: "control",
  event: { type, ...envelope(at, `c${seq}`), source: "phone" } as ControlEvent,
});

export const attempt = (seq: number, at: number, turnSeq: number, number = 1): LogItem => ({
  ...place("INBOUND", seq, at),
  kind: "attempt",
  attempt: {
    turnSeq,
    index: 0,
    lane: "reply",
    number,
    at,
    silencedSeq: 0,
    contentHash: "h",
    deliverySeq: 0,
  } satisfies Attempt,
});

export interface TurnGiven {
  readonly eventSeq: number;
  readonly rule?: string;
  readonly says?: boolean;
  readonly outcome?: Turn["outcome"];
  readonly previous?: number;
  readonly state?: Partial<Record<string, unknown>>;
  readonly facts?: Partial<Turn["facts"]>;
}

const SAYS: Command = {
  type: "send-text",
  to: REF.contact,
  author: "bot",
  repeatable: false,
  validUntil: T0 + 600_000,
  text: "Atendemos, sim.",
};

export const turn = (seq: number, at: number, given: TurnGiven): Extract<LogItem, { kind: "turn" }> => ({
  ...place("TURNS", seq, at),
  kind: "turn",
  turn: {
    version: 1,
    ...REF,
    lane: given.says ? "reply" : "quiet",
    outcome: given.outcome ?? "advanced",
    event: { id: "e", type: "message-received", seq: given.eventSeq, partition: 3, at, receivedAt: at },
    coveredSeq: given.eventSeq,
    previousTurnSeq: given.previous ?? 0,
    predecessorSeq: 0,
    rule: given.rule ?? "insurance",
    versions: { engine: "1", flow: "F" },
    facts: { now: at, ...given.facts },
    state: { ...initialState, ...given.state },
    lanes: { reply: 0, proactive: 0, bulk: 0 },
    commands: given.says ? [SAYS] : [],
  },
});

export const outcome = (
  seq: number,
  at: number,
  given: Partial<Outcome> & Pick<Outcome, "turnSeq" | "status">,
): LogItem => {
  const start = { turnSeq: 0, next: 0, done: true, tries: 0 };
  return {
    ...place("DELIVERY", seq, at),
    kind: "outcome",
    outcome: {
      ...{ index: 0, lane: "reply", at, attempt: 1, held: null },
      cursors: { reply: start, proactive: start, bulk: start },
      ...given,
    } as Outcome,
  };
};

export const receipt = (seq: number, at: number, kind: Receipt["kind"], messageId: string): LogItem => ({
  ...place("DELIVERY", seq, at),
  kind: "receipt",
  receipt: { id: `r${seq}`, ...REF, kind, messageId, at, receivedAt: at },
});

const place = <S extends LogItem["stream"]>(stream: S, seq: number, storedAtMs: number) => ({
  stream,
  seq,
  storedAtMs,
});

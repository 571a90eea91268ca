import {
  type ChannelId,
  type ContactKey,
  type LaneCursor,
  NO_ORDERS,
  type SendCommand,
  type Turn,
} from "@acolhe/events";
import type { Former, Ledger, OpenAttempt } from "../src/ledger/ledger.ts";

/** Records of one contact, for tables of decisions: no clock, no log. */

export const NOW = 1_000_000;
const START: LaneCursor = { turnSeq: 0, next: 0, done: true, tries: 0 };

export const say = (text: string, more: Partial<Pick<SendCommand, "author" | "validUntil">> = {}): SendCommand => ({
  ...{ type: "send-text", to: "5511990000001", author: "bot", repeatable: false, validUntil: NOW + 600_000, text },
  ...more,
});

export const turnOf = ({
  event,
  predecessorSeq = 0,
  commands,
}: {
  event: number;
  predecessorSeq?: number;
  commands: Turn["commands"];
}): Turn => ({
  version: 1,
  ...{ channel: "main" as ChannelId, contact: "5511990000001" as ContactKey, lane: "reply", outcome: "advanced" },
  event: { id: "e", type: "message-received", seq: event, partition: 0, at: NOW, receivedAt: NOW },
  ...{ coveredSeq: event, previousTurnSeq: 0, predecessorSeq, rule: "test" },
  ...{ versions: { engine: "1", flow: "test" }, facts: { now: NOW }, state: {} },
  ...{ lanes: { reply: 0, proactive: 0, bulk: 0 }, commands },
});

export const cursors = (reply: Partial<LaneCursor>): Ledger["cursors"] => ({
  ...{ reply: { ...START, ...reply }, proactive: START, bulk: START },
});

export const ledgerOf = (known: Partial<Ledger>): Ledger => ({
  ...{ gateSeq: 0, silencedSeq: 0, orders: NO_ORDERS, openAttempt: null, outcomeSeq: 0, cursors: cursors({}) },
  ...{ held: null, former: null, confirmedIds: new Set<string>(), ...known },
});

export const attempt = (of: Partial<OpenAttempt> & Pick<OpenAttempt, "turnSeq">): OpenAttempt => ({
  ...{ index: 0, lane: "reply", number: 1, at: NOW, silencedSeq: 0, contentHash: "h", deliverySeq: 0, seq: 50 },
  ...of,
});

export const accepted = (turnSeq: number): Former => ({
  ...{ messageId: "M", zaapId: "Z", turnSeq, index: 0, acceptedAt: NOW, confirmed: false },
});

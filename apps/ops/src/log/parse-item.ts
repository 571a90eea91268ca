import { type FollowedMessage, readOrNull } from "@acolhe/bus";
import {
  Attempt,
  ControlEvent,
  DELIVERY,
  InboundEvent,
  Outcome,
  parseStoredInbound,
  Receipt,
  SendOrder,
  TURNS,
  Turn,
} from "@acolhe/events";
import type { z } from "zod";
import type { LogItem } from "./log-item.ts";

/** As much of a record as is read here. */
type RawRecord = Pick<FollowedMessage, "seq" | "subject" | "storedAtMs" | "json">;

type Body = LogItem extends infer One
  ? One extends LogItem
    ? Omit<One, "stream" | "seq" | "storedAtMs">
    : never
  : never;

/** The record of a stream with what it says; `unreadable` where it says nothing that fits. Null: it is of no contact. */
export function parseItem(stream: LogItem["stream"], raw: RawRecord): LogItem | null {
  const body = bodyOf(stream, raw);
  return body && ({ stream, seq: raw.seq, storedAtMs: raw.storedAtMs, ...body } as LogItem);
}

function bodyOf(stream: LogItem["stream"], raw: RawRecord): Body | null {
  if (stream === TURNS.name) return read(Turn, raw, (turn) => ({ kind: "turn", turn }));
  if (stream === DELIVERY.name) return deliveryOf(raw);
  const parsed = parseStoredInbound(raw.subject);
  if (parsed?.kind === "event") return read(InboundEvent, raw, (event) => ({ kind: "event", event }));
  if (parsed?.kind === "control") return read(ControlEvent, raw, (event) => ({ kind: "control", event }));
  if (parsed?.kind === "attempt") return read(Attempt, raw, (attempt) => ({ kind: "attempt", attempt }));
  if (parsed?.kind === "order") return read(SendOrder, raw, (order) => ({ kind: "order", order }));
  return null;
}

function deliveryOf(raw: RawRecord): Body | null {
  switch (raw.subject.split(".").at(-1)) {
    case "outcome":
      return read(Outcome, raw, (outcome) => ({ kind: "outcome", outcome }));
    case "receipt":
    case "failure":
      return read(Receipt, raw, (receipt) => ({ kind: "receipt", receipt }));
    case "desk":
      return { kind: "desk" };
    default:
      return null;
  }
}

function read<T>(schema: z.ZodType<T>, raw: RawRecord, body: (value: T) => Body): Body {
  const value = readOrNull(schema, raw);
  return value === null ? { kind: "unreadable" } : body(value);
}

import {
  type Attempt,
  CONTROL_SCHEMAS,
  type ControlEvent,
  EVENT_SCHEMAS,
  type InboundEvent,
  type Outcome,
  type Receipt,
  type SendOrder,
  type Turn,
} from "@acolhe/events";
import { InvalidArgumentError } from "commander";

/** Where a record stands and when the broker stored it. */
interface Place {
  readonly stream: "INBOUND" | "TURNS" | "DELIVERY";
  readonly seq: number;
  /** Epoch ms, by the broker's clock. */
  readonly storedAtMs: number;
}

/** One record of a contact, read by its schema. */
export type LogItem = Place &
  (
    | { readonly kind: "event"; readonly event: InboundEvent }
    | { readonly kind: "control"; readonly event: ControlEvent }
    | { readonly kind: "attempt"; readonly attempt: Attempt }
    /** What an operator decided about a send. */
    | { readonly kind: "order"; readonly order: SendOrder }
    | { readonly kind: "turn"; readonly turn: Turn }
    | { readonly kind: "outcome"; readonly outcome: Outcome }
    | { readonly kind: "receipt"; readonly receipt: Receipt }
    /** What concerns the desk only. */
    | { readonly kind: "desk" }
    | { readonly kind: "unreadable" }
  );

const ORDER = { INBOUND: 0, TURNS: 1, DELIVERY: 2 } as const;

/** In the order of the broker's clock; what it stored in one instant in the order of the data's way. */
export const byTime = (a: Place, b: Place): number =>
  a.storedAtMs - b.storedAtMs || ORDER[a.stream] - ORDER[b.stream] || a.seq - b.seq;

const KINDS: readonly LogItem["kind"][] = [
  ...(["event", "control", "turn", "attempt", "order", "outcome", "receipt", "desk", "unreadable"] as const),
];

/** Whether a record is of a kind, or an event of a type. Pure. */
export const isOfType = (item: LogItem, type: string): boolean =>
  item.kind === type || ("event" in item && item.event.type === type);

/** @throws InvalidArgumentError for what no record is: nothing would ever be shown */
export function parseType(text: string): string {
  const known = [...KINDS, ...Object.keys(EVENT_SCHEMAS), ...Object.keys(CONTROL_SCHEMAS)];
  if (!known.includes(text)) throw new InvalidArgumentError(`there are: ${known.join(", ")}`);
  return text;
}

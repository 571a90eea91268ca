import type { Attempt, ControlEvent, InboundEvent, Outcome, Receipt, SendOrder, Turn } from "@acolhe/events";

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

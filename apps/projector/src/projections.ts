import { applyDelivery } from "./apply/delivery.ts";
import type { Apply } from "./apply/each.ts";
import { applyInbound } from "./apply/inbound.ts";
import { applyTurns } from "./apply/turns.ts";

/** Which records of which stream become rows, and how. */
export interface Projection {
  readonly stream: "INBOUND" | "TURNS" | "DELIVERY";
  /** The rest of the stream only moves the checkpoint. */
  readonly wants: (subject: string) => boolean;
  readonly apply: Apply;
}

const EVENTS = /^inbound\..*\.(?:event|gate\.control)$/;
const DELIVERIES = /\.(?:outcome|receipt|failure)$/;

/** Attempts say nothing that turns and outcomes do not say; schedules and the states of numbers are no rows. */
export const PROJECTIONS: readonly Projection[] = [
  { stream: "INBOUND", wants: (subject) => EVENTS.test(subject), apply: applyInbound },
  { stream: "TURNS", wants: () => true, apply: applyTurns },
  { stream: "DELIVERY", wants: (subject) => DELIVERIES.test(subject), apply: applyDelivery },
];

import { type Broker, messageAt, readOrNull } from "@acolhe/bus";
import { TURNS, Turn } from "@acolhe/events";
import { withBroker } from "./with-broker.ts";

export interface Turns {
  /** The decision with this number in the log; null: there is none, or it cannot be read. */
  at(turnSeq: number): Promise<Turn | null>;
}

/** Decisions as they were recorded. */
export function createTurns(broker: Broker): Turns {
  return {
    at: (turnSeq) =>
      withBroker(broker, async (bus) => {
        const stored = await messageAt(bus, TURNS.name, turnSeq);
        return stored && readOrNull(Turn, stored);
      }),
  };
}

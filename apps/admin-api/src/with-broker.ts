import type { Broker, Bus } from "@acolhe/bus";
import { Problem } from "./http/problem.ts";

const unavailable = (cause?: unknown) => new Problem("unavailable", { cause, retryAfterSeconds: 5 });

/**
 * Does what needs the broker. A broker that is away, or fails meanwhile, is told as such.
 *
 * @throws Problem unavailable, or the one that `work` throws
 */
export async function withBroker<T>(broker: Broker, work: (bus: Bus) => Promise<T>): Promise<T> {
  if (!broker.bus || !broker.connected) throw unavailable();
  try {
    return await work(broker.bus);
  } catch (error) {
    throw error instanceof Problem ? error : unavailable(error);
  }
}

import { type Host, sleep } from "./host.ts";

const RETRY_MS = 250;

/**
 * What the broker must take before anything else happens is tried until it does. Only while it is away or cannot write:
 * any other error would be the same at the next try, so it is the caller's at once.
 *
 * @throws whatever `work` threw last, once `stopping` says so
 */
export async function retryWhileUnavailable<T>(
  work: () => Promise<T>,
  options: {
    readonly host: Host;
    readonly stopping: () => boolean;
    readonly onRetry: (error: unknown, tries: number) => void;
  },
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isBrokerTrouble(error) || options.stopping()) throw error;
      options.onRetry(error, tries);
      await sleep(options.host, RETRY_MS);
    }
  }
}

const BROKER_ERRORS: ReadonlySet<string> = new Set([
  "TimeoutError",
  "RequestError",
  "NoRespondersError",
  "ConnectionError",
  "ClosedConnectionError",
  "DrainingConnectionError",
  "JetStreamNotEnabled",
  "BrokerBusy",
]);

/** The broker is away or cannot write now, so that the same may succeed later. */
export const isBrokerTrouble = (error: unknown): boolean =>
  error instanceof Error &&
  (BROKER_ERRORS.has(error.name) ||
    BROKER_ERRORS.has(error.constructor.name) ||
    isServerRefusal(error) ||
    isBrokerTrouble(error.cause));

/** A full disk, a lost leader: JetStream answers with a status of 500 or more. */
const isServerRefusal = (error: Error): boolean =>
  error.name === "JetStreamApiError" && "status" in error && Number(error.status) >= 500;

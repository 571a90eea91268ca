import { type Bus, connectBus } from "./connection.ts";
import type { CoreBus } from "./core.ts";
import { type Host, realHost, sleep } from "./host.ts";

/** The broker as a server sees it that starts without it: perhaps not there yet, perhaps away for a while. */
export interface Broker<B extends CoreBus = Bus> {
  /** Null until the first connection. */
  readonly bus: B | null;
  readonly connected: boolean;
  /** When the current connection began, by the host's `ticks`. */
  readonly connectedAt: number;
  /** When the last connection was lost or, before the first, when it was begun to look for one. */
  readonly awaySince: number;
  /** Called once, at the first connection. */
  whenFirstConnected(run: (bus: B) => void): void;
  /** Resolves at the next connection, at once if there is one. */
  whenConnected(): Promise<void>;
  stop(): Promise<void>;
}

/** Draining takes one round trip; without an answer the connection is closed as it is. */
const CLOSE_MS_MAX = 1_000;

/** Returns at once: a server whose broker is down must still answer. */
export const startBroker = (options: { url: string; name: string; onError: (error: unknown) => void }): Broker =>
  followConnection({ host: realHost, connect: () => connectBus(options), onError: options.onError });

/** What is there to be closed, besides what everybody uses. */
interface Closable extends CoreBus {
  readonly nc: CoreBus["nc"] & { close(): Promise<void> };
  close(): Promise<void>;
}

/** The same for any connection: the first is waited for, and the ones after it are its own business. */
export function followConnection<B extends Closable>(options: {
  readonly host: Host;
  readonly connect: () => Promise<B>;
  readonly onError: (error: unknown) => void;
}): Broker<B> {
  const { host, connect } = options;
  let bus: B | null = null;
  let connected = false;
  let connectedAt = Number.POSITIVE_INFINITY;
  let awaySince = host.ticks();
  let next = Promise.withResolvers<void>();
  let stopped = false;
  const first: Array<(bus: B) => void> = [];

  const here = () => {
    connected = true;
    connectedAt = host.ticks();
    next.resolve();
  };
  const away = () => {
    if (!connected) return;
    connected = false;
    awaySince = host.ticks();
    next = Promise.withResolvers();
  };

  (async () => {
    const made = await connect();
    if (stopped) return made.close();
    bus = made;
    here();
    for (const run of first) run(made);
    for await (const { type } of made.nc.status()) {
      if (type === "reconnect") here();
      if (type === "disconnect" || type === "staleConnection" || type === "close") away();
    }
  })().catch(options.onError);

  return {
    get bus() {
      return bus;
    },
    get connected() {
      return connected && bus !== null && !bus.nc.isClosed();
    },
    get connectedAt() {
      return connectedAt;
    },
    get awaySince() {
      return awaySince;
    },
    whenConnected: () => next.promise,
    whenFirstConnected: (run) => (bus ? run(bus) : void first.push(run)),
    async stop() {
      stopped = true;
      connected = false;
      // Draining needs the broker; without it there is nothing to flush either.
      if (bus) await Promise.race([bus.close(), sleep(host, CLOSE_MS_MAX)]);
      if (bus && !bus.nc.isClosed()) await bus.nc.close().catch(() => {});
    },
  };
}

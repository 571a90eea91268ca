import { type Bus, connectBus } from "./connection.ts";

/** The broker as a server sees it that starts without it: perhaps not there yet, perhaps away for a while. */
export interface Broker {
  /** Null until the first connection. */
  readonly bus: Bus | null;
  readonly connected: boolean;
  /** When the current connection began, by `performance.now()`. */
  readonly connectedAt: number;
  /** When the last connection was lost or, before the first, when it was begun to look for one. */
  readonly awaySince: number;
  /** Called once, at the first connection. */
  whenFirstConnected(run: (bus: Bus) => void): void;
  /** Resolves at the next connection, at once if there is one. */
  whenConnected(): Promise<void>;
  stop(): Promise<void>;
}

/** Returns at once: a server whose broker is down must still answer. */
export function startBroker(options: { url: string; name: string; onError: (error: unknown) => void }): Broker {
  let bus: Bus | null = null;
  let connected = false;
  let connectedAt = Number.POSITIVE_INFINITY;
  let awaySince = performance.now();
  let next = Promise.withResolvers<void>();
  let stopped = false;
  const first: Array<(bus: Bus) => void> = [];

  const here = () => {
    connected = true;
    connectedAt = performance.now();
    next.resolve();
  };
  const away = () => {
    if (!connected) return;
    connected = false;
    awaySince = performance.now();
    next = Promise.withResolvers();
  };

  (async () => {
    const made = await connectBus(options);
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
      if (bus) await Promise.race([bus.close(), new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
      if (bus && !bus.nc.isClosed()) await bus.nc.close().catch(() => {});
    },
  };
}

import { type Bus, connectBus } from "@acolhe/bus";

/** The broker as ingress sees it: perhaps not there yet, perhaps away for a while. */
export interface Broker {
  /** Null until the first connection. */
  readonly bus: Bus | null;
  readonly connected: boolean;
  /** Called once, at the first connection. */
  whenFirstConnected(run: (bus: Bus) => void): void;
  stop(): Promise<void>;
}

/** Returns at once: a desk whose broker is down must still take webhooks. */
export function startBroker(options: { url: string; name: string; onError: (error: unknown) => void }): Broker {
  let bus: Bus | null = null;
  let connected = false;
  let stopped = false;
  const first: Array<(bus: Bus) => void> = [];

  (async () => {
    const made = await connectBus(options);
    if (stopped) return made.close();
    bus = made;
    connected = true;
    for (const run of first) run(made);
    for await (const { type } of made.nc.status()) {
      if (type === "reconnect") connected = true;
      if (type === "disconnect" || type === "staleConnection" || type === "close") connected = false;
    }
  })().catch(options.onError);

  return {
    get bus() {
      return bus;
    },
    get connected() {
      return connected && bus !== null && !bus.nc.isClosed();
    },
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

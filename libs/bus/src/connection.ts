import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { Kvm } from "@nats-io/kv";
import { createInbox, type NatsConnection, type ReconnectToServerHandler } from "@nats-io/nats-core";
import { connect } from "@nats-io/transport-node";
import { parseAddress } from "./address.ts";
import type { CoreBus } from "./core.ts";
import { realHost } from "./host.ts";
import { openObjects } from "./objects.ts";
import { onReconnect } from "./reconnects.ts";
import { createReplicas } from "./replicas.ts";
import { createSilences, saysMissing } from "./silences.ts";
import { createStore } from "./store.ts";

/** A connection to the broker with its JetStream clients. */
export interface Bus extends CoreBus {
  readonly nc: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly kvm: Kvm;
  /** Flushes what was published and closes. */
  close(): Promise<void>;
}

/**
 * Connects and keeps reconnecting for ever: a process outlives its broker.
 *
 * @param options.url one or several addresses, separated by commas, as `parseAddress` reads them
 * @param options.name shown in the broker's connection list
 * @param options.firstTryOnly for people at a command line: throw when no broker answers, instead of waiting for one
 */
export async function connectBus(options: { url: string; name: string; firstTryOnly?: boolean }): Promise<Bus> {
  const { servers, login, inboxPrefix, tls } = parseAddress(options.url);
  const nc = await connect({
    servers: [...servers],
    ...login,
    ...(tls ? { tls } : {}),
    inboxPrefix,
    name: options.name,
    // An Error object per request would double the CPU of a publish.
    noAsyncTraces: true,
    // No connection is told of what it published itself.
    noEcho: true,
    maxReconnectAttempts: -1,
    waitOnFirstConnect: options.firstTryOnly !== true,
    reconnectTimeWait: 200,
    reconnectToServer: elsewhere(),
    // A broker that vanished without closing the socket is noticed after two missed pings.
    pingInterval: 5_000,
    maxPingOut: 2,
  });
  // The API check is a request of its own and would fail while the broker is still coming up.
  const jsm = await jetstreamManager(nc, { checkAPI: false });
  const silences = createSilences({
    host: realHost,
    // One server alone is all there is: its client waits for it.
    leave: () => void (nc.info?.cluster && nc.reconnect()),
    isMissing: (stream, durable) => jsm.consumers.info(stream, durable).then(() => false, saysMissing),
  });
  const { forget, ...replicas } = await createReplicas(nc, jsm, silences);
  const bus: Bus = {
    ...replicas,
    noteAnswer: silences.noteAnswer,
    host: realHost,
    nc,
    js: jetstream(nc, { timeout: 2_000 }),
    jsm,
    kvm: new Kvm(jetstream(nc)),
    store: createStore(nc, createInbox(inboxPrefix), silences),
    inbox: () => createInbox(inboxPrefix),
    objects: (name) => openObjects(bus, name),
    async close() {
      if (!nc.isClosed()) await nc.drain().catch(() => nc.close());
    },
  };
  onReconnect(bus, () => {
    forget();
    silences.begin();
  });
  return bus;
}

/** Not to the node that was lost or tried last, where there is another: the client begins with the very same. */
function elsewhere(): ReconnectToServerHandler {
  let last = "";
  return (pool) => {
    const next = pool.find(({ listen }) => listen !== last) ?? pool[0] ?? null;
    last = next?.listen ?? "";
    return next;
  };
}

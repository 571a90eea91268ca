import { rm } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { type NatsOptions, type Server, startLocalNats } from "./servers.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

/** One server of a cluster. */
export interface ClusterNode {
  readonly name: string;
  /** Of this node alone. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends it and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Back at its address, with what its disk holds. */
  start(): Promise<void>;
  /** Between a kill and a start: its disk is empty. */
  wipe(): Promise<void>;
  /** The other nodes do not hear it, nor it them; its clients go on talking to it. No node is told. */
  cutOff(): void;
  /** What stood still on its wires goes on. */
  rejoin(): void;
}

export interface NatsCluster extends AsyncDisposable {
  /** Of all nodes, as clients take it. */
  readonly url: string;
  readonly nodes: readonly ClusterNode[];
}

export interface ClusterOptions extends Pick<NatsOptions, "syncAlways" | "more"> {
  readonly dir: string;
  readonly count: number;
}

/**
 * Nodes learn of each other also by hearsay; told an address where no server listens, they keep to the wires given
 * here.
 */
const NOWHERE = "127.0.0.1:1";

/**
 * Servers of this machine that keep copies of each other's streams. Each node reaches each other over a wire of its own, so
 * that any of them can be cut off. Ready when clients may connect; who makes a stream waits for a leader first.
 */
export async function startNatsCluster(options: ClusterOptions): Promise<NatsCluster> {
  await using ends = new AsyncDisposableStack();
  const numbers = Array.from({ length: options.count }, (_, index) => index);
  const ports = await Promise.all(numbers.map(() => freePort()));
  const clientPorts = await Promise.all(numbers.map(() => freePort()));
  const wires: Array<{ from: number; to: number; wire: TcpProxy }> = [];
  for (const from of numbers)
    for (const to of numbers)
      if (from !== to) wires.push({ from, to, wire: ends.use(await startTcpProxy({ port: ports[to]! })) });

  const nodes = await Promise.all(
    numbers.map(async (index) => {
      const others = wires.filter(({ from }) => from === index).map(({ wire }) => `nats://127.0.0.1:${wire.port}`);
      const touching = wires.filter(({ from, to }) => from === index || to === index);
      const more = `${clusterConfig(index, ports[index]!, others)}${options.more ?? ""}`;
      const dir = join(options.dir, `node-${index + 1}`);
      const { syncAlways = false } = options;
      const start = () => startLocalNats({ dir, port: clientPorts[index]!, syncAlways, more });
      let server: Server = await start();
      ends.defer(() => server.stop());
      const node: ClusterNode = {
        name: `node-${index + 1}`,
        url: server.url,
        port: server.port,
        get pid() {
          return server.pid;
        },
        kill: (signal) => server.kill(signal),
        async start() {
          server = await start();
        },
        wipe: () => rm(join(dir, "store"), { recursive: true, force: true }),
        cutOff: () => {
          for (const { wire } of touching) wire.cut();
        },
        rejoin: () => {
          for (const { wire } of touching) wire.mend();
        },
      };
      return node;
    }),
  );
  const kept = ends.move();
  return { url: nodes.map(({ url }) => url).join(), nodes, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** Clients are told of no other addresses than those they have: they might lead past what stands in between. */
function clusterConfig(index: number, port: number, routes: readonly string[]): string {
  const listed = routes.map((route) => `    ${route}`).join("\n");
  return [
    `server_name: node-${index + 1}`,
    "cluster {",
    "  name: acolhe",
    `  host: 127.0.0.1\n  port: ${port}`,
    `  advertise: ${JSON.stringify(NOWHERE)}\n  no_advertise: true`,
    `  routes: [\n${listed}\n  ]`,
    "}\n",
  ].join("\n");
}

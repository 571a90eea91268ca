/** Of V8's profile, as much as is read here. */
export interface Profile {
  readonly nodes: ReadonlyArray<{
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }>;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The first that fits a frame, from the innermost outwards, is what a sample's time is for: `file#function`. */
const CAUSES: ReadonlyArray<readonly [cause: string, frames: RegExp]> = [
  ["memory given back", /#\(garbage collector\)$/],
  ["writes to sockets", /^#(writev|writeBuffer|writeUtf8String|writeLatin1String)$/],
  ["profiler", /^node:inspector#/],
  ["schemas", /\/zod\//],
  [
    "ciphers and hashes",
    /^node:internal\/crypto|libs\/events\/src\/.*(stable-id|hash)|^#(digest|Hash|update|CipherBase)$/,
  ],
  ["hiding", /libs\/(events\/src\/turn\/hidden|conversation\/src\/turn\/identifiers)/],
  ["JSON", /libs\/bus\/src\/hidden\.ts#json|@nats-io\/.*#json|libs\/bus\/src\/publish\.ts#store|read-body/],
  ["understanding", /libs\/(nlu|phone)\/|libs\/flows\/src\/understand/],
  ["deciding", /libs\/(conversation|flows)\/|\/re2js\//],
  ["log", /\/pino\/|\/sonic-boom\/|libs\/runtime\/src\/log/],
  ["traces", /libs\/runtime\/src\/trace/],
  ["metrics", /\/prom-client\/|libs\/runtime\/src\/metrics|histogram/],
  ["cache", /\/ioredis\/|\/redis-parser\/|libs\/cache\//],
  ["timers", /^node:(internal\/)?timers#/],
  ["the gateway called", /\/undici\/|libs\/zapi\/src\/client/],
  ["webhooks taken", /\/fastify\/|\/find-my-way\/|^node:_http|libs\/zapi\/|apps\/ingress\/src\/receive/],
  ["the broker's client", /\/@nats-io\/|libs\/bus\//],
  ["our own steps", /apps\/|libs\//],
  ["promises and streams", /^node:|#runMicrotasks$/],
];
const REST = "the rest of Node";

/** Milliseconds of each cause, most first; without what the process was idle. */
export function byCause({ nodes, samples, timeDeltas }: Profile): Array<readonly [cause: string, ms: number]> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, `${callFrame.url}#${callFrame.functionName}`] as const));
  const causes = new Map<number, string>();
  const causeOf = (id: number): string => {
    const known = causes.get(id);
    if (known) return known;
    let cause: string | undefined;
    for (let at: number | undefined = id; at !== undefined && cause === undefined; at = parents.get(at))
      cause = CAUSES.find(([, fits]) => fits.test(frames.get(at!) ?? ""))?.[0];
    causes.set(id, cause ?? REST);
    return cause ?? REST;
  };
  const sums = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    if (frames.get(id) === "#(idle)") continue;
    const cause = causeOf(id);
    if (cause === "profiler") continue;
    sums.set(cause, (sums.get(cause) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  }
  return [...sums].sort(([, a], [, b]) => b - a);
}

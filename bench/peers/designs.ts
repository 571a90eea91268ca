/** One way to do the same job, by what it is started from. */
export interface Design {
  readonly server: "postgres" | "redis" | "restate";
  /** The program that takes webhooks; absent: the server takes them itself. */
  readonly web?: string;
  readonly worker: string;
  readonly env: Readonly<Record<string, string>>;
}

export type DesignName = keyof typeof designs;

export const designs = {
  restate: { server: "restate", worker: "restate-worker.ts", env: {} },
  "restate-attempt": { server: "restate", worker: "restate-worker.ts", env: { ATTEMPTS: "1" } },
  graphile: { server: "postgres", web: "graphile-web.ts", worker: "graphile-worker.ts", env: { QUEUES: "0" } },
  "graphile-64": { server: "postgres", web: "graphile-web.ts", worker: "graphile-worker.ts", env: { QUEUES: "64" } },
  dbos: { server: "postgres", web: "dbos-web.ts", worker: "dbos-worker.ts", env: {} },
  bullmq: { server: "redis", web: "bullmq-web.ts", worker: "bullmq-worker.ts", env: {} },
} as const satisfies Record<string, Design>;

export const OURS = "acolhe";

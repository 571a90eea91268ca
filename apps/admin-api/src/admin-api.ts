import { type Broker, followLogLevel, startBroker } from "@acolhe/bus";
import { connectCache, type RateLimits } from "@acolhe/cache";
import { connectDatabase, type Database, safeError } from "@acolhe/database";
import type { Desk } from "@acolhe/privacy";
import { createTrouble, type Logger, type Metrics, type TrustedProxies } from "@acolhe/runtime";
import type { FastifyInstance } from "fastify";
import { createPasswordJudge } from "./access/judge-passwords.ts";
import { createLockout } from "./access/lockout.ts";
import { type AlertOptions, startAlerts } from "./alerts/start.ts";
import { type ApiMetrics, createApiMetrics } from "./api-metrics.ts";
import { createOnce } from "./audit/once.ts";
import { createChanges } from "./changes.ts";
import { createChannelStates } from "./channel-states.ts";
import { createClinicFacts } from "./clinic-facts.ts";
import { createConversations } from "./conversations.ts";
import { createDeskLinks, type DeskAddress } from "./desk-links.ts";
import { startErasures } from "./erasures.ts";
import { createFlowCheck } from "./flow-check/flow-check.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { createServer } from "./http/server.ts";
import { CHANGES_POLL_MS } from "./limits.ts";
import { createMedia } from "./media.ts";
import { createPublishedFlows } from "./published-flows.ts";
import { addRoutes } from "./routes/index.ts";
import { createSystem } from "./system/system.ts";
import { createSystemMetrics } from "./system/system-metrics.ts";
import { createTurns } from "./turns.ts";

export interface AdminApiOptions {
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly redisUrl: string;
  readonly jwtSecret: string;
  readonly corsOrigins: readonly string[];
  readonly trustProxy: TrustedProxies;
  readonly panelDirectory: string;
  /** Of one user, or of an address without one. */
  readonly limits: RateLimits;
  /** Of one address at the routes that let people in, instead. */
  readonly authLimits: RateLimits;
  /** How often listeners without news are told that they are still heard, and their login is looked at. */
  readonly heartbeatMs: number;
  /** The attendants' desk, where there is one. */
  readonly desk?: DeskAddress | undefined;
  /** The same, with what it takes to erase people there. */
  readonly erasureDesk?: Desk | null;
  /** The HTTP address of each service to be watched, by name. */
  readonly apps?: Readonly<Record<string, string>>;
  /** How people are told what is wrong. */
  readonly alerts?: AlertOptions;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface AdminApi {
  readonly app: FastifyInstance;
  readonly db: Database;
  readonly broker: Broker;
  listen(address: { host: string; port: number }): Promise<{ port: number }>;
  /** In reverse order of starting: first no more requests. */
  stop(): Promise<void>;
}

/** Everything of the API, composed: authenticate → validate → ask the database, or put into the log → answer. */
export async function createAdminApi(options: AdminApiOptions): Promise<AdminApi> {
  const counters = createApiMetrics(options.metrics);
  const trouble = createTrouble(options.log, { safeError });
  const outside = connectOutside(options, trouble);
  const { db, broker, cache } = outside;
  const deps = createDeps(options, outside, counters, trouble);
  const housekeeping = await startHousekeeping({
    ...{ db, conversations: deps.conversations, clinic: deps.clinic },
    onError: trouble("housekeeping did not succeed"),
  });
  const erasures = startErasures({
    ...{ db, broker, cache, desk: options.erasureDesk ?? null },
    onError: trouble("a step of an erasure failed"),
  });
  createSystemMetrics(options.metrics, deps.system);
  const alerts = startAlerts(options.alerts, {
    ...{ db, broker, system: deps.system, metrics: options.metrics },
    onError: trouble("alerts are not looked after as they should be"),
  });
  const app = await createServer(
    { ...options, cache, counters, ready: () => (housekeeping.isDatabaseThere ? null : "The database did not answer") },
    (server) => addRoutes(server, deps),
  );

  return {
    app,
    db,
    broker,
    async listen(address) {
      await app.listen(address);
      const bound = app.server.address();
      return { port: typeof bound === "object" && bound ? bound.port : address.port };
    },
    async stop() {
      await app.close();
      await alerts?.stop();
      await erasures.stop();
      await Promise.all([deps.flowCheck.stop(), deps.passwordJudge.stop()]);
      await housekeeping.stop();
      deps.channelStates.stop();
      cache.close();
      await broker.stop();
      await db.destroy();
    },
  };
}

type Trouble = ReturnType<typeof createTrouble>;

/** The servers it leans on; none of them has to be there yet. */
function connectOutside({ databaseUrl, natsUrl, redisUrl, log }: AdminApiOptions, trouble: Trouble) {
  const db = connectDatabase({
    ...{ url: databaseUrl, name: "admin-api" },
    onError: trouble("a connection to the database broke"),
  });
  const broker = startBroker({
    ...{ url: natsUrl, name: "admin-api" },
    onError: trouble("the broker's connection ended"),
  });
  broker.whenFirstConnected((bus) => followLogLevel(bus, "admin-api", log));
  const cache = connectCache({ url: redisUrl, onError: trouble("the cache did not answer") });
  return { db, broker, cache };
}

function createDeps(
  options: AdminApiOptions,
  { db, broker }: ReturnType<typeof connectOutside>,
  counters: ApiMetrics,
  trouble: Trouble,
) {
  return {
    db,
    corsOrigins: options.corsOrigins,
    once: createOnce(),
    deskUrl: options.desk?.url,
    conversations: createConversations({ broker, metrics: counters, now: Date.now }),
    clinic: createClinicFacts({ broker }),
    channelStates: createChannelStates({ broker, onError: trouble("the numbers' states are not heard of") }),
    flows: createPublishedFlows({ broker }),
    flowCheck: createFlowCheck(),
    passwordJudge: createPasswordJudge(),
    turns: createTurns(broker),
    system: createSystem({
      ...{ broker, db, apps: options.apps ?? {}, now: Date.now },
      onError: trouble("how the installation stands could not be read"),
    }),
    alerts: options.alerts ?? { waitingMsMax: 0 },
    deskLinks: createDeskLinks(broker, options.desk),
    changes: createChanges({ db, pollMs: CHANGES_POLL_MS, beatMs: options.heartbeatMs }),
    media: createMedia(broker),
    metrics: counters,
    lockout: createLockout(db),
  };
}

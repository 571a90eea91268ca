import { ensureBucket, ensureStream } from "@acolhe/bus";
import { ensureChannels, insertRow, migrate, openFamily, type UserRole } from "@acolhe/database";
import { type LeadRow, LIVE, writeRows } from "@acolhe/database/projection";
import { BUCKETS, SHADOW, STREAMS } from "@acolhe/events";
import { createMetrics, type Logger } from "@acolhe/runtime";
import { eventually, type Server, startNats, startRedis, temporaryDatabase, temporaryDirectory } from "@acolhe/testing";
import type { InjectOptions } from "fastify";
import { hashPassword } from "../src/access/password.ts";
import { newSecret, refreshExpiry } from "../src/access/tokens.ts";
import { type AdminApi, type AdminApiOptions, createAdminApi } from "../src/admin-api.ts";

export const PASSWORD = "girassol-cadeira-trovao-17";
export const JWT_SECRET = "a-secret-of-the-tests-with-32-characters";
export const ROLES = ["admin", "attendant", "analyst", "operator"] as const satisfies readonly UserRole[];

const NO_LIMIT = { perMinute: 0, per10s: 0 };

const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };

/** What an answer's body is, once parsed; tests look where they know what to find. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: Json;
  readonly text: string;
}

export interface CallOptions {
  /** Null: without a token. Default: an administrator. */
  readonly as?: UserRole | null;
  readonly body?: unknown;
  readonly version?: number;
  readonly headers?: Record<string, string>;
  /** The address the request comes from; default: this machine. */
  readonly from?: string;
}

export interface Desk extends AsyncDisposable {
  readonly api: AdminApi;
  readonly databaseUrl: string;
  readonly redis: Server | undefined;
  readonly nats: Server | undefined;
  /** Where the broker keeps what it stores, for one that is started again. */
  readonly natsDir: string;
  readonly logged: object[];
  /** Ids of one user a role, all with the same password. */
  readonly users: Readonly<Record<UserRole, string>>;
  tokenOf(role: UserRole): string;
  call(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS",
    url: string,
    options?: CallOptions,
  ): Promise<Answer>;
}

export interface DeskOptions {
  /** Servers that are not there unless a test needs them: the API starts without. */
  readonly nats?: boolean;
  readonly redis?: boolean;
  readonly limits?: AdminApiOptions["limits"];
  readonly authLimits?: AdminApiOptions["authLimits"];
  readonly corsOrigins?: readonly string[];
  readonly trustProxy?: AdminApiOptions["trustProxy"];
  readonly panelDirectory?: string;
  readonly deskUrl?: string;
  /** The clinic's numbers; any other name is none of them. */
  readonly channels?: readonly string[];
  /** Another database than one of its own; then there are no users. */
  readonly database?: string;
}

/** A lead as the projector writes it. */
export async function captureLead({ api: { db } }: Desk, lead: Pick<LeadRow, "id"> & Partial<LeadRow>): Promise<void> {
  const contact = { channel: "main", contactKey: "5511987654321", turnSeq: 1, capturedAt: new Date().toISOString() };
  const said = { name: null, service: null, team: null, reason: null, captured: {}, kind: null, language: "pt" };
  await writeRows({ db, schema: LIVE }, "leads", [{ ...contact, ...said, ...lead }]);
}

/** The API on a database of its own, with a user of each role. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const database = await temporaryDatabase(template);
  const directory = await temporaryDirectory();
  const natsDir = `${directory.path}/nats`;
  const nats = options.nats ? await startNats({ dir: natsDir }) : undefined;
  const redis = options.redis ? await startRedis({ dir: `${directory.path}/redis` }) : undefined;
  const logged: object[] = [];
  const note = (entry: object) => void logged.push(entry);
  const log = { debug: note, info: note, warn: note, error: note } as unknown as Logger;
  const api = await createAdminApi({
    databaseUrl: options.database ?? database.url,
    natsUrl: nats?.url ?? "nats://127.0.0.1:1",
    redisUrl: redis?.url ?? "redis://127.0.0.1:1",
    jwtSecret: JWT_SECRET,
    corsOrigins: options.corsOrigins ?? [],
    trustProxy: options.trustProxy ?? false,
    panelDirectory: options.panelDirectory ?? "there is none",
    desk: options.deskUrl === undefined ? undefined : { url: options.deskUrl, accountId: 1 },
    limits: options.limits ?? NO_LIMIT,
    authLimits: options.authLimits ?? NO_LIMIT,
    heartbeatMs: 500,
    log,
    metrics: createMetrics("admin-api"),
  });
  if (nats) {
    const bus = await eventually(() => (api.broker.connected && api.broker.bus) || undefined);
    for (const stream of [...STREAMS, SHADOW]) await ensureStream(bus, stream);
    for (const [name, bucket] of Object.entries(BUCKETS)) await ensureBucket(bus, name, bucket);
  }

  if (!options.database) await ensureChannels(api.db, options.channels ?? ["main", "other"]);
  const passwordHash = await hashPassword(PASSWORD);
  const users = {} as Record<UserRole, string>;
  const tokens = {} as Record<UserRole, string>;
  for (const role of ROLES) {
    if (options.database) tokens[role] = api.app.jwt.sign({ sub: role, fam: role }, { expiresIn: "15m" });
    if (options.database) continue;
    const row = { email: `${role}@clinica.example`, name: role, role, passwordHash, mustChangePassword: false };
    const { id } = await insertRow(api.db, "users", row);
    const login = {
      userId: id,
      tokenHash: newSecret().hash,
      expiresAt: refreshExpiry(),
      address: null,
      userAgent: null,
    };
    const fam = await api.db.transaction().execute((trx) => openFamily(trx, login));
    users[role] = id;
    tokens[role] = api.app.jwt.sign({ sub: id, fam }, { expiresIn: "15m" });
  }

  return {
    api,
    databaseUrl: database.url,
    redis,
    nats,
    natsDir,
    logged,
    users,
    tokenOf: (role) => tokens[role],
    async call(method, url, { as = "admin", body, version, headers, from } = {}) {
      const request: InjectOptions = {
        method,
        url,
        headers: {
          ...(as === null ? {} : { authorization: `Bearer ${tokens[as]}` }),
          ...(version === undefined ? {} : { "if-match": `"${version}"` }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body as object }),
        ...(from === undefined ? {} : { remoteAddress: from }),
      };
      const answer = await api.app.inject({ ...request, payloadAsStream: true });
      const type = String(answer.headers["content-type"] ?? "");
      // Events go on until the caller leaves, and this caller has seen enough.
      const text = type.includes("event-stream") ? "" : Buffer.concat(await answer.stream().toArray()).toString();
      answer.stream().destroy();
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: type.includes("json") ? JSON.parse(text) : undefined,
        text,
      };
    },
    async [Symbol.asyncDispose]() {
      await api.stop();
      await nats?.stop();
      await redis?.stop();
      await database[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}

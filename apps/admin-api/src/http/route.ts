import type { Database, Db } from "@acolhe/database";
import { readHeard, recordAudit } from "@acolhe/database";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Account, authenticate } from "../access/authenticate.ts";
import { type Access, ROUTE_ACCESS } from "../access/roles.ts";
import { assertOurPage } from "../access/same-origin.ts";
import { ROUTE_TELLS, type Told } from "../access/tells.ts";
import { type AuditEntry, auditRow, entryOfAnswer, entryOfRefusedRows } from "../audit/entries.ts";
import { filtersOf, freeParameters } from "../audit/filters.ts";
import { noteRefusal } from "../audit/refusals.ts";
import { idOf } from "../changes.ts";
import { claimed, type Hold } from "./idempotency.ts";
import { Problem, ProblemSchema } from "./problem.ts";
import { assertReferences } from "./references.ts";

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

interface Call<P, Q, B> {
  readonly params: Output<P>;
  readonly query: Output<Q>;
  readonly body: Output<B>;
  /** The version of If-Match; 0 on routes that do not ask for one. */
  readonly version: number;
  /** Who calls. Reading it on a route for anyone is our mistake. */
  readonly account: Account;
  /** In writing routes the transaction, committed together with the audit. */
  readonly db: Db;
  readonly audit: (entry: AuditEntry) => void;
  /** That this answer was read needs no entry: one of it is there, or it tells of no one. */
  readonly leaveOutOfAudit: () => void;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Spec<P, Q, B, R extends z.ZodType> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  /** The function's name in generated clients. */
  readonly id: string;
  readonly summary: string;
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly status?: 200 | 201 | 204;
  readonly answer: R;
  /** Types of a file that is answered instead of JSON. */
  readonly produces?: readonly string[];
  /** Types of a file that is taken instead of JSON; the handler reads `request.body`. */
  readonly consumes?: readonly string[];
  readonly bodyLimit?: number;
  /** Asks for If-Match. */
  readonly versioned?: boolean;
  /** Works without a transaction of its own: reads, and routes that commit by themselves. */
  readonly reads?: boolean;
  /** Its answer is shown once and kept nowhere, so a repeated request is done again. */
  readonly secret?: boolean;
  readonly handle: (call: Call<P, Q, B>) => Promise<z.input<R>>;
}

declare module "fastify" {
  interface FastifyInstance {
    /** Every operation that was added, by its id, with who may call it. */
    operations: Map<string, Access>;
  }
}

export interface RouteDeps {
  readonly db: Database;
  /** Pages of other origins that may call with the cookies. */
  readonly corsOrigins: readonly string[];
}

const IfMatch = { "if-match": z.string().optional().describe('The version that is edited, such as "3"') };
const IdempotencyKey = {
  "idempotency-key": z.string().min(1).max(128).optional().describe("Repeats with the same key are done once"),
};

/** What a new user needs to come to the point of choosing a password. */
const BEFORE_PASSWORD: ReadonlySet<string> = new Set(["/api/v1/auth/password", "/api/v1/me", "/api/v1/setup"]);

/** Adds a route: who may call it, what it takes and answers, its transaction, its audit, its document. */
export function addRoute<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType = z.ZodType,
>(app: FastifyInstance, deps: RouteDeps, spec: Spec<P, Q, B, R>): void {
  const name = `${spec.method} ${spec.url}`;
  const access = ROUTE_ACCESS[name];
  if (access === undefined) throw new Error(`access/roles.ts does not say who may call ${name}`);
  const told = ROUTE_TELLS[name];
  if (told === undefined) throw new Error(`access/tells.ts does not say whose data ${name} answers`);
  const free = freeParameters(spec.query);
  app.operations.set(spec.id, access);
  const status = spec.status ?? 200;
  const writes = spec.reads !== true && spec.method !== "GET";
  const isRepeatable = writes && spec.method === "POST" && !spec.secret && access !== "anyone";
  const asked = { ...(spec.versioned ? IfMatch : {}), ...(isRepeatable ? IdempotencyKey : {}) };
  const files = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, { schema: z.string() }]));
  const answer = spec.produces ? { description: "A file", content: files(spec.produces) } : spec.answer;
  app.route({
    method: spec.method,
    url: spec.url,
    ...(spec.bodyLimit ? { bodyLimit: spec.bodyLimit } : {}),
    schema: {
      operationId: spec.id,
      summary: spec.summary,
      tags: [spec.tag],
      security: access === "anyone" ? [] : [{ bearer: [] }, { cookie: [] }],
      ...(spec.params ? { params: spec.params } : {}),
      ...(spec.query ? { querystring: spec.query } : {}),
      ...(spec.body ? { body: spec.body } : {}),
      ...(Object.keys(asked).length > 0 ? { headers: z.object(asked) } : {}),
      ...(spec.consumes ? { consumes: [...spec.consumes] } : {}),
      response: { [status]: answer, default: ProblemSchema },
    },
    // Before the body is read: a stranger may not make us work.
    onRequest: refusalsNoted(deps.db, told, async (request) => {
      assertOurPage(request, { others: deps.corsOrigins, isSilenceFine: access === "anyone" });
      if (access === "anyone") return;
      const account = await authenticate(request, deps.db);
      request.account = account;
      if (account.mustChangePassword && !BEFORE_PASSWORD.has(spec.url)) throw new Problem("password-change-required");
      if (!access.includes(account.role)) throw new Problem("forbidden");
    }),
    handler: refusalsNoted(deps.db, told, async (request, reply) => {
      const version = spec.versioned ? versionOf(request.headers["if-match"]) : 0;
      const entries: AuditEntry[] = [];
      let isLeftOut = false;
      const call = async (db: Db) => {
        await tellHowFar(deps.db, request, reply);
        await assertReferences(db, name, request);
        return spec.handle({
          params: request.params as Output<P>,
          query: request.query as Output<Q>,
          body: request.body as Output<B>,
          version,
          get account() {
            if (!request.account) throw new Error(`${name} has no account`);
            return request.account;
          },
          db,
          audit: (entry) => entries.push(entry),
          leaveOutOfAudit: () => {
            isLeftOut = true;
          },
          request,
          reply,
        });
      };
      type Answer = z.input<R>;
      let isKept = false;
      const keep = async (db: Db, answer: Answer) => {
        const all = noted(entries, { told: isLeftOut ? "nothing" : told, answer, request, free });
        await recordAudit(
          db,
          all.map((entry) => auditRow(entry, request)),
        );
        isKept = true;
      };
      const once = async (hold?: Hold<Answer>): Promise<Answer> => {
        if (!writes) {
          const answer = await call(deps.db);
          await keep(deps.db, answer);
          return answer;
        }
        return deps.db.transaction().execute(async (trx) => {
          await hold?.begin(trx);
          const answer = await call(trx);
          await keep(trx, answer);
          await hold?.settle(trx, answer);
          return answer;
        });
      };
      const key = request.headers["idempotency-key"];
      const userId = request.account?.userId;
      const answer =
        isRepeatable && userId && typeof key === "string"
          ? await claimed<Answer>(deps.db, { key, name, status, request, userId }, once)
          : await once();
      // The answer to a repeated request tells it all again.
      if (!isKept) await keep(deps.db, answer);
      const { version: changed } = (answer ?? {}) as { version?: unknown };
      if (typeof changed === "number") reply.header("etag", `"${changed}"`);
      // A part of a file is told from the whole by the handler.
      const isPart = spec.produces !== undefined && reply.statusCode === 206;
      return reply.code(isPart ? 206 : status).send(status === 204 ? undefined : answer);
    }),
  });
}

/** What the audit keeps of an answer: what the route noted, else that it was read; with what it was asked for. */
function noted(
  entries: readonly AuditEntry[],
  { told, answer, request, free }: { told: Told; answer: unknown; request: FastifyRequest; free: ReadonlySet<string> },
): readonly AuditEntry[] {
  const read = entries.length > 0 ? undefined : entryOfAnswer(told, answer, request.params);
  const refused = entryOfRefusedRows(told, answer);
  const filters = request.method === "GET" ? filtersOf(request.query, free) : [];
  return [...entries, ...(read ? [read] : []), ...(refused ? [refused] : [])].map((entry) =>
    filters.length > 0 ? { ...entry, changes: { ...entry.changes, filters } } : entry,
  );
}

/**
 * Tells where to follow the changes from, so that none after what is answered is missed. Before anything is read; only to
 * those who ask for several things at once, as the others know it from `/me`.
 */
async function tellHowFar(db: Db, { method, headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (method === "GET" && headers["x-changes-from"] !== undefined)
    reply.header("x-changes-from", idOf(await readHeard(db)));
}

type Step = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** A step of a route after whose refusals the audit is asked to keep them, in a transaction of its own. */
function refusalsNoted(db: Db, told: Told, step: Step): Step {
  return async (request, reply) => {
    try {
      return await step(request, reply);
    } catch (error) {
      throw await noteRefusal(db, told, request, error);
    }
  };
}

function versionOf(header: string | undefined): number {
  if (header === undefined) throw new Problem("version-required");
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw new Problem("invalid-request", { errors: [{ path: "headers.if-match", message: 'uma versão como "3"' }] });
  return Number(version);
}

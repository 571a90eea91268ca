import { type Db, readHeard, recordAudit } from "@acolhe/database";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { type AuditEntry, auditRow, entryOfAnswer, entryOfRefusedRows } from "../audit/entries.ts";
import { filtersOf } from "../audit/filters.ts";
import type { Once } from "../audit/once.ts";
import { idOf } from "../changes.ts";
import { claimed, type Hold } from "./idempotency.ts";
import { Problem } from "./problem.ts";
import { assertReferences } from "./references.ts";
import { addressOf } from "./request-context.ts";
import type { Call, Output, Route, RouteDeps, Spec } from "./spec.ts";

type Schema = z.ZodType | undefined;
interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** One call of a route, with its transaction and its audit: done once for a key, however often it comes. */
export async function answerCall<P extends Schema, Q extends Schema, B extends Schema, R extends z.ZodType>(
  deps: RouteDeps,
  spec: Spec<P, Q, B, R>,
  route: Route,
  { request, reply }: Exchange,
): Promise<z.input<R>> {
  type Answer = z.input<R>;
  const version = spec.versioned ? versionOf(request.headers["if-match"]) : 0;
  const notes = createNotes(deps.once, route, request);
  const work = async (db: Db): Promise<Answer> => {
    await tellHowFar(deps.db, request, reply);
    await assertReferences(db, route.name, request);
    const answer = await spec.handle(callOf(route, notes, { request, reply }, { version, db }));
    await notes.keep(db, answer);
    return answer;
  };
  const once = async (hold?: Hold<Answer>): Promise<Answer> => {
    if (!route.writes) return work(deps.db);
    return deps.db.transaction().execute(async (trx) => {
      await hold?.begin(trx);
      const answer = await work(trx);
      await hold?.settle(trx, answer);
      return answer;
    });
  };
  const { name, status } = route;
  const key = request.headers["idempotency-key"];
  const userId = request.account?.userId;
  const answer =
    route.isRepeatable && userId && typeof key === "string"
      ? await claimed<Answer>(deps.db, { key, name, status, request, userId }, once)
      : await once();
  // The answer to a repeated request tells it all again.
  if (!notes.areKept) await notes.keep(deps.db, answer);
  return answer;
}

/** What a handler is given. */
function callOf<P extends Schema, Q extends Schema, B extends Schema>(
  { name }: Route,
  notes: Notes,
  { request, reply }: Exchange,
  { version, db }: { version: number; db: Db },
): Call<P, Q, B> {
  return {
    params: request.params as Output<P>,
    query: request.query as Output<Q>,
    body: request.body as Output<B>,
    version,
    get account() {
      if (!request.account) throw new Error(`${name} has no account`);
      return request.account;
    },
    db,
    audit: notes.add,
    leaveOutOfAudit: notes.leaveOut,
    request,
    reply,
  };
}

type Notes = ReturnType<typeof createNotes>;

/** What a call tells the audit; kept together with what it changed. */
function createNotes(once: Once, route: Route, request: FastifyRequest) {
  const entries: AuditEntry[] = [];
  let isLeftOut = false;
  let areKept = false;
  return {
    add: (entry: AuditEntry): void => void entries.push(entry),
    leaveOut: (): void => {
      isLeftOut = true;
    },
    get areKept() {
      return areKept;
    },
    async keep(db: Db, answer: unknown): Promise<void> {
      const all = noted(entries, { route, isLeftOut, answer, request });
      const rows = all.map((entry) => auditRow(entry, request));
      // What a route notes itself is something that was done.
      const reading = entries.length === 0 && rows.length > 0 ? readingOf(request, answer) : undefined;
      if (reading) await once.note(reading, () => recordAudit(db, rows));
      else await recordAudit(db, rows);
      areKept = true;
    },
  };
}

/** What a login reads, and from where: a stolen one is not told apart by less. One with a version that was changed is another one. */
function readingOf(request: FastifyRequest, answer: unknown): string | undefined {
  const { method, url, account } = request;
  const { version = "" } = (answer ?? {}) as { version?: unknown };
  return method === "GET" && account ? `${account.familyId} ${addressOf(request)} ${version} ${url}` : undefined;
}

/** What the audit keeps of an answer: what the route noted, else that it was read; with what it was asked for. */
function noted(
  entries: readonly AuditEntry[],
  of: { route: Route; isLeftOut: boolean; answer: unknown; request: FastifyRequest },
): readonly AuditEntry[] {
  const { answer, request } = of;
  const told = of.isLeftOut ? "nothing" : of.route.told;
  const read = entries.length > 0 ? undefined : entryOfAnswer(told, answer, request.params);
  const refused = entryOfRefusedRows(told, answer);
  const filters = request.method === "GET" ? filtersOf(request.query, of.route.free) : [];
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

function versionOf(header: string | undefined): number {
  if (header === undefined) throw new Problem("version-required");
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw new Problem("invalid-request", { errors: [{ path: "headers.if-match", message: 'uma versão como "3"' }] });
  return Number(version);
}

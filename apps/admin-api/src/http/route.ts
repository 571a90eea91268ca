import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { authenticate } from "../access/authenticate.ts";
import { type Access, ROUTE_ACCESS } from "../access/roles.ts";
import { assertOurPage } from "../access/same-origin.ts";
import { ROUTE_TELLS, type Told } from "../access/tells.ts";
import { freeParameters } from "../audit/filters.ts";
import { noteRefusal } from "../audit/refusals.ts";
import { answerCall } from "./call.ts";
import { Problem, ProblemSchema } from "./problem.ts";
import type { Route, RouteDeps, Spec } from "./spec.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Every operation that was added, by its id, with who may call it. */
    operations: Map<string, Access>;
  }
}

const IfMatch = { "if-match": z.string().optional().describe('The version that is edited, such as "3"') };
const IdempotencyKey = {
  "idempotency-key": z.string().min(1).max(128).optional().describe("Repeats with the same key are done once"),
};

/** What a new user needs to come to the point of choosing a password. */
const BEFORE_PASSWORD: ReadonlySet<string> = new Set(["/api/v1/auth/password", "/api/v1/me", "/api/v1/setup"]);

type Schema = z.ZodType | undefined;

/** Adds a route: who may call it, what it takes and answers, its transaction, its audit, its document. */
export function addRoute<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  R extends z.ZodType = z.ZodType,
>(app: FastifyInstance, deps: RouteDeps, spec: Spec<P, Q, B, R>): void {
  const route = routeOf(spec);
  app.operations.set(spec.id, route.access);
  app.route({
    method: spec.method,
    url: spec.url,
    ...(spec.bodyLimit ? { bodyLimit: spec.bodyLimit } : {}),
    schema: schemaOf(spec, route),
    // Before the body is read: a stranger may not make us work.
    onRequest: refusalsNoted(deps, route.told, (request) => assertMayCall(deps, spec.url, route.access, request)),
    handler: refusalsNoted(deps, route.told, async (request, reply) => {
      const answer = await answerCall(deps, spec, route, { request, reply });
      const { version: changed } = (answer ?? {}) as { version?: unknown };
      if (typeof changed === "number") reply.header("etag", `"${changed}"`);
      // A part of a file is told from the whole by the handler.
      const isPart = spec.produces !== undefined && reply.statusCode === 206;
      return reply.code(isPart ? 206 : route.status).send(route.status === 204 ? undefined : answer);
    }),
  });
}

function routeOf<P extends Schema, Q extends Schema, B extends Schema, R extends z.ZodType>(
  spec: Spec<P, Q, B, R>,
): Route {
  const name = `${spec.method} ${spec.url}`;
  const access = ROUTE_ACCESS[name];
  if (access === undefined) throw new Error(`access/roles.ts does not say who may call ${name}`);
  const told = ROUTE_TELLS[name];
  if (told === undefined) throw new Error(`access/tells.ts does not say whose data ${name} answers`);
  const writes = spec.reads !== true && spec.method !== "GET";
  return {
    ...{ name, access, told, writes },
    free: freeParameters(spec.query),
    status: spec.status ?? 200,
    isRepeatable: writes && spec.method === "POST" && !spec.secret && access !== "anyone",
  };
}

/** What is checked of requests, and told in the document. */
function schemaOf<P extends Schema, Q extends Schema, B extends Schema, R extends z.ZodType>(
  spec: Spec<P, Q, B, R>,
  { access, status, isRepeatable }: Route,
) {
  const asked = { ...(spec.versioned ? IfMatch : {}), ...(isRepeatable ? IdempotencyKey : {}) };
  const files = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, { schema: z.string() }]));
  const answer = spec.produces ? { description: "A file", content: files(spec.produces) } : spec.answer;
  return {
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
  };
}

async function assertMayCall(deps: RouteDeps, url: string, access: Access, request: FastifyRequest): Promise<void> {
  assertOurPage(request, { others: deps.corsOrigins, isSilenceFine: access === "anyone" });
  if (access === "anyone") return;
  const account = await authenticate(request, deps.db);
  request.account = account;
  if (account.mustChangePassword && !BEFORE_PASSWORD.has(url)) throw new Problem("password-change-required");
  if (!access.includes(account.role)) throw new Problem("forbidden");
}

type Step = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** A step of a route after whose refusals the audit is asked to keep them, in a transaction of its own. */
function refusalsNoted(deps: RouteDeps, told: Told, step: Step): Step {
  return async (request, reply) => {
    try {
      return await step(request, reply);
    } catch (error) {
      throw await noteRefusal(deps, told, request, error);
    }
  };
}

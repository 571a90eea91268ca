import { randomBytes, randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import type { Cache, RateLimits } from "@acolhe/cache";
import { safeError } from "@acolhe/database";
import { addHealthRoutes, type Logger, type Metrics, type TrustedProxies } from "@acolhe/runtime";
import cookie from "@fastify/cookie";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import jwt from "@fastify/jwt";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { z } from "zod";
import { ACCESS_COOKIE, SIGNING, VERIFYING } from "../access/tokens.ts";
import type { ApiMetrics } from "../api-metrics.ts";
import { BODY_BYTES_MAX } from "../limits.ts";
import { addPanel } from "../panel/panel.ts";
import { sentenceOf } from "../sentences/issues.ts";
import { followReader, languageOfRequest, readerLanguage } from "../sentences/language.ts";
import { compressJson } from "./compress.ts";
import { addDocument } from "./document.ts";
import { Problem, problemBody } from "./problem.ts";
import { limitRate } from "./rate-limit.ts";
import { contextOf, requestIdOf, routeOf, trustOf } from "./request-context.ts";
import { toProblem, UNREADABLE } from "./to-problem.ts";

export interface ServerDeps {
  readonly jwtSecret: string;
  readonly corsOrigins: readonly string[];
  readonly trustProxy: TrustedProxies;
  readonly limits: RateLimits;
  readonly authLimits: RateLimits;
  readonly cache: Cache;
  /** The folder of the built panel. */
  readonly panelDirectory: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly counters: ApiMetrics;
  readonly ready: () => string | null;
}

/** Everything around the routes: headers, documents, limits, tokens, errors. */
export async function createServer(
  deps: ServerDeps,
  addRoutes: (app: FastifyInstance) => void,
): Promise<FastifyInstance> {
  const app = createApp(deps.trustProxy);
  // People read why a field does not fit.
  z.config({ localeError: (issue) => sentenceOf(issue, readerLanguage()) });
  followReader(app);
  app.removeContentTypeParser("text/plain");
  takeEmptyJson(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await addHeaders(app, deps.corsOrigins);
  // Before requests are counted: a login may be in a cookie.
  await app.register(cookie);
  const { cache, limits, authLimits, counters } = deps;
  limitRate(app, { cache, limits, authLimits, metrics: counters, isFree });
  await app.register(jwt, {
    secret: deps.jwtSecret,
    sign: SIGNING,
    verify: VERIFYING,
    // Where `Authorization` holds no token.
    cookie: { cookieName: ACCESS_COOKIE, signed: false },
  });
  compressJson(app);
  await addDocument(app);
  answerErrors(app, deps.log);
  const panel = await addPanel(app, deps.panelDirectory);
  if (!panel) deps.log.info("there is no built panel: only the API is served");
  app.setNotFoundHandler((request, reply) => {
    // Addresses of pages are known to the panel alone.
    if (panel?.isPage(request)) return reply.sendFile("index.html");
    throw new Problem("not-found");
  });
  tellAnswered(app, deps);
  addHealthRoutes(app, { metrics: deps.metrics, ready: deps.ready });
  app.decorate("operations", new Map());
  addRoutes(app);
  await app.ready();
  return app;
}

function createApp(trustProxy: TrustedProxies): FastifyInstance {
  return fastify({
    // Paths hold contact keys, which are phones: requests are logged when they are answered, by their route.
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: 30_000,
    trustProxy: trustOf(trustProxy),
    genReqId: (request) => requestIdOf(request.headers["x-request-id"]),
    routerOptions: { maxParamLength: 200 },
    // What is refused before any hook runs: a path that is no text, or one with a part that is too long.
    frameworkErrors: (error, request, reply) => {
      const problem = toProblem(error);
      void (reply as FastifyReply)
        .code(problem.status)
        .headers(idsOf(request))
        .type(PROBLEM_TYPE)
        .send(problemBody(problem, request.id, languageOfRequest(request)));
    },
    clientErrorHandler: refuseUnreadable,
  });
}

async function addHeaders(app: FastifyInstance, corsOrigins: readonly string[]): Promise<void> {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...idsOf(request), "cache-control": "no-store" });
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { defaultSrc: ["'self'"], baseUri: ["'none'"], upgradeInsecureRequests: null },
    },
  });
  await app.register(cors, {
    origin: corsOrigins.length === 0 ? false : [...corsOrigins],
    credentials: true,
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    exposedHeaders: [
      ...["etag", "x-request-id", "x-trace-id", "retry-after", "x-total-rows", "x-export-id", "content-disposition"],
      ...["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"],
    ],
  });
}

function answerErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    const { requestId, traceId } = contextOf(request);
    if (problem.status >= 500)
      log.error(
        { err: safeError(problem.cause ?? error), route: routeOf(request), requestId, trace: traceId },
        problem.code,
      );
    if (problem.extras.retryAfterSeconds) reply.header("retry-after", String(problem.extras.retryAfterSeconds));
    return reply
      .code(problem.status)
      .type(PROBLEM_TYPE)
      .serializer(JSON.stringify)
      .header("content-language", languageOfRequest(request))
      .send(problemBody(problem, requestId, languageOfRequest(request)));
  });
}

/** In the trace, the metrics and the log. */
function tellAnswered(app: FastifyInstance, { log, counters }: Pick<ServerDeps, "log" | "counters">): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = routeOf(request);
    const { requestId, traceId } = contextOf(request);
    request.step?.note({ status: reply.statusCode });
    request.step?.end();
    counters.seconds.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    if (isFree(request.url)) return;
    const user = request.account?.userId;
    log.info(
      { route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId, trace: traceId, user },
      "answered",
    );
  });
}

/** Many clients name JSON as the type of every request, also of one that carries nothing: it has no body, then. */
function takeEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) =>
    body.trim() === "" ? done(null, undefined) : parse(request, body, done),
  );
}

const PROBLEM_TYPE = "application/problem+json";

function idsOf(request: FastifyRequest): { "x-request-id": string; "x-trace-id": string } {
  const { requestId, traceId } = contextOf(request);
  return { "x-request-id": requestId, "x-trace-id": traceId };
}

/** What is no HTTP, or comes too slowly, is no request yet: its answer is written as it is. */
function refuseUnreadable(error: { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const requestId = randomUUID();
  const body = JSON.stringify(problemBody(new Problem("invalid-request", { detail: UNREADABLE }), requestId, "pt"));
  const head = [
    "HTTP/1.1 400 Bad Request",
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    `x-trace-id: ${randomBytes(16).toString("hex")}`,
    "cache-control: no-store",
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** Health, metrics, documents and the files of the panel. */
const isFree = (url: string): boolean => !url.startsWith("/api/");

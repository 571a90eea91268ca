import { type Channel, WEBHOOK_BODY_BYTES_MAX } from "@acolhe/events";
import { addHealthRoutes, type Logger, type Metrics, safeError, startStep, traceIdOf } from "@acolhe/runtime";
import fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Store } from "../publish/store.ts";
import type { Directory } from "./authenticate.ts";
import { addDeskRoute, type DeskAccess } from "./chatwoot-route.ts";
import type { RateLimiter } from "./limit-rate.ts";
import { Problem, problemBody, sendProblem } from "./problem.ts";
import { readBody, TOO_LARGE } from "./read-body.ts";
import { readWebhook } from "./read-webhook.ts";

export interface ServerDeps {
  readonly channels: readonly Channel[];
  /** Absent: webhooks of the attendants' desk are an unknown address. */
  readonly desk?: DeskAccess;
  readonly directory: Directory;
  readonly limitRate: RateLimiter;
  readonly store: Store;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly counters: IngressMetrics;
  readonly ready: () => string | null;
  readonly now: () => number;
}

/** Longest path secret that is still read; a longer one is an unknown address. */
const SECRET_LENGTH_MAX = 512;

const NOT_HERE = "Nothing is here. Webhooks go to POST /webhooks/zapi/<secret of the number>.";

export function createServer(deps: ServerDeps): FastifyInstance {
  const { directory, limitRate, store, log, counters, now } = deps;
  const app = fastify({
    // The framework would log the path, which holds the secret.
    logger: false,
    bodyLimit: WEBHOOK_BODY_BYTES_MAX,
    requestTimeout: 15_000,
    routerOptions: { maxParamLength: SECRET_LENGTH_MAX },
    frameworkErrors: (error, _request, reply) => void sendProblem(reply as FastifyReply, toProblem(error)),
    clientErrorHandler: (_error, socket) => {
      if (!socket.writable) return;
      const body = JSON.stringify(
        problemBody({ status: 400, detail: "The request is not HTTP. Send it again, whole." }),
      );
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    },
  });
  // Bodies are read here, whatever their type says: the gateway's header is not reliable, and some are gzip.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  app.setErrorHandler((error, _request, reply) => {
    const problem = toProblem(error);
    counters.refused.inc({ status: String(problem.status) });
    if (problem.status === 500) log.error({ err: safeError(error) }, "a webhook failed by our own mistake");
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem(404, NOT_HERE)));
  addHealthRoutes(app, { metrics: deps.metrics, ready: deps.ready });

  if (deps.desk) addDeskRoute(app, { access: deps.desk, channels: deps.channels, store, log, counters, now });
  app.post<{ Params: { secret: string } }>("/webhooks/zapi/:secret", {
    // Before the body is read: a stranger may not make us read a megabyte.
    onRequest: async (request) => {
      const channel = directory.bySecret(request.params.secret);
      if (!directory.checkToken(channel, request.headers["z-api-token"])) counters.tokenAbsent.inc();
    },
    handler: async (request, reply) => {
      const started = performance.now();
      const receivedAt = now();
      const channel = directory.bySecret(request.params.secret);
      const json = await readBody(request.body, request.headers["content-encoding"]);
      directory.checkInstance(channel, json);

      const step = startStep("webhook", { kind: "server", attributes: { "acolhe.channel": channel.id } });
      const { traceparent } = step;
      const trace = traceIdOf(traceparent);
      const { kind, items } = readWebhook(json, {
        channel,
        receivedAt,
        onUnreadable: (err) => log.error({ err: errorName(err), trace }, "a webhook could not be read; recorded only"),
      });
      const limited = await Promise.all(items.map((item) => limitRate({ channel: channel.id, item, traceparent })));
      try {
        await store.accept(limited.map(({ intake }) => intake));
        step.note({ "acolhe.webhook.kind": kind, "acolhe.webhook.facts": items.length });
        step.end();
      } catch (cause) {
        step.end(cause);
        // I1: nothing holds it now, so the gateway has to keep it.
        log.error({ err: safeError(cause), trace, kind }, "a webhook is neither in the broker nor in the spool");
        throw new Problem(503, "It could not be stored. Send it again shortly.", { cause, retryAfterSeconds: 5 });
      }
      counters.webhooks.inc({ kind });
      counters.seconds.observe((performance.now() - started) / 1000);
      log.info({ trace, kind, channel: channel.id, facts: items.length }, "stored");

      const rate = limited.find((one) => one.rate !== null)?.rate;
      if (rate && rate.limit > 0) {
        const seconds = String(Math.ceil(rate.resetMs / 1000));
        reply.headers({
          "x-ratelimit-limit": String(rate.limit),
          "x-ratelimit-remaining": String(rate.remaining),
          "x-ratelimit-reset": seconds,
        });
        // For people who read it; the message was stored and must not come again.
        if (!rate.allowed) reply.header("retry-after", seconds);
      }
      return { status: "stored" };
    },
  });
  return app;
}

/** Errors of libraries quote what they were reading: of those from outside only the name is kept. */
const errorName = (error: unknown) => (error instanceof Error ? error.name : "not an error");

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { statusCode = 500 } = error as { statusCode?: number };
  if (statusCode === 413) return new Problem(413, TOO_LARGE);
  if (statusCode === 415) return new Problem(415, "This content type is not understood. Send application/json.");
  // An address beyond any of ours is as unknown as a wrong one.
  if (statusCode === 414) return new Problem(404, NOT_HERE);
  if (statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, "The request cannot be read. Check its address and headers.");
  return new Problem(500, "A mistake of ours; it is in the log. Send it again later.", { cause: error });
}

import type { Host } from "@acolhe/bus";
import { type Channel, WEBHOOK_BODY_BYTES_MAX } from "@acolhe/events";
import { addHealthRoutes, type Logger, type Metrics, safeError } from "@acolhe/runtime";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Directory } from "./authenticate.ts";
import { addDeskRoute, type DeskAccess } from "./chatwoot-route.ts";
import { Problem, problemBody, sendProblem } from "./problem.ts";
import { readBody, TOO_LARGE } from "./read-body.ts";
import type { TakeDesk } from "./take-desk.ts";
import type { TakeWebhook } from "./take-webhook.ts";

export interface ServerDeps {
  /** Absent: webhooks of the attendants' desk are an unknown address. */
  readonly desk?: DeskAccess;
  readonly directory: Directory;
  readonly take: TakeWebhook;
  readonly takeDesk: TakeDesk;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly counters: IngressMetrics;
  readonly ready: () => string | null;
  readonly host: Host;
}

/** Longest path secret that is still read; a longer one is an unknown address. */
const SECRET_LENGTH_MAX = 512;

const NOT_HERE = "Nothing is here. Webhooks go to POST /webhooks/zapi/<secret of the number>.";

export function createServer(deps: ServerDeps): FastifyInstance {
  const { directory, log, counters, host } = deps;
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

  /** Whose webhook a request is, told once: to compare secrets takes a hash. */
  const channels = new WeakMap<FastifyRequest, Channel>();
  if (deps.desk) addDeskRoute(app, { access: deps.desk, take: deps.takeDesk, counters, host });
  app.post<{ Params: { secret: string } }>("/webhooks/zapi/:secret", {
    // Before the body is read: a stranger may not make us read a megabyte.
    onRequest: async (request) => {
      const channel = directory.bySecret(request.params.secret);
      channels.set(request, channel);
      if (!directory.checkToken(channel, request.headers["z-api-token"])) counters.tokenAbsent.inc();
    },
    handler: async (request, reply) => {
      const started = host.ticks();
      const receivedAt = host.now();
      const channel = channels.get(request)!;
      const json = await readBody(request.body, request.headers["content-encoding"]);
      directory.checkInstance(channel, json);

      const rate = await deps.take(channel, json, receivedAt);
      counters.seconds.observe((host.ticks() - started) / 1000);
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

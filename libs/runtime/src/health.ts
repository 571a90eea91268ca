import fastify, { type FastifyInstance } from "fastify";
import type { Metrics } from "./metrics/metrics.ts";

/** Adds `/health/live`, `/health/ready` and `/metrics`; `ready` answers what is missing, or null. */
export function addHealthRoutes(app: FastifyInstance, options: { metrics: Metrics; ready: () => string | null }): void {
  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", (_request, reply) => {
    const missing = options.ready();
    if (missing === null) return { status: "ready" };
    return reply
      .code(503)
      .header("retry-after", "1")
      .type("application/problem+json")
      .send({ type: "about:blank", title: "Not ready", status: 503, detail: `${missing}. Try again shortly.` });
  });
  app.get("/metrics", async (_request, reply) =>
    reply.type("text/plain; version=0.0.4").send(await options.metrics.text()),
  );
}

/** A server with nothing but health and metrics, for processes that serve no one else. */
export async function startHealthServer(options: {
  host: string;
  port: number;
  metrics: Metrics;
  ready: () => string | null;
}): Promise<{ port: number; stop(): Promise<void> }> {
  const app = fastify({ logger: false });
  addHealthRoutes(app, options);
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  return { port: typeof address === "object" && address ? address.port : options.port, stop: () => app.close() };
}

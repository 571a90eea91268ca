import type { AddressInfo } from "node:net";
import { fileHeaders } from "@acolhe/runtime/outside";
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyInstance } from "fastify";
import type { SandboxOptions } from "./config.ts";
import { registerControl, type State } from "./control.ts";
import { createDesk } from "./desk/desk.ts";
import { CallLog } from "./gateway/call-log.ts";
import { NO_FAULTS } from "./gateway/faults.ts";
import { Instance, type Shared } from "./gateway/instance.ts";
import { MediaStore } from "./gateway/media.ts";
import { registerRest } from "./gateway/rest.ts";
import { WebhookSender } from "./gateway/webhooks.ts";
import { BODY_BYTES_MAX } from "./limits.ts";
import { Live } from "./live.ts";
import { ProblemError, sendProblem } from "./problem.ts";
import { createRandom } from "./random.ts";

export interface Sandbox {
  app: FastifyInstance;
  /** Answers the base URL. */
  listen(port: number, host: string): Promise<string>;
  close(): Promise<void>;
}

// The cast of the recorded payloads, so that the first screen is not empty.
const DEMO = [
  { phone: "5511990000001", name: "Ana Ribeiro", lid: "81896600000001@lid" },
  { phone: "553190000002", name: "Bruno Lima", lid: "115440000000002@lid" },
  { phone: "5521990000003", name: "Carla Nunes", lid: "126104500000003@lid" },
];

export function createSandbox(options: SandboxOptions): Sandbox {
  const state: State = { faults: structuredClone(NO_FAULTS), pace: options.pace, callbacks: true };
  const random = createRandom(state.faults.seed);
  const live = new Live();
  const media = new MediaStore();
  const calls = new CallLog();
  const webhooks = new WebhookSender(() => state.faults, random, options.webhookTimeoutMs ?? 10_000);
  let baseUrl = options.publicUrl;
  const shared: Shared = {
    faults: () => state.faults,
    settings: () => state,
    ...{ random, live, media, webhooks },
    publicUrl: () => baseUrl,
  };

  const instances = createInstances(options, shared);
  populate(instances, options);

  const desk = createDesk(
    { ...options.desk, inboxNames: options.instances.map((one) => `WhatsApp ${one.name}`) },
    { live, random, baseUrl: () => baseUrl },
  );

  // Registered callback URLs survive a reset: the system under test does not register them again.
  const reset = (): void => {
    webhooks.clear();
    calls.clear();
    media.clear();
    desk.reset();
    state.faults = structuredClone(NO_FAULTS);
    random.seed(state.faults.seed);
    for (const instance of instances.values()) {
      instance.reset();
      instance.setConnected(true);
    }
    populate(instances, options);
  };

  const app = createApp();
  addHealth(app, webhooks);
  addFiles(app, media);
  registerRest(app, { instances, shared, calls });
  desk.register(app);
  registerControl(app, { instances, shared, state, calls, reset });
  addPage(app);

  return {
    app,
    async listen(port, host) {
      await app.listen({ port, host });
      const url = urlOf(app.server.address() as AddressInfo);
      baseUrl ||= url;
      return url;
    },
    async close() {
      live.close();
      for (const instance of instances.values()) instance.reset();
      webhooks.close();
      desk.close();
      await app.close();
    },
  };
}

function createInstances(options: SandboxOptions, shared: Shared): Map<string, Instance> {
  const instances = new Map<string, Instance>();
  options.instances.forEach((config, index) => {
    const phone = config.phone ?? (index === 0 ? "5511990000000" : String(5511970000000 + index));
    instances.set(config.instanceId, new Instance(config, phone, shared));
  });
  return instances;
}

function populate(instances: ReadonlyMap<string, Instance>, { demoContacts }: SandboxOptions): void {
  if (!demoContacts) return;
  for (const instance of instances.values()) for (const one of DEMO) instance.chats.open(one.phone, one.name, one.lid);
}

function createApp(): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true });
  // A missing content type must reach the handlers, which answer it the gateway's way.
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, _body, done) => done(null, undefined));
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error instanceof ProblemError ? error.status : (error.statusCode ?? 500);
    if (request.url.startsWith("/instances/")) return reply.code(status).send({ error: error.message });
    const title = error instanceof ProblemError ? error.title : status === 500 ? "Sandbox error" : "Invalid request";
    const advice = status === 500 ? "This is a bug of the sandbox; reset it and try again." : error.message;
    return sendProblem(reply, status, title, advice);
  });
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, 404, "Unknown address", "Use an address listed in apps/sandbox/README.md."),
  );
  return app;
}

function addHealth(app: FastifyInstance, webhooks: WebhookSender): void {
  app.get("/health/live", () => ({ status: "ok" }));
  app.get("/health/ready", () => ({ status: "ok", webhooks: webhooks.counts }));
}

function addFiles(app: FastifyInstance, media: MediaStore): void {
  app.get<{ Params: { "*": string } }>("/file/temp-file-download/instances/*", (request, reply) => {
    const file = media.read(request.url.split("?")[0]!);
    if (!file) return sendProblem(reply, 404, "Unknown file", "Only files sent since the last reset can be read.");
    return reply
      .headers(fileHeaders({ mimeType: file.mimeType, fileName: request.params["*"].split("/").at(-1)! }))
      .send(file.bytes);
  });
}

/** The page on which testers chat. */
function addPage(app: FastifyInstance): void {
  app.register(fastifyStatic, {
    root: new URL("../public/", import.meta.url).pathname,
    cacheControl: false,
    setHeaders: (response) => {
      response.header("cache-control", "no-cache");
      response.header("content-security-policy", "default-src 'self'; img-src * data: blob:; media-src * data: blob:");
    },
  });
}

function urlOf(address: AddressInfo): string {
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  // 0.0.0.0 is no address to link to; on one machine localhost is right, elsewhere SANDBOX_PUBLIC_URL.
  return `http://${name === "0.0.0.0" || name === "[::]" ? "127.0.0.1" : name}:${address.port}`;
}

import { setTimeout as sleep } from "node:timers/promises";
import { fileHeaders } from "@acolhe/runtime/outside";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Live } from "../live.ts";
import { parseOrProblem } from "../problem.ts";
import type { Random } from "../random.ts";
import { Book, type DeskEvents } from "./book.ts";
import { addContactRoutes } from "./contacts-api.ts";
import { addConversationRoutes } from "./conversations-api.ts";
import { type DeskFaults, deskFaultsSchema, NO_DESK_FAULTS } from "./faults.ts";
import { addMessageRoutes } from "./messages-api.ts";
import type { Author, Conversation, Message } from "./records.ts";
import { DeskRefusal, unauthorized } from "./reply-error.ts";
import { createShapes, type Shapes } from "./shapes.ts";
import { DeskWebhooks, type WebhookTarget } from "./webhooks.ts";

export interface DeskConfig {
  readonly userToken: string;
  readonly botToken: string;
  /** One inbox for each number, numbered from 1. */
  readonly inboxNames: readonly string[];
  readonly webhook: WebhookTarget;
}

/** The stand-in for Chatwoot: its accounts API, an API inbox's webhooks, and what the attendants' page needs. */
export function createDesk(config: DeskConfig, deps: { live: Live; random: Random; baseUrl: () => string }) {
  let faults: DeskFaults = { ...NO_DESK_FAULTS };
  const book = new Book(
    config.inboxNames.map((name, index) => ({ id: index + 1, name })),
    () => events,
  );
  const shapes = createShapes(book, deps.baseUrl);
  const webhooks = new DeskWebhooks(config.webhook, () => faults);
  const events = createEvents({ book, shapes, webhooks, live: deps.live });
  const authorOf = createAuthors(config, book);
  const trouble = createTrouble(deps.random, () => faults);

  function register(app: FastifyInstance): void {
    app.register(async (api) => addApi(api, { book, shapes, authorOf, trouble }));
    addPage(app, book);
    app.get("/sandbox/desk/faults", () => faults);
    app.put("/sandbox/desk/faults", (request) => {
      faults = { ...faults, ...parseOrProblem(deskFaultsSchema.partial(), request.body) } as DeskFaults;
      return faults;
    });
    app.get("/sandbox/desk/webhooks", () => webhooks.counts);
  }

  return {
    register,
    reset() {
      faults = { ...NO_DESK_FAULTS };
      book.clear();
    },
    close: () => webhooks.close(),
  };
}

/** Tells each change in a webhook, and to the attendants' page. */
function createEvents(deps: { book: Book; shapes: Shapes; webhooks: DeskWebhooks; live: Live }): DeskEvents {
  const { book, shapes, webhooks, live } = deps;
  const changed = (conversation: Conversation) => live.emit("desk", () => ({ conversationId: conversation.id }));
  /** A message whose delivery failed is marked so, the patient's included; that change is told again. */
  const aboutMessage = (event: string, conversation: Conversation, message: Message) =>
    webhooks.send(
      () => ({ ...shapes.messageHook(conversation, message), event }),
      (error) => {
        if (message.status === "failed") return;
        const contentAttributes = { ...message.contentAttributes, external_error: error };
        book.updateMessage(conversation, message, { status: "failed", contentAttributes });
      },
    );
  return {
    messageCreated(conversation, message) {
      aboutMessage("message_created", conversation, message);
      changed(conversation);
    },
    messageUpdated(conversation, message) {
      aboutMessage("message_updated", conversation, message);
      changed(conversation);
    },
    conversationCreated(conversation) {
      webhooks.send(() => ({ ...shapes.conversationHook(conversation), event: "conversation_created" }));
      changed(conversation);
    },
    conversationUpdated(conversation, names) {
      webhooks.send(() => ({
        ...shapes.conversationHook(conversation),
        event: "conversation_updated",
        changed_attributes: names,
      }));
      changed(conversation);
    },
    statusChanged(conversation) {
      webhooks.send(() => ({
        ...shapes.conversationHook(conversation),
        event: "conversation_status_changed",
        changed_attributes: null,
      }));
    },
  };
}

/** Who calls, by the token. @throws DeskRefusal */
function createAuthors(config: DeskConfig, book: Book): (request: object) => Author {
  /** Attendants sign in on their page; a token here only tells who is who. */
  const tokens = new Map<string, Author>([
    [config.userToken, { kind: "user", id: 1 }],
    [config.botToken, { kind: "bot", id: book.bot.id }],
    ...book.users.slice(1).map(({ id }): [string, Author] => [`attendant-${id}`, { kind: "user", id }]),
  ]);
  return (request) => {
    const { headers } = request as FastifyRequest;
    const token = headers["api-access-token"] ?? headers.api_access_token;
    if (typeof token !== "string" || token === "")
      throw new DeskRefusal(401, { errors: ["You need to sign in or sign up before continuing."] });
    const author = tokens.get(token);
    if (!author) throw unauthorized("Invalid Access Token");
    return author;
  };
}

type Trouble = ReturnType<typeof createTrouble>;

function createTrouble(random: Random, faults: () => DeskFaults) {
  return {
    /** Before anything is done. */
    async goWrong(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const { latencyMs } = faults();
      if (latencyMs > 0) await sleep(latencyMs);
      // Meanwhile they may have been set anew.
      const { down, nonsense, errorRate, errorStatus } = faults();
      if (down) return void request.raw.socket.destroy();
      if (nonsense) return void reply.type("text/html").send("<html><body>Bem-vindo</body></html>");
      if (random.hit(errorRate)) return void reply.code(errorStatus).send({ error: "Internal Server Error" });
    },
    /** Whether what was done is not told. */
    losesAnswer: () => random.hit(faults().lostAnswerRate),
  };
}

interface Api {
  readonly book: Book;
  readonly shapes: Shapes;
  readonly authorOf: (request: object) => Author;
  readonly trouble: Trouble;
}

function addApi(api: FastifyInstance, { book, shapes, authorOf, trouble }: Api): void {
  const base = `/api/v1/accounts/${book.account.id}`;
  api.setErrorHandler((error, _request, reply) => {
    if (error instanceof DeskRefusal) return reply.code(error.status).send(error.body);
    if (error instanceof z.ZodError)
      return reply.code(422).send({ error: error.issues.map((one) => one.path.join(".")).join(", ") });
    return reply.code(500).send({ status: 500, error: "Internal Server Error" });
  });
  api.addHook("onRequest", async (request, reply) => {
    // The attendants' page is not what a test wants to break.
    const author = authorOf(request);
    if (author.kind === "bot" || author.id === 1) await trouble.goWrong(request, reply);
  });
  api.addHook("onSend", async (request, _reply, payload) => {
    if (request.method !== "GET" && trouble.losesAnswer()) request.raw.socket.destroy();
    return payload;
  });
  addContactRoutes(api, base, { book, shapes });
  addConversationRoutes(api, base, { book, shapes, by: (request) => authorOf(request).kind });
  addMessageRoutes(api, base, { book, shapes, authorOf });
  api.post<{ Params: { id: string } }>(`${base}/conversations/:id/update_last_seen`, (request) => {
    const conversation = book.conversations.get(Number(request.params.id));
    if (conversation) conversation.agentSeenAt = Date.now();
    return {};
  });
}

/** What the attendants' page needs: who may sign in, and files. */
function addPage(app: FastifyInstance, book: Book): void {
  app.get("/desk/session", () => ({
    accountId: book.account.id,
    attendants: book.users.slice(1).map(({ id, name }) => ({ id, name, token: `attendant-${id}` })),
    teams: book.teams,
  }));
  app.get<{ Params: { id: string; name: string } }>("/desk/files/:id/:name", (request, reply) => {
    const files = [...book.conversations.values()].flatMap((one) => one.messages.flatMap((m) => m.attachments));
    const file = files.find((one) => one.id === Number(request.params.id));
    if (!file) return reply.code(404).send();
    const { contentType: mimeType, bytes } = file;
    return reply.headers(fileHeaders({ mimeType, fileName: request.params.name })).send(bytes);
  });
}

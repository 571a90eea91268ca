import { Readable } from "node:stream";
import { findSession, type Heard } from "@acolhe/database";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Change } from "../changes.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { LISTENERS_MAX } from "../limits.ts";
import type { Deps } from "./deps.ts";

const EVENTS = "text/event-stream";
/** How soon a browser comes back after the connection broke. */
const RETRY_MS = 2_000;

/** Which conversations have something new, as it is projected. Names them only: whoever shows one reads it again. */
export function addConversationChangeRoutes(app: FastifyInstance, deps: Deps): void {
  const closing = new AbortController();
  // The server waits for open answers when it closes, and these would stay open.
  app.addHook("preClose", async () => closing.abort());
  let listeners = 0;

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations/changes",
    id: "followConversations",
    summary: "Conversations with something new, as server-sent events; `Last-Event-ID` goes on where one was",
    tag: "Conversas",
    produces: [EVENTS],
    answer: z.string(),
    async handle({ request, reply, account, audit }) {
      if (listeners >= LISTENERS_MAX) throw new Problem("unavailable", { retryAfterSeconds: 5 });
      const after = heardOf(request);
      audit({ action: "listen", entity: "conversation" });
      const gone = new AbortController();
      listeners += 1;
      reply.raw.once("close", () => {
        listeners -= 1;
        gone.abort();
      });
      const endsAt = AbortSignal.timeout(Math.max(0, expiryOf(request) - Date.now()));
      const signal = AbortSignal.any([gone.signal, closing.signal, endsAt]);
      const isStillIn = async () => (await findSession(deps.db, account.familyId)) !== undefined;
      // A connection kept for more requests would hold up the server's closing.
      reply.headers({ "content-type": EVENTS, "x-accel-buffering": "no", connection: "close" });
      const told = deps.changes.listen({ after, signal });
      // A stream in place of the string that the document speaks of.
      return Readable.from(eventsOf(told, isStillIn, () => endsAt.aborted)) as unknown as string;
    },
  });
}

/** With the access token a listener's time is over: it gets the next one and goes on. With the login it ends for good. */
async function* eventsOf(
  changes: AsyncIterable<Change>,
  isStillIn: () => Promise<boolean>,
  isExpired: () => boolean,
): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`;
  try {
    for await (const change of changes) {
      if (!(await isStillIn())) return yield ended("session-ended");
      yield change.type === "beat" ? ":\n\n" : eventOf(change);
    }
  } catch {
    // Before the first event the route would have answered; now all that is left is to say so. The listener comes back.
    return yield ended("unavailable");
  }
  yield ended(isExpired() ? "token-expired" : "closing");
}

const ended = (reason: "session-ended" | "token-expired" | "closing" | "unavailable") =>
  `event: end\ndata: ${JSON.stringify({ reason })}\n\n`;

function eventOf(change: Exclude<Change, { type: "beat" }>): string {
  const { inbound, turns, delivery } = change.heard;
  const data = change.type === "changed" ? { conversations: change.conversations } : {};
  return `id: ${inbound}-${turns}-${delivery}\nevent: ${change.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** What is no id of ours says nothing of where the listener was: it begins now. */
function heardOf(request: FastifyRequest): Heard | undefined {
  const id = /^(\d{1,15})-(\d{1,15})-(\d{1,15})$/.exec(String(request.headers["last-event-id"]));
  return id ? { inbound: Number(id[1]), turns: Number(id[2]), delivery: Number(id[3]) } : undefined;
}

const expiryOf = (request: FastifyRequest): number => (request.user as { exp: number }).exp * 1000;

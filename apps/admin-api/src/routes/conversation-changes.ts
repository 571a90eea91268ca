import { Readable } from "node:stream";
import { findSession, type Heard } from "@acolhe/database";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { mayCall } from "../access/roles.ts";
import { type Change, idOf } from "../changes.ts";
import { createPlaces } from "../http/places.ts";
import { addRoute } from "../http/route.ts";
import { LISTENERS_MAX, LISTENERS_OF_USER_MAX } from "../limits.ts";
import type { Deps } from "./deps.ts";

const EVENTS = "text/event-stream";
const URL_OF_CHANGES = "/api/v1/conversations/changes";
const ROUTE = `GET ${URL_OF_CHANGES}`;
/** How soon a browser comes back after the connection broke. */
const RETRY_MS = 2_000;
const TOO_MANY_WINDOWS = "Há janelas demais abertas com o seu acesso. Feche algumas e tente de novo.";

/** What has something new, as it is projected or committed. Names only: the client reads again what it shows. */
export function addConversationChangeRoutes(app: FastifyInstance, deps: Deps): void {
  const closing = new AbortController();
  // The server waits for open answers when it closes, and these would stay open.
  app.addHook("preClose", async () => closing.abort());
  const places = createPlaces({ total: LISTENERS_MAX, ofUser: LISTENERS_OF_USER_MAX });

  addRoute(app, deps, {
    method: "GET",
    url: URL_OF_CHANGES,
    id: "followConversations",
    summary:
      "Conversations, leads, appointments, numbers and settings with something new, and who is at which conversation, as server-sent events; `Last-Event-ID` goes on where one was",
    tag: "Conversas",
    produces: [EVENTS],
    answer: z.string(),
    async handle({ request, reply, account, audit }) {
      const leave = places.take(account.userId, TOO_MANY_WINDOWS);
      const after = heardOf(request);
      audit({ action: "listen", entity: "conversation" });
      const gone = new AbortController();
      reply.raw.once("close", () => {
        leave();
        gone.abort();
      });
      const endsAt = AbortSignal.timeout(Math.max(0, expiryOf(request) - Date.now()));
      const signal = AbortSignal.any([gone.signal, closing.signal, endsAt]);
      const isStillIn = async () => {
        const now = await findSession(deps.db, account.familyId);
        // A user whose role changed meanwhile reconnects and is told what they may do now.
        return now !== undefined && !now.mustChangePassword && mayCall(now.role, ROUTE);
      };
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
  // Without an id of its own, so that a listener goes on behind what it heard before.
  if (change.type === "presence") return `event: presence\ndata: ${JSON.stringify({ people: change.people })}\n\n`;
  const { type, heard, ...data } = change;
  return `id: ${idOf(heard)}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * What is no id of ours says nothing of where the listener was: it begins now. Ids of before the desk was told of have no
 * fourth part, and their listeners are told to read everything again.
 */
function heardOf(request: FastifyRequest): Heard | undefined {
  const id = /^(\d{1,15})-(\d{1,15})-(\d{1,15})(?:-(\d{1,15}))?$/.exec(String(request.headers["last-event-id"]));
  return id
    ? { inbound: Number(id[1]), turns: Number(id[2]), delivery: Number(id[3]), desk: Number(id[4] ?? 0) }
    : undefined;
}

const expiryOf = (request: FastifyRequest): number => (request.user as { exp: number }).exp * 1000;

import { Readable } from "node:stream";
import { conversationName } from "@acolhe/database";
import { fileHeaders } from "@acolhe/runtime/outside";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { part, rangeOf } from "../files/range.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { ConversationParams } from "../schemas/conversations.ts";
import type { Deps } from "./deps.ts";

const Params = ConversationParams.extend({
  message: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .describe("Id of the message the file came with"),
});

/**
 * The only way to the files of a conversation, besides the copy that the attendants' desk got: who asks has to be allowed to read the
 * conversation, and the file has to be of that conversation. There are no links that work without a login.
 */
export function addMediaRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations/:channel/:contact/media/:message",
    id: "getMedia",
    summary: "A file of the conversation from our own store, whole or the `Range` asked for; the audit notes it",
    tag: "Conversas",
    params: Params,
    produces: ["application/octet-stream"],
    answer: z.string(),
    async handle({ params, audit, reply, request }) {
      const { channel, contact, message } = params;
      const file = await deps.media(message);
      // Another conversation's file is answered like none at all: who guesses learns nothing.
      const isTheirs = file?.metadata.channel === channel && file.metadata.contact === contact;
      if (!file || !isTheirs || file.metadata.refused) {
        await file?.stream.cancel();
        const wasRefused = isTheirs && "Este arquivo não foi guardado. Peça ao paciente que envie de novo.";
        throw new Problem("not-found", wasRefused ? { detail: wasRefused } : {});
      }
      audit({ action: "open-file", entity: "conversation", entityId: conversationName(params) });
      const { mimeType = "application/octet-stream", fileName = "arquivo" } = file.metadata;
      const range = rangeOf(request.headers.range, file.size);
      if (range) reply.code(206).header("content-range", `bytes ${range.first}-${range.last}/${file.size}`);
      reply.headers({
        ...fileHeaders({ mimeType, fileName }),
        "accept-ranges": "bytes",
        "content-length": String(range ? range.last - range.first + 1 : file.size),
        "cache-control": "private, no-store",
      });
      // A stream in place of the string that the document speaks of.
      const whole = Readable.fromWeb(file.stream as never);
      return (range ? Readable.from(part(whole, range)) : whole) as unknown as string;
    },
  });
}

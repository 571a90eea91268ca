import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { COMPRESSED_CHARS_MIN } from "../limits.ts";

const zip = promisify(gzip);
/** The fastest level already makes rows a sixth as long. */
const LEVEL = { level: constants.Z_BEST_SPEED };
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/;

/**
 * Lists are sent compressed: on a slow line their length is most of the wait. Only JSON that is whole when it leaves:
 * files have their own compression, and a stream of changes must not wait for more.
 */
export function compressJson(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    const isWorthIt = typeof payload === "string" && payload.length >= COMPRESSED_CHARS_MIN;
    if (!isWorthIt || !JSON_TYPE.test(String(reply.getHeader("content-type") ?? ""))) return payload;
    reply.header("vary", [reply.getHeader("vary"), "accept-encoding"].filter(Boolean).join(", "));
    if (!takesGzip(request.headers["accept-encoding"])) return payload;
    reply.header("content-encoding", "gzip").removeHeader("content-length");
    return zip(payload, LEVEL);
  });
}

/** `gzip;q=0` refuses it (RFC 9110, 12.5.3). */
export function takesGzip(header: string | string[] | undefined): boolean {
  const codings = String(header ?? "")
    .toLowerCase()
    .split(",");
  const weights = codings.map((one) => one.trim().split(/\s*;\s*q\s*=\s*/) as [string, string | undefined]);
  const found = weights.find(([name]) => name === "gzip") ?? weights.find(([name]) => name === "*");
  return found !== undefined && Number(found[1] ?? 1) > 0;
}

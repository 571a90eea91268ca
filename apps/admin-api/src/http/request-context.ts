import { createHash, randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { stableId } from "@acolhe/events";
import { type Step, startStep, TRACE_HEADER, type TrustedProxies, traceIdOf } from "@acolhe/runtime";
import type { FastifyRequest } from "fastify";
import type { Account } from "../access/authenticate.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Set on routes that ask who calls. */
    account?: Account;
    /** Who it was whose login has ended. */
    formerUser?: string;
    /** This request, as a step of its trace. */
    step?: Step;
  }
}

/** An id that the caller chose is kept when it is harmless to print. */
export const requestIdOf = (header: string | string[] | undefined): string =>
  typeof header === "string" && /^[\w.-]{1,64}$/.test(header) ? header : randomUUID();

/** A request by its route, never by its path: paths hold phones. */
export const routeOf = (request: FastifyRequest): string => `${request.method} ${request.routeOptions.url ?? "(none)"}`;

/** Which of the addresses that a request went through are our proxies'; the nearest is the first. */
export const trustOf = (trusted: TrustedProxies) =>
  typeof trusted === "number" ? (_address: string, hop: number) => hop < trusted : trusted;

/**
 * Who calls, as far as proxies are trusted. One that is trusted may still have passed on what is no address; then the
 * address of the proxy itself is what we know.
 */
export function addressOf(request: FastifyRequest): string {
  const [address = ""] = request.ip.split("%");
  return isIP(address) === 0 ? (request.socket.remoteAddress ?? "0.0.0.0") : address;
}

/** The trace a request belongs to: the caller's, or a new one. */
export function contextOf(request: FastifyRequest): { requestId: string; traceparent: string; traceId: string } {
  const header = request.headers[TRACE_HEADER];
  const parent = typeof header === "string" ? header : undefined;
  request.step ??= startStep(routeOf(request), { kind: "server", parent });
  const { traceparent } = request.step;
  return { requestId: request.id, traceparent, traceId: traceIdOf(traceparent) ?? "" };
}

/** What is asked, with the path as called: the same body for another patient is another request. */
export const fingerprintOf = (request: FastifyRequest): Buffer =>
  createHash("sha256")
    .update(JSON.stringify([request.url, Buffer.isBuffer(request.body) ? null : (request.body ?? null)]))
    // Written out as JSON a file would take four times its size.
    .update(Buffer.isBuffer(request.body) ? request.body : "")
    .digest();

/**
 * What puts something into a log in answer to this request. A repeat under its idempotency key is the same cause, so the
 * log stores it once, even where the first one's rows were undone; a key that comes again with other words is another. The
 * request's own id is none: the caller may choose it, the same each time.
 */
export function originOf(request: FastifyRequest): { cause: string; traceparent: string } {
  const key = request.headers["idempotency-key"];
  const user = request.account?.userId;
  const isRepeatable = typeof key === "string" && user !== undefined;
  const cause = isRepeatable ? stableId(user, key, fingerprintOf(request).toString("base64url")) : randomUUID();
  return { cause, traceparent: contextOf(request).traceparent };
}

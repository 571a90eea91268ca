import { randomUUID } from "node:crypto";
import { stableId } from "@acolhe/events";
import { type Step, startStep, TRACE_HEADER, traceIdOf } from "@acolhe/runtime";
import type { FastifyRequest } from "fastify";
import type { Account } from "../access/authenticate.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Set on routes that ask who calls. */
    account?: Account;
    /** This request, as a step of its trace. */
    step?: Step;
  }
}

/** An id that the caller chose is kept when it is harmless to print. */
export const requestIdOf = (header: string | string[] | undefined): string =>
  typeof header === "string" && /^[\w.-]{1,64}$/.test(header) ? header : randomUUID();

/** A request by its route, never by its path: paths hold phones. */
export const routeOf = (request: FastifyRequest): string => `${request.method} ${request.routeOptions.url ?? "(none)"}`;

/** The trace a request belongs to: the caller's, or a new one. */
export function contextOf(request: FastifyRequest): { requestId: string; traceparent: string; traceId: string } {
  const header = request.headers[TRACE_HEADER];
  const parent = typeof header === "string" ? header : undefined;
  request.step ??= startStep(routeOf(request), { kind: "server", parent });
  const { traceparent } = request.step;
  return { requestId: request.id, traceparent, traceId: traceIdOf(traceparent) ?? "" };
}

/**
 * What puts something into a log in answer to this request. A repeat under its idempotency key is the same cause, so the
 * log stores it once, even where the first one's rows were undone.
 */
export function originOf(request: FastifyRequest): { cause: string; traceparent: string } {
  const key = request.headers["idempotency-key"];
  const user = request.account?.userId;
  const cause = typeof key === "string" && user ? stableId(user, key) : request.id;
  return { cause, traceparent: contextOf(request).traceparent };
}

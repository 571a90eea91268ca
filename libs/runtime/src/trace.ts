import { randomBytes } from "node:crypto";

/*
 * W3C trace context (https://www.w3.org/TR/trace-context/): the trace id is made once, at the webhook, and travels in
 * the `traceparent` header of every message up to the send call.
 */

export const TRACE_HEADER = "traceparent";

/** A fresh context for something that came from outside. */
export const newTraceparent = () => `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`;

/** The same trace, next step; a fresh one when there was none or it is malformed. */
export function nextTraceparent(parent: string | undefined): string {
  const traceId = traceIdOf(parent);
  return traceId ? `00-${traceId}-${randomBytes(8).toString("hex")}-01` : newTraceparent();
}

/** 32 hex digits for the log line, or undefined. */
export const traceIdOf = (traceparent: string | undefined) =>
  traceparent?.match(/^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/)?.[1];

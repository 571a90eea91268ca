import { z } from "zod";
import { text } from "../webhook/lenient.ts";
import { deliveryErrorCode, plainText } from "./delivery-errors.ts";
import { SendError, type SendErrorCode } from "./send-error.ts";

const Refusal = z.object({ error: text(), message: text() });

/** The gateway's words for a failure, or undefined when the answer is no refusal. */
export const refusalOf = (body: unknown) => Refusal.safeParse(body).data?.error;

/** Why an answer is not a success. Texts decide before statuses: the same refusal comes under several. */
export function errorFromResponse(status: number, body: unknown, retryAfterMs?: number): SendError {
  const refusal = refusalOf(body);
  const code = (refusal === undefined ? undefined : codeOfText(refusal)) ?? codeOfStatus(status, refusal);
  const detail = refusal === undefined ? `status ${status}` : `status ${status}, "${withoutNumbers(refusal)}"`;
  return new SendError(code, detail, retryAfterMs === undefined ? {} : { retryAfterMs });
}

function codeOfText(refusal: string): SendErrorCode | undefined {
  const plain = plainText(refusal);
  // Four wordings of one cause: a missing, wrong or null account token, or a caller's address off the list.
  if (plain.endsWith("not allowed") || plain.includes("client-token")) return "credentials-rejected";
  if (plain === "instance not found") return "instance-not-found";
  if (plain.includes("must subscribe to this instance")) return "subscription-lapsed";
  if (plain.startsWith("enqueue message is disabled")) return "channel-disconnected";
  if (plain === "you are not connected" || plain === "you need to restore the session") return "channel-disconnected";
  if (plain === "not_found") return "wrong-request";
  const delivery = deliveryErrorCode(refusal);
  return delivery === "unknown-delivery-error" ? undefined : delivery;
}

function codeOfStatus(status: number, refusal: string | undefined): SendErrorCode {
  if (status === 401 || status === 403) return "credentials-rejected";
  if (status === 404 || status === 405 || status === 415) return "wrong-request";
  if (status === 429) return "rate-limited";
  if (status === 408 || status === 503) return "gateway-unavailable";
  // It may have failed after queueing, and a queued message cannot be told from one that was not.
  if (status >= 500) return "gateway-failed";
  if (status >= 200 && status < 300 && refusal === undefined) return "unreadable-answer";
  return "refused";
}

/** Failures before a byte of the request was written. */
const NOT_WRITTEN = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  // The certificate is checked before the request is written.
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

interface SystemError {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** Why a call threw. Only what certainly happened before writing may be retried; anything else is unknown. */
export function errorFromException(error: unknown): SendError {
  if (error instanceof SendError) return error;
  const root = rootOf(error);
  const code = typeof root.code === "string" ? root.code : undefined;
  // Some messages name the address, so of the exception only the system's code is passed on.
  const detail = code ?? (error instanceof Error ? error.name : "no reason given");
  return new SendError(notWritten(root) ? "not-reached" : "outcome-unknown", detail);
}

function notWritten(error: SystemError): boolean {
  if (error.errors && error.errors.length > 0)
    return error.errors.every((one) => notWritten((one ?? {}) as SystemError));
  if (typeof error.code !== "string") return false;
  if (NOT_WRITTEN.has(error.code) || error.syscall === "connect") return true;
  return typeof error.message === "string" && error.message.includes("before secure TLS connection");
}

function rootOf(error: unknown): SystemError {
  let current = (error ?? {}) as SystemError;
  // Wrapped once or twice at most; the bound only stops a cycle.
  for (let depth = 0; depth < 5 && typeof current.cause === "object" && current.cause !== null; depth++) {
    current = current.cause as SystemError;
  }
  return current;
}

/** Tokens, phones and addresses a text may hold do not belong in an error message. */
const withoutNumbers = (words: string) =>
  words
    .slice(0, 160)
    .replace(/[0-9A-Fa-f]{16,}/g, "*")
    .replace(/\d[\d.:]{5,}/g, "*");

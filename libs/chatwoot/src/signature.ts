import { createHmac, timingSafeEqual } from "node:crypto";

/** Chatwoot enforces no window; five minutes is what the author of its signatures recommends. */
export const SIGNATURE_AGE_MS_MAX = 5 * 60_000;

export interface SignedRequest {
  /** As they came: the body is escaped in ways that parsing and writing again would not repeat. */
  readonly rawBody: Uint8Array;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

export type SignatureVerdict = "right" | "unsigned" | "stale" | "wrong";

/**
 * `sha256=` and the hex HMAC-SHA256 of `<timestamp>.<raw body>`, under any of the secrets (one per surface of
 * Chatwoot that calls this address). Source: lib/webhooks/trigger.rb of Chatwoot 4.15.1.
 */
export function verifySignature(
  request: SignedRequest,
  options: { secrets: readonly string[]; nowMs: number },
): SignatureVerdict {
  const { rawBody, timestamp, signature } = request;
  if (timestamp === undefined || signature === undefined) return "unsigned";
  if (!/^\d{1,12}$/.test(timestamp)) return "wrong";
  const given = Buffer.from(signature);
  let isRight = false;
  // All are tried, so that the time tells nothing about which one it was.
  for (const secret of options.secrets) {
    const digest = createHmac("sha256", secret).update(`${timestamp}.`).update(rawBody).digest("hex");
    const expected = Buffer.from(`sha256=${digest}`);
    if (given.length === expected.length && timingSafeEqual(given, expected)) isRight = true;
  }
  if (!isRight) return "wrong";
  return Math.abs(options.nowMs - Number(timestamp) * 1000) <= SIGNATURE_AGE_MS_MAX ? "right" : "stale";
}

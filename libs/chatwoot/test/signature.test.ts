import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { SIGNATURE_AGE_MS_MAX, verifySignature } from "../src/signature.ts";
import { fixture } from "./fixtures.ts";

interface Vector {
  readonly name: string;
  readonly secret: string;
  readonly timestamp_header?: string;
  readonly signature_header?: string;
  readonly raw_body_base64: string;
  readonly expect: string;
}
const { vectors, clock_for_freshness_checks: clock } = fixture("webhook.signature_vectors");

describe("the recorded vectors", () => {
  test.each<Vector>(vectors)("$name", (vector) => {
    const verdict = verifySignature(
      {
        rawBody: Buffer.from(vector.raw_body_base64, "base64"),
        timestamp: vector.timestamp_header,
        signature: vector.signature_header,
      },
      { secrets: ["another-surface-of-the-desk", vector.secret], nowMs: clock * 1000 },
    );
    expect(verdict === "right").toBe(vector.expect === "accept");
  });
});

const secret = "Zt5pQ8vLm2Rk9XwYb4HdNc7J";
const signed = (timestamp: string, body = "{}") => ({
  rawBody: Buffer.from(body),
  timestamp,
  signature: `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`,
});
const at = (nowMs: number) => ({ secrets: [secret], nowMs });
const seconds = 1_800_000_000;

test.each([
  ["as old as is allowed", SIGNATURE_AGE_MS_MAX, "right"],
  ["a millisecond older", SIGNATURE_AGE_MS_MAX + 1, "stale"],
  ["from a clock that is ahead", -SIGNATURE_AGE_MS_MAX, "right"],
  ["from the future", -SIGNATURE_AGE_MS_MAX - 1, "stale"],
])("%s", (_name, ageMs, verdict) => {
  expect(verifySignature(signed(String(seconds)), at(seconds * 1000 + ageMs))).toBe(verdict);
});

test.each([
  ["no signature", { ...signed("1"), signature: undefined }, "unsigned"],
  ["no timestamp", { ...signed("1"), timestamp: undefined }, "unsigned"],
  ["a timestamp that is no number", signed("now"), "wrong"],
  ["the digest without its prefix", { ...signed("1"), signature: signed("1").signature.slice(7) }, "wrong"],
  ["another body", { ...signed("1"), rawBody: Buffer.from("{} ") }, "wrong"],
])("%s", (_name, request, verdict) => {
  expect(verifySignature(request, at(1_000))).toBe(verdict);
});

test("no secret at all accepts nothing", () => {
  expect(verifySignature(signed(String(seconds)), { secrets: [], nowMs: seconds * 1000 })).toBe("wrong");
});

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  Attempt,
  ChannelState,
  CONTROL_SCHEMAS,
  ControlEvent,
  DeskReported,
  EVENT_SCHEMAS,
  InboundEvent,
  isControl,
  LogEvent,
  Outcome,
  Receipt,
  Turn,
  WebhookIgnored,
} from "../src/index.ts";

const folder = new URL("./samples/", import.meta.url);
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  ...EVENT_SCHEMAS,
  ...CONTROL_SCHEMAS,
  outcome: Outcome,
  receipt: Receipt,
  "channel-state": ChannelState,
  "webhook-ignored": WebhookIgnored,
  "desk-reported": DeskReported,
  attempt: Attempt,
  turn: Turn,
};

interface Samples {
  valid: Record<string, unknown>;
  invalid: { why: string; value: unknown }[];
}
const samplesOf = (name: string): Samples => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));

test("everything that travels has samples, and no sample is left over", () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.json$/, ""));
  expect(files.sort()).toEqual(Object.keys(SCHEMAS).sort());
});

describe.each(Object.entries(SCHEMAS))("%s", (name, schema) => {
  const { valid, invalid } = samplesOf(name);

  test("accepts its valid sample unchanged", () => {
    expect(schema.parse(valid)).toEqual(valid);
  });

  test("has several invalid samples", () => {
    expect(invalid.length).toBeGreaterThanOrEqual(3);
  });

  test.each(invalid)("refuses $why", ({ value }) => {
    expect(schema.safeParse(value).success).toBe(false);
  });

  test("does not let unknown keys travel", () => {
    expect(schema.parse({ ...valid, surprise: 1 })).toEqual(valid);
  });
});

describe("the registry", () => {
  test.each(Object.entries({ ...EVENT_SCHEMAS, ...CONTROL_SCHEMAS }))("%s names itself", (name, schema) => {
    expect(schema.shape.type.value).toBe(name);
  });

  test("events and controls are told apart, and both fit the log", () => {
    for (const name of Object.keys(EVENT_SCHEMAS)) {
      const { valid } = samplesOf(name);
      expect(InboundEvent.safeParse(valid).success, name).toBe(true);
      expect(ControlEvent.safeParse(valid).success, name).toBe(false);
      expect(isControl(LogEvent.parse(valid)), name).toBe(false);
    }
    for (const name of Object.keys(CONTROL_SCHEMAS)) {
      const { valid } = samplesOf(name);
      expect(ControlEvent.safeParse(valid).success, name).toBe(true);
      expect(InboundEvent.safeParse(valid).success, name).toBe(false);
      expect(isControl(LogEvent.parse(valid)), name).toBe(true);
    }
  });
});

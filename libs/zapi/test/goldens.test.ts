import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { normalise, parseWebhook } from "../src/index.ts";
import { RECEIVED_AT, readFixture, WEBHOOK_FIXTURES } from "./fixtures.ts";

const folder = new URL("./goldens/", import.meta.url);
const golden = (name: string) => new URL(`${name}.json`, folder);
const update = process.env.UPDATE_GOLDENS === "1";
if (update) mkdirSync(folder, { recursive: true });

describe("every recorded webhook is normalised as its golden says", () => {
  test.each(WEBHOOK_FIXTURES)("%s", (name) => {
    const said = normalise(parseWebhook(readFixture(name)), { receivedAt: RECEIVED_AT });
    if (update) writeFileSync(golden(name), `${JSON.stringify(said, null, 2)}\n`);
    expect(existsSync(golden(name)), "no golden: run with UPDATE_GOLDENS=1 and review it").toBe(true);
    // Through JSON, so that keys with undefined values cannot hide.
    expect(said).toStrictEqual(JSON.parse(readFileSync(golden(name), "utf8")));
  });

  test("no golden is left over", () => {
    const kept = readdirSync(folder).map((file) => file.slice(0, -".json".length));
    expect(kept.sort()).toEqual(WEBHOOK_FIXTURES);
  });
});

import { expect, test } from "vitest";
import { createTrouble, safeError } from "../src/index.ts";

const refused = (port: number) => Object.assign(new Error(`connect to ${port}`), { code: "ECONNREFUSED" });

test("a trouble that goes on is said once, and again when it becomes another, or comes back after it was over", () => {
  const said: string[] = [];
  let now = 0;
  const warn = (_fields: object, what: string) => void said.push(`${now} ${what}`);
  const trouble = createTrouble({ warn }, { safeError, now: () => now });
  const housekeeping = trouble("housekeeping did not succeed");
  const alerts = trouble("alerts are not looked after");
  for (; now <= 100_000; now += 10_000) {
    housekeeping(refused(now));
    if (now === 50_000) housekeeping(new Error("the server is starting"));
  }
  alerts(refused(1));
  now = 230_001;
  housekeeping(refused(2));
  expect(said).toEqual([
    "0 housekeeping did not succeed",
    "50000 housekeeping did not succeed",
    "110000 alerts are not looked after",
    "230001 housekeeping did not succeed",
  ]);
});

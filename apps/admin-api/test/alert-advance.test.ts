import { ALERT_RULES, AlertState } from "@acolhe/status";
import { expect, test } from "vitest";
import { afterLook } from "../src/alerts/advance.ts";

test("what was open while no way to people was set is told at once by the first that is", () => {
  const seen = {
    conditions: [{ code: "danger-waiting" as const, subject: null, count: 1 }],
    unknown: new Set<never>(),
  };
  const { forMs } = ALERT_RULES["danger-waiting"];
  let state = AlertState.parse({});
  for (const now of [0, forMs, forMs + 60_000]) state = afterLook(state, seen, { now, orders: [], sinks: [] });
  expect(state).toMatchObject({ alerts: [{ firedAt: forMs, told: 0 }], parcels: [] });

  state = afterLook(state, seen, { now: forMs + 70_000, orders: [], sinks: ["mail"] });
  expect(state.parcels).toMatchObject([{ sink: "mail", notice: { code: "danger-waiting" } }]);
  expect(state.alerts).toMatchObject([{ told: 1 }]);
});

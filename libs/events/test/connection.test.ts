import { expect, test } from "vitest";
import { type Connection, connectionOf, GatewayCheck } from "../src/index.ts";

const check = (connected?: boolean) =>
  GatewayCheck.parse({ checkedAt: 5, outcome: "right", complaints: [], ...(connected !== undefined && { connected }) });

test.each<[what: string, told: Connection | undefined, check: GatewayCheck | undefined, known: Connection | null]>([
  ["what its callbacks told", { connected: false, at: 3 }, undefined, { connected: false, at: 3 }],
  [
    "what they told before what an hourly look saw",
    { connected: false, at: 3 },
    check(true),
    { connected: false, at: 3 },
  ],
  ["what the gateway answered, where they told nothing", undefined, check(true), { connected: true, at: 5 }],
  ["also that it is off line", undefined, check(false), { connected: false, at: 5 }],
  ["nothing where the gateway did not say", undefined, check(), null],
  ["nothing where no process looked", undefined, undefined, null],
])("of a number is known %s", (_what, told, found, known) => expect(connectionOf(told, found)).toEqual(known));

import { realHost } from "@acolhe/bus";
import { Channel } from "@acolhe/events";
import { expect, it } from "vitest";
import { SendGate } from "../src/number/gate.ts";

const channel = Channel.parse({ instanceId: "i", instanceToken: "t", clientToken: "c", webhookSecret: "0".repeat(16) });
const openGate = () => new SendGate(channel, { pace: { take: async () => 0 }, isPaused: () => false, host: realHost });

it("G4: a gate that is stopped keeps no caller waiting, whether it was closed or not", async () => {
  const gate = openGate();
  gate.disconnected();
  const waiting = gate.acquire("reply");
  gate.stop();
  expect(await waiting).toBeNull();
  gate.connected();
  expect(await gate.acquire("reply")).toBeNull();
});

it("G3: being connected ends a disconnection, but no pause after a refused call", () => {
  const gate = openGate();
  gate.pause(Date.now() + 60_000);
  gate.disconnected();
  gate.connected();
  expect(gate.closed, "the pause").toBe(true);
  const other = openGate();
  other.disconnected();
  expect(other.closed).toBe(true);
  other.connected();
  expect(other.closed).toBe(false);
});

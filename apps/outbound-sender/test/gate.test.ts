import { Channel } from "@acolhe/events";
import { expect, it } from "vitest";
import { SendGate } from "../src/gate.ts";

const channel = Channel.parse({ instanceId: "i", instanceToken: "t", clientToken: "c", webhookSecret: "0".repeat(16) });
const openGate = () => new SendGate(channel, { take: async () => 0 });

it("G4: a gate that is stopped keeps nobody waiting, whether it was closed or not", async () => {
  const gate = openGate();
  gate.close(Number.MAX_SAFE_INTEGER);
  const waiting = gate.acquire("reply");
  gate.stop();
  expect(await waiting).toBeNull();
  gate.open();
  expect(await gate.acquire("reply")).toBeNull();
});

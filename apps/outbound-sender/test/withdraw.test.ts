import { publish, realHost } from "@acolhe/bus";
import { type ContactKey, type Outcome, outcomeSubject } from "@acolhe/events";
import { createZapiClient } from "@acolhe/zapi";
import { expect, it } from "vitest";
import type { Queued } from "../src/afterwards/queued.ts";
import { createWithdraw } from "../src/afterwards/withdraw.ts";
import { Contacts } from "../src/ledger/contacts.ts";
import { startFixture } from "./fixture.ts";

const A = "5511990000001";

it("T3: what was taken out of the queue and could not be recorded is not told to have left", async () => {
  await using f = await startFixture();
  const { channel, gateway } = f;
  const { turnSeq, partition } = await f.decide(A, ["taken out"], { author: "attendant" });
  const ref = { channel: channel.id, contact: A as ContactKey };
  const start = { turnSeq: 0, next: 0, done: true, tries: 0 };
  let now = Date.now();
  const ids = { zaapId: "Z", messageId: "M" };
  const accepted: Outcome = {
    ...{ turnSeq, index: 0, lane: "reply", at: now, status: "accepted", attempt: 1, held: null, ...ids },
    cursors: { reply: { ...start, turnSeq, next: 1 }, proactive: start, bulk: start },
  };
  await publish(f.bus, outcomeSubject(ref), accepted);
  gateway.queue.push({ phone: A, text: "taken out", ...ids });
  const bus = { ...f.bus, host: { ...realHost, now: () => now } };
  const noted: string[] = [];
  const intentions = new Set<string>();
  let tries = 0;
  const queued: Queued = {
    isUnderWay: async () => false,
    async intend(_place, { zaapId = "" }) {
      expect(gateway.deleted).toEqual([]);
      intentions.add(zaapId);
    },
    intended: async () => intentions,
    async note(_place, { code }) {
      if (++tries === 1) throw new Error("the broker is away");
      noted.push(code);
    },
  };
  const { instanceId, instanceToken, clientToken } = channel;
  const client = createZapiClient({ baseUrl: gateway.url, instanceId, instanceToken, clientToken, timeoutMs: 10_000 });
  const withdraw = createWithdraw({ bus, client, queued, contacts: new Contacts(bus) });
  const order = { ref, partition, commands: [{ turnSeq, index: 0 }], seq: 1_000 };
  await expect(withdraw(order, 600_000)).rejects.toThrow("the broker is away");
  expect(gateway.deleted).toEqual(["Z"]);
  await expect(withdraw(order, 600_000)).rejects.toThrow("not known yet");
  now += 20_001;
  expect(await withdraw(order, 600_000)).toBe(true);
  expect(noted).toEqual(["taken-back"]);
});

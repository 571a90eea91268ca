import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { startDesk, stored, textMessage } from "./desk.ts";

test("I1: a broker that hangs costs a webhook about a second, the next ones nothing", async () => {
  await using desk = await startDesk();
  await desk.post(textMessage(1));
  desk.hangBroker();
  try {
    const started = performance.now();
    expect((await desk.post(textMessage(2))).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(3_000);
    const next = performance.now();
    for (const n of [3, 4, 5]) expect((await desk.post(textMessage(n))).status).toBe(200);
    // Each of the three would cost a second more.
    expect(performance.now() - next).toBeLessThan(2_000);
  } finally {
    desk.wakeBroker();
  }
  await eventually(async () => (await stored(desk.bus, "INBOUND")).length === 5);
  expect((await stored(desk.bus, "INBOUND")).map((m) => m.body.messageId)).toEqual(["M1", "M2", "M3", "M4", "M5"]);
});

test("I1, I2: under load with the broker killed again and again nothing is lost, doubled or swapped", async () => {
  await using desk = await startDesk({ spoolBytesMax: 100_000_000 });
  const contacts = Array.from({ length: 12 }, (_, c) => `55119${String(80000000 + c)}`);
  const sent = new Map<string, string[]>(contacts.map((phone) => [phone, []]));
  let running = true;
  const patients = contacts.map(async (phone, c) => {
    for (let n = 0; running; n++) {
      const messageId = `C${c}N${n}`;
      const response = await desk.post(
        textMessage(n, { phone, chatLid: `8189660001${String(c).padStart(4, "0")}@lid`, messageId }),
      );
      expect(response.status).toBe(200);
      sent.get(phone)!.push(messageId);
    }
  });
  for (let kill = 0; kill < 3; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await desk.killBroker();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await desk.returnBroker();
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  running = false;
  await Promise.all(patients);

  const total = [...sent.values()].reduce((sum, ids) => sum + ids.length, 0);
  await eventually(async () => (await desk.bus.jsm.streams.info("INBOUND")).state.messages >= total, {
    deadlineMs: 30_000,
  });
  const events = await stored(desk.bus, "INBOUND");
  for (const phone of contacts) {
    const ids = events.filter((m) => m.subject.endsWith(`.${phone}.event`)).map((m) => m.body.messageId);
    expect(ids).toEqual(sent.get(phone));
  }
  expect(events).toHaveLength(total);
});

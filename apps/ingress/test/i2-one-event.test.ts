import { expect, test } from "vitest";
import { fixture, startDesk, stored, textMessage } from "./desk.ts";

test("I2: a repeated webhook is one event, also when its time moves on and when several come at once", async () => {
  await using desk = await startDesk();
  const statuses = await Promise.all(
    [0, 1, 2, 3].map((i) => desk.post(textMessage(1, { momment: 1767268922000 + i * 1000 })).then((r) => r.status)),
  );
  expect(statuses).toEqual([200, 200, 200, 200]);
  expect(await stored(desk.bus, "INBOUND")).toHaveLength(1);
});

test("I2: two messages of the same millisecond are two events", async () => {
  await using desk = await startDesk();
  await Promise.all([desk.post(textMessage(1)), desk.post(textMessage(2)), desk.post(textMessage(3))]);
  const ids = (await stored(desk.bus, "INBOUND")).map((m) => m.body.messageId);
  expect(ids.toSorted()).toEqual(["M1", "M2", "M3"]);
});

test("I2: a placeholder and the content that follows under the same id are both stored", async () => {
  await using desk = await startDesk();
  await desk.post({ ...fixture("received-waiting-message"), messageId: "M1" });
  await desk.post(textMessage(1));
  const events = await stored(desk.bus, "INBOUND");
  expect(events.map((m) => m.body.type)).toEqual(["message-waiting", "message-received"]);
});

import { publish } from "@acolhe/bus";
import { connectCache } from "@acolhe/cache";
import { attemptSubject, type ChannelId, type ContactKey, contentHash, outcomeSubject } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { fixture, startDesk, stored, textMessage } from "./desk.ts";

const { fromApi: _unsaid, ...unsaid } = fixture("received-text-from-me-human");
const echo = (messageId: string) => ({
  ...unsaid,
  phone: "5511990000001",
  chatLid: null,
  messageId,
  text: { message: "Olá!" },
});
const ref = { channel: "main" as ChannelId, contact: "5511990000001" as ContactKey };
/** What of the sender's records is compared. */
const outcome = (messageId: string) => ({
  turnSeq: 1,
  index: 0,
  attempt: 1,
  status: "accepted",
  messageId,
  at: Date.now(),
});
/** A busy machine may take its time to answer with a hint; that a late one is done without has tests of its own. */
const PATIENT_MS = 10_000;
type Desk = Awaited<ReturnType<typeof startDesk>>;
const kinds = async (desk: Desk) => [
  ...(await stored(desk.bus, "INBOUND")).map((m) => m.body.type),
  ...(await stored(desk.bus, "DELIVERY")).map((m) => m.body.kind),
];

test("a message from our number that no sender sent is a person's: takeover, within the gateway's patience", async () => {
  await using desk = await startDesk();
  const started = performance.now();
  expect((await desk.post(echo("H1"))).status).toBe(200);
  expect(performance.now() - started).toBeLessThan(2_000);
  const [control] = await stored(desk.bus, "INBOUND");
  expect(control?.subject).toMatch(/^inbound\.\d+\.main\.5511990000001\.gate\.control$/);
  expect(control?.body).toMatchObject({ type: "takeover-started", source: "phone", messageId: "H1" });
});

test("R1: one the sender's outcome names is ours without the cache, also when the outcome comes a moment later", async () => {
  await using desk = await startDesk();
  await publish(desk.bus, outcomeSubject(ref), outcome("A1"));
  expect((await desk.post(echo("A1"))).status).toBe(200);
  const posted = desk.post(echo("A2"));
  await publish(desk.bus, outcomeSubject(ref), outcome("A2"));
  expect((await posted).status).toBe(200);
  expect((await kinds(desk)).filter(Boolean)).toEqual(["echoed", "echoed"]);
});

test("an echo that comes half a day late is still ours", async () => {
  await using desk = await startDesk({ now: () => Date.now() + 12 * 3600_000 });
  await publish(desk.bus, outcomeSubject(ref), outcome("A1"));
  expect((await desk.post(echo("A1"))).status).toBe(200);
  expect((await kinds(desk)).filter(Boolean)).toEqual(["echoed"]);
});

test("one a hint names is ours without reading the log", async () => {
  await using desk = await startDesk({ redis: true, cacheMsMax: PATIENT_MS });
  const cache = connectCache({ url: desk.redis!.url, commandMsMax: PATIENT_MS });
  await eventually(() => cache.available);
  await cache.remember("sent:main:A1", ref.contact, 60_000);
  expect(await cache.recall("sent:main:A1"), "the hint is there").toBe(ref.contact);
  expect((await desk.post(echo("A1"))).status).toBe(200);
  expect(await kinds(desk)).toEqual(["echoed"]);
  cache.close();
});

test("words of a call that is not answered yet are ours; the same words after its answer are a person's", async () => {
  await using desk = await startDesk();
  const attempt = { turnSeq: 1, index: 0, number: 1, contentHash: contentHash("Olá!") };
  await publish(desk.bus, attemptSubject(ref), attempt);
  await desk.post(echo("A1"));
  expect((await stored(desk.bus, "DELIVERY")).map((m) => m.body.kind)).toEqual(["echoed"]);
  await publish(desk.bus, outcomeSubject(ref), outcome("A1"));
  await desk.post(echo("H1"));
  expect((await stored(desk.bus, "INBOUND")).at(-1)?.body.type).toBe("takeover-started");
});

test("a callback under another name of the contact is filed by the hint of its message", async () => {
  await using desk = await startDesk({ redis: true, cacheMsMax: PATIENT_MS });
  const cache = connectCache({ url: desk.redis!.url, commandMsMax: PATIENT_MS });
  await eventually(() => cache.available);
  await cache.remember("sent:main:A1", "lid-81896600000001", 60_000);
  expect(await cache.recall("sent:main:A1"), "the hint is there").toBe("lid-81896600000001");
  await desk.post({ ...fixture("delivery-success"), messageId: "A1", zaapId: "Z1" });
  expect((await stored(desk.bus, "DELIVERY")).map((m) => m.subject)).toEqual([
    "delivery.main.lid-81896600000001.receipt",
  ]);
  cache.close();
});

test("I2: the recipient of another system is a contact, and the patient's other name is merged into its conversation", async () => {
  await using desk = await startDesk();
  const names = { phone: "5511990000001", chatLid: "81896600000001@lid" };
  await desk.post({ ...fixture("received-text-from-me-api"), ...names, chatLid: null });
  await desk.post(textMessage(1, { ...names, phone: names.chatLid }));
  await desk.post(textMessage(2, names));
  const events = await stored(desk.bus, "INBOUND");
  expect(events.map(({ subject, body }) => `${subject.split(".")[3]} ${body.type}`)).toEqual([
    "5511990000001 sent-by-other-system",
    "lid-81896600000001 message-received",
    "lid-81896600000001 merged-into",
    "5511990000001 message-received",
  ]);
});

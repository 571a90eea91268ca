import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ensureChannels } from "@acolhe/database";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { type SetupFacts, setupSteps } from "../src/setup.ts";
import { type Desk, openDesk } from "./desk.ts";

const READY: SetupFacts = {
  mustChangePassword: false,
  clinicName: "Clínica Girassol",
  hasBusinessHours: true,
  channels: [{ id: "main", state: "online", check: { checkedAt: 1, outcome: "right", complaints: [] } }],
  desk: "answers",
  hasPatientWritten: true,
};
const check = (outcome: "wrong" | "unreachable", complaints: string[] = []) => [
  { id: "main", state: "online" as const, check: { checkedAt: 1, outcome, complaints } },
];

test.each<[what: string, facts: Partial<SetupFacts>, step: object]>([
  ["a password for one use", { mustChangePassword: true }, { step: "password", state: "todo", reason: "not-set" }],
  ["a clinic without a name", { clinicName: null }, { step: "clinic-name", state: "todo", reason: "not-set" }],
  ["no hours, and so no zone", { hasBusinessHours: false }, { step: "business-hours", state: "todo" }],
  ["no number", { channels: [] }, { step: "channel", channel: null, state: "todo", reason: "not-set" }],
  [
    "a number that is off line",
    { channels: [{ ...READY.channels[0]!, state: "offline" }] },
    { step: "channel", channel: "main", state: "trouble", reason: "offline" },
  ],
  [
    "a webhook that was never looked at",
    { channels: [{ ...READY.channels[0]!, check: null }] },
    { step: "webhook", channel: "main", state: "unknown", reason: "not-heard" },
  ],
  [
    "wrong settings at the gateway",
    { channels: check("wrong", ["Corrija."]) },
    { step: "webhook", state: "trouble", reason: "wrong-settings", complaints: ["Corrija."] },
  ],
  [
    "an address that the gateway cannot reach",
    { channels: check("unreachable") },
    { step: "webhook", state: "trouble", reason: "unreachable-address" },
  ],
  ["no desk, which is a choice", { desk: "none" }, { step: "desk", state: "todo", isOptional: true }],
  ["a desk that does not answer", { desk: "silent" }, { step: "desk", state: "trouble", reason: "no-answer" }],
  ["no message yet", { hasPatientWritten: false }, { step: "first-message", state: "todo", reason: "none-yet" }],
])("%s is one step that is not done, and all others are", (_what, facts, step) => {
  const steps = setupSteps({ ...READY, ...facts });
  const open = steps.filter(({ state }) => state !== "done");
  // Without a number there is neither a connection nor a webhook.
  expect(open).toHaveLength(facts.channels?.length === 0 ? 2 : 1);
  expect(open[0]).toMatchObject(step);
  expect(setupSteps(READY).every(({ state }) => state === "done")).toBe(true);
});

test("a number that was not heard of may be anything", () => {
  const channels = [{ ...READY.channels[0]!, state: "unknown" as const }];
  const steps = setupSteps({ ...READY, channels });
  expect(steps.find(({ step }) => step === "channel")).toMatchObject({ state: "unknown", reason: "not-heard" });
});

/** What answers in the place of the attendants' desk, as it says itself. */
async function standIn(ends: AsyncDisposableStack): Promise<{ url: string; status: number }> {
  const answering = { url: "", status: 200 };
  const server = createServer((_request, response) => response.writeHead(answering.status).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.defer(async () => void server.close());
  answering.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return answering;
}

test("a first run is followed to its end, live", async () => {
  await using ends = new AsyncDisposableStack();
  const answering = await standIn(ends);
  const desk: Desk = ends.use(await openDesk({ nats: true, deskUrl: answering.url, channels: [] }));
  const { db, broker } = desk.api;
  const setup = async () => {
    const { status, body } = await desk.call("GET", "/api/v1/setup");
    expect(status).toBe(200);
    const steps = body.steps.map(({ step, channel, state }: Record<string, string | null>) =>
      [step, channel, state].filter(Boolean).join(" "),
    );
    return { isDone: body.isDone, steps };
  };
  await db.updateTable("users").set({ mustChangePassword: true }).where("id", "=", desk.users.admin).execute();
  const none = ["channel todo", "webhook todo", "desk done", "first-message todo"];
  expect(await setup()).toEqual({
    isDone: false,
    steps: ["password todo", "clinic-name todo", "business-hours todo", ...none],
  });

  await db.updateTable("users").set({ mustChangePassword: false }).where("id", "=", desk.users.admin).execute();
  await desk.call("PUT", "/api/v1/settings/clinic", { version: 0, body: { name: "Clínica Girassol" } });
  const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const hours = { timeZone: "America/Sao_Paulo", ...closed };
  await desk.call("PUT", "/api/v1/settings/business-hours", { version: 0, body: hours });
  await ensureChannels(db, ["main"]);
  expect((await setup()).steps).toContain("webhook main unknown");
  await (await broker.bus?.kvm.open("channels"))?.put("main", JSON.stringify({ connected: true, at: 1 }));
  const right = { checkedAt: 1, outcome: "right", complaints: [] };
  await (await broker.bus?.kvm.open("gateway"))?.put("main", JSON.stringify(right));
  const message = {
    channel: "main",
    contactKey: "5511900000001",
    id: "m",
    author: "patient",
    kind: "text",
    text: "oi",
  };
  await db
    .insertInto("read.messages")
    .values({ ...message, at: "2026-11-29T12:00:00Z", inboundSeq: 1 })
    .execute();
  await eventually(async () => (await setup()).isDone);
  expect((await setup()).steps).toEqual([
    ...["password done", "clinic-name done", "business-hours done", "channel main done", "webhook main done"],
    ...["desk done", "first-message done"],
  ]);

  answering.status = 502;
  const { isDone, steps } = await setup();
  expect(steps).toContain("desk trouble");
  expect(isDone, "the desk is optional").toBe(true);
});

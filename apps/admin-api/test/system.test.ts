import { publish } from "@acolhe/bus";
import { listAlertOrders, saveAlertWatch, takeAlertWatch } from "@acolhe/database";
import { Channel, type ContactKey, type ConversationRef, turnSubject } from "@acolhe/events";
import { AlertState } from "@acolhe/status";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { setUp } from "../../ops/src/setup.ts";
import { ALERT_WATCH_MS } from "../src/limits.ts";
import { type Desk, openDesk } from "./desk.ts";

const HOUR_MS = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

test("operators see what waits, what is off line and who waits, as figures and as metrics, and no person", async () => {
  await using desk = await openDesk({ nats: true });
  const { api } = desk;
  const bus = api.broker.bus!;
  const channel = Channel.parse({
    instanceId: "i",
    instanceToken: "t",
    clientToken: "c",
    webhookSecret: "0123456789abcdef",
  });
  await setUp(bus, { channels: [channel], replicas: 1, ackWaitMs: 1_000 });
  await (await bus.kvm.open("channels")).put("main", JSON.stringify({ connected: false, at: 1_000 }));
  const ref: ConversationRef = { channel: channel.id, contact: "5511987654321" as ContactKey };
  // No sender runs here, so it waits.
  await publish(bus, turnSubject(ref, "reply"), { state: {} });
  const waiting = {
    channel: "main",
    contactKey: ref.contact,
    turnCount: 1,
    mode: "human",
    language: "pt",
    optedOut: false,
  };
  await api.db
    .insertInto("read.conversations")
    .values({
      ...waiting,
      step: "menu",
      sessionSeq: 1,
      firstTurnSeq: 1,
      turnSeq: 1,
      lastMessageAt: ago(0),
      waitingSince: ago(2 * HOUR_MS),
      parkedSince: ago(HOUR_MS),
    })
    .execute();
  const call = {
    channel: "main",
    contactKey: ref.contact,
    turnSeq: 1,
    commandIndex: 0,
    reason: "possible-danger",
    team: "t",
  };
  await api.db
    .insertInto("read.handoffs")
    .values({
      ...call,
      askedAt: ago(2 * HOUR_MS),
      priority: "urgent",
      summary: JSON.stringify({ danger: "chest-pain" }),
    })
    .execute();

  const { status, body, text } = await desk.call("GET", "/api/v1/system", { as: "operator" });
  expect(status, text).toBe(200);
  const sender = body.log.consumers.find(({ name }: { name: string }) => name === "sender-main-reply");
  expect(sender).toMatchObject({ toCome: 1, inFlight: 0, oldestAt: expect.stringMatching(/Z$/) });
  expect(body.log.verdicts).toContainEqual({
    about: "number",
    name: "number main",
    ok: false,
    code: "off-line",
    value: null,
  });
  expect(body.people).toMatchObject({ parked: 1, waiting: 1, dangers: 1, sessions: [{ mode: "human", count: 1 }] });
  expect(text).not.toContain("98765");

  await expectWaitingWithoutReplies(desk);

  const metrics = (await desk.call("GET", "/metrics")).text;
  expect(metrics).toMatch(/^consumer_lag_records\{consumer="sender-main-reply".*\} 1$/m);
  expect(metrics).toMatch(/^channel_connected\{channel="main".*\} 0$/m);
  expect(metrics).toMatch(/^conversations_parked\{.*\} 1$/m);
  expect(Number(/^dangers_waiting_seconds\{.*\} (\S+)$/m.exec(metrics)?.[1])).toBeGreaterThanOrEqual(7200);
  expect(metrics).toMatch(/^sessions_open\{mode="human",step="menu".*\} 1$/m);
  expect(metrics).not.toContain("98765");
});

/** Who waits is told also where today's replies could not be counted. */
async function expectWaitingWithoutReplies(desk: Desk): Promise<void> {
  const replies = async () => (await desk.call("GET", "/api/v1/system", { as: "operator" })).body.people;
  await sql`alter table read.hourly rename to hourly_away`.execute(desk.api.db);
  expect(await replies()).toMatchObject({ waiting: 1, dangers: 1, replies: null });
  await sql`alter table read.hourly_away rename to hourly`.execute(desk.api.db);
  expect(await replies(), "the control").toMatchObject({ waiting: 1, replies: { count: 0 } });
}

test("without a broker the page says so, and no metric says that all is well", async () => {
  await using desk = await openDesk();
  const { status, body } = await desk.call("GET", "/api/v1/system", { as: "admin" });
  expect({ status, log: body.log, parked: body.people.parked }).toEqual({ status: 200, log: null, parked: 0 });
  const metrics = (await desk.call("GET", "/metrics")).text;
  expect(metrics).toMatch(/^broker_reachable\{.*\} 0$/m);
  expect(metrics).toMatch(/^conversations_parked\{.*\} 0$/m);
  expect(metrics).not.toMatch(/^(?:channel_connected|dead_letters|consumer_lag_records)\{/m);
  await expectAlerts(desk);
});

/**
 * An alert that was told is shown with who is told. An acknowledgement is shown at once, and taken up by the alerts'
 * sender.
 */
async function expectAlerts(desk: Desk): Promise<void> {
  const { db } = desk.api;
  const at = 1_700_000_000_000;
  const alert = { code: "service-down", count: 1, since: at, told: 2, nextAt: at, goneSince: null, acknowledged: null };
  const state = AlertState.parse({
    alerts: [
      { ...alert, key: "service-down:ingress", subject: "ingress", firedAt: at },
      { ...alert, key: "service-down:projector", subject: "projector", firedAt: null },
    ],
  });
  const holder = "00000000-0000-4000-8000-000000000000";
  const alerts = async () => (await desk.call("GET", "/api/v1/system", { as: "operator" })).body.alerts;
  expect(await alerts(), "no process ever watched").toEqual({ isWatched: false, ways: [], open: [] });
  await takeAlertWatch(db, { holder, forMs: 60_000 });
  await saveAlertWatch(db, { holder, state, orders: [] });

  expect(await alerts()).toEqual({
    ...{ isWatched: true, ways: [] },
    open: [
      {
        ...{ key: "service-down:ingress", code: "service-down", subject: "ingress", count: 1, told: 2 },
        ...{ since: new Date(at).toISOString(), firedAt: new Date(at).toISOString() },
        ...{ isNearlyOver: false, acknowledged: null },
      },
    ],
  });
  const acknowledge = (key: string) =>
    desk.call("POST", "/api/v1/system/alerts/acknowledge", { as: "operator", body: { key } });
  expect((await acknowledge("service-down:projector")).status, "not told yet").toBe(404);
  expect((await acknowledge("service-down:ingress")).status).toBe(204);
  expect((await alerts()).open[0].acknowledged).toMatchObject({ by: expect.any(String) });
  expect(await listAlertOrders(db)).toMatchObject([{ kind: "acknowledge", alertKey: "service-down:ingress" }]);
  await db
    .updateTable("alertWatch")
    .set({ savedAt: new Date(Date.now() - ALERT_WATCH_MS).toISOString() })
    .execute();
  expect((await alerts()).isWatched, "nothing was saved for some looks").toBe(false);
}

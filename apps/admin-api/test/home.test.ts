import { ensureChannels, insertRow } from "@acolhe/database";
import { eventually } from "@acolhe/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HOME_APPOINTMENTS, HOME_LEADS, HOME_WAITING } from "../src/limits.ts";
import { captureLead, type Desk, openDesk } from "./desk.ts";

const MINUTE_MS = 60_000;
const startedAt = Date.now();
const minutes = (count: number) => new Date(startedAt + count * MINUTE_MS).toISOString();

/** A zone where it is about noon now, so that what is an hour away is on the same day, whenever this runs. */
function zoneOfNoon(): string {
  const ahead = 12 - new Date(startedAt).getUTCHours();
  // The names of these zones have their signs the other way round.
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ nats: true, channels: [] });
});
afterAll(() => desk[Symbol.asyncDispose]());

const home = async (as: "admin" | "attendant" | "analyst" | "operator" = "attendant") => {
  const answer = await desk.call("GET", "/api/v1/home", { as });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

/** Conversations that wait, the first one the longest. */
async function letWait(count: number): Promise<void> {
  const state = { turnCount: 1, mode: "human", language: "pt", optedOut: false, lastMessageAt: minutes(-1) };
  const rows = Array.from({ length: count }, (_, n) => ({
    ...{ channel: "main", contactKey: `551190000000${n}`, name: `Paciente ${n}`, ...state },
    ...{ firstTurnSeq: n + 1, turnSeq: n + 1, waitingSince: minutes(n - 60) },
    unansweredSince: n % 2 === 0 ? minutes(-5) : null,
  }));
  await desk.api.db.insertInto("read.conversations").values(rows).execute();
  const call = { commandIndex: 0, askedAt: minutes(-60), priority: "normal", summary: "{}" };
  await desk.api.db
    .insertInto("read.handoffs")
    .values({ ...call, channel: "main", contactKey: "5511900000000", turnSeq: 1, reason: "asked", team: "Recepção" })
    .execute();
}

/** As many appointments one after the other, each of half an hour, the first one under way. */
async function book(count: number): Promise<void> {
  const { db } = desk.api;
  const patient = await insertRow(db, "patients", { name: "Théo Batista" });
  const professional = await insertRow(db, "professionals", { name: "Dra. Íris" });
  const texts = { pt: { name: "Psicologia" } };
  const service = await insertRow(db, "services", { slug: "psi", texts, durationMinutes: 20, modality: "both" });
  for (let n = 0; n < count; n++)
    await insertRow(db, "appointments", {
      ...{ patientId: patient.id, professionalId: professional.id, serviceId: service.id, modality: "online" },
      ...{ startsAt: minutes(n * 30 - 10), endsAt: minutes(n * 30 + 20) },
    });
}

test("a clinic that has just begun has nothing to show, and says so", async () => {
  expect(await home()).toMatchObject({
    timeZone: "America/Sao_Paulo",
    waiting: { count: 0, countIsExact: true, items: [] },
    unanswered: { count: 0, countIsExact: true },
    leads: { count: 0, items: [] },
    appointments: { count: 0, items: [] },
    channels: [],
    bot: { enabled: true, version: 0 },
  });
});

test("today in one answer, with numbers that are those of the lists behind them", async () => {
  const { db } = desk.api;
  await letWait(HOME_WAITING + 1);
  for (let n = 0; n <= HOME_LEADS; n++)
    await captureLead(desk, { id: `0190a000-0000-7000-8000-00000000000${n}`, turnSeq: n, capturedAt: minutes(-n) });
  await db
    .insertInto("settings")
    .values({ key: "business-hours", value: JSON.stringify({ timeZone: zoneOfNoon() }) })
    .execute();
  await book(HOME_APPOINTMENTS + 1);
  await ensureChannels(db, ["main", "outro"]);
  const kv = await desk.api.broker.bus?.kvm.open("channels");
  await kv?.put("main", JSON.stringify({ connected: false, at: startedAt }));
  const told = { checkedAt: startedAt, outcome: "right", complaints: [], goLive: "new-contacts" };
  await (await desk.api.broker.bus?.kvm.open("gateway"))?.put("main", JSON.stringify(told));
  const begun = await desk.api.broker.bus?.kvm.open("begun");
  const read = { startedAt, for: "all", doneAt: startedAt };
  await begun?.put("main", JSON.stringify(read));
  const shownOnce = (fits: (main: { state: string; begun: boolean | null }) => boolean) =>
    eventually(async () => {
      const { channels: shown } = await home();
      return shown[0] && fits(shown[0]) && shown;
    });
  await shownOnce(({ begun: isRead }) => isRead === false);
  await begun?.put("main", JSON.stringify({ ...read, for: "new-contacts" }));
  const channels = await shownOnce((main) => main.state === "offline" && main.begun === true);

  expect(channels).toEqual([
    {
      id: "main",
      name: "main",
      botEnabled: true,
      state: "offline",
      since: minutes(0),
      goLive: "new-contacts",
      begun: true,
    },
    { id: "outro", name: "outro", botEnabled: true, state: "unknown", since: null, goLive: null, begun: null },
  ]);
  const { waiting, unanswered, leads, appointments } = await home();
  expect(waiting).toMatchObject({ count: HOME_WAITING + 1, countIsExact: true });
  expect(waiting.items).toHaveLength(HOME_WAITING);
  expect(waiting.items.slice(0, 2)).toEqual([
    {
      ...{ channel: "main", contactKey: "5511900000000", name: "Paciente 0", waitingSince: minutes(-60) },
      ...{ reason: "asked", label: "pediu para falar com uma pessoa", team: "Recepção", words: null },
    },
    {
      ...{ channel: "main", contactKey: "5511900000001", name: "Paciente 1", waitingSince: minutes(-59) },
      ...{ reason: null, label: null, team: null, words: null },
    },
  ]);
  const listed = await desk.call("GET", "/api/v1/conversations?sort=waitingSince", { as: "attendant" });
  expect(listed.body.total).toBe(waiting.count);
  expect(unanswered.count).toBe(Math.ceil((HOME_WAITING + 1) / 2));
  const { body: newLeads } = await desk.call("GET", "/api/v1/leads?status=new", { as: "attendant" });
  expect(leads.count).toBe(newLeads.total);
  expect(leads.items).toHaveLength(HOME_LEADS);
  expect(leads.items[0]).toMatchObject({ capturedAt: minutes(0) });
  expect(appointments).toMatchObject({ count: HOME_APPOINTMENTS + 1 });
  expect(appointments.items).toHaveLength(HOME_APPOINTMENTS);
  expect(appointments.items[0]).toMatchObject({
    ...{ startsAt: minutes(-10), patient: "Théo Batista", professional: "Dra. Íris", service: "Psicologia" },
    state: "scheduled",
  });
});

test.each(["analyst", "operator"] as const)("%s sees the numbers, and no patient's name", async (role) => {
  const seen = await home(role);
  expect(seen.waiting).toEqual({ count: HOME_WAITING + 1, countIsExact: true, items: null });
  expect(seen.leads.items).toBeNull();
  expect(seen.appointments).toMatchObject({ count: HOME_APPOINTMENTS + 1, items: null });
  expect(JSON.stringify(seen)).not.toMatch(/Paciente|Théo|55119/);
});

test("the audit says once a login and day that a person saw who waits, and nothing of figures alone", async () => {
  const entries = async (role: string) => {
    const users = await desk.call("GET", "/api/v1/users", { as: "admin" });
    const { id } = users.body.items.find((user: { role: string }) => user.role === role);
    const audit = await desk.call("GET", `/api/v1/audit?userId=${id}&entity=home`, { as: "admin" });
    return audit.body.items.map(({ action }: { action: string }) => action);
  };
  const { db } = desk.api;
  await sql`alter table audit rename to audit_away`.execute(db);
  expect((await desk.call("GET", "/api/v1/home", { as: "admin" })).status, "the entry cannot be written").toBe(500);
  await sql`alter table audit_away rename to audit`.execute(db);
  await home("admin");
  expect(await entries("admin"), "what failed counts for nothing").toEqual(["read"]);
  await home("admin");
  expect(await entries("admin")).toEqual(["read"]);
  await home("analyst");
  expect(await entries("analyst")).toEqual([]);
});

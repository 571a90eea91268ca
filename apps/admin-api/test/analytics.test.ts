import { addToSums, type HourlyRow, LIVE } from "@acolhe/database/projection";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ANALYTICS_DAYS_MAX } from "../src/limits.ts";
import { captureLead, type Desk, openDesk } from "./desk.ts";

const FIRST = Date.UTC(2026, 9, 20);
const HOURS = 24 * 24;
const hours = Array.from({ length: HOURS }, (_, n) => ({
  at: new Date(FIRST + n * 3_600_000),
  // Uneven, so that an hour too many or too few shows.
  count: 1 + ((n * 7) % 11),
}));

let desk: Desk;
let version = 0;
beforeAll(async () => {
  desk = await openDesk();
  const sum = (measure: string, more: Partial<HourlyRow> = {}) => ({
    measure,
    channel: "main",
    service: "",
    label: "",
    hour: "2026-10-25T12:00:00.000Z",
    count: 1,
    totalMs: 0,
    ...more,
  });
  const psychology = { service: "psicologia" };
  await addToSums({ db: desk.api.db, schema: LIVE }, [
    ...hours.flatMap(({ at, count }) => [
      sum("patient-message", { hour: at.toISOString(), count }),
      sum("state", { hour: at.toISOString(), label: "hours", count }),
    ]),
    sum("session", { ...psychology, count: 8 }),
    sum("session", { service: "nutricao", count: 2 }),
    sum("session", { service: "nutricao", count: 5, channel: "other" }),
    sum("session-with-lead", { ...psychology, count: 4 }),
    sum("session-with-handoff", { ...psychology, count: 2 }),
    sum("state", { ...psychology, label: "menu", count: 8 }),
    sum("state", { ...psychology, label: "name", count: 6 }),
    sum("state-left", { ...psychology, label: "menu", count: 6, totalMs: 60_000 }),
    sum("first-reply", { label: "more", count: 1, totalMs: 90_000_000 }),
    sum("first-reply", { label: "5000", count: 3, totalMs: 6_000 }),
    sum("first-reply", { label: "1000", count: 6, totalMs: 3_000 }),
    sum("handoff", { label: "asked", count: 2 }),
    sum("handoff", { ...psychology, label: "asked", count: 3 }),
    sum("first-human", { label: "60000", totalMs: 40_000 }),
    sum("first-human", { ...psychology, label: "5000", totalMs: 2_000 }),
    sum("first-reply", { ...psychology, label: "1000", count: 2, totalMs: 1_000 }),
    sum("delivery", { label: "read", count: 15 }),
    sum("delivery", { label: "failed", count: 5 }),
    sum("delivery-failure", { label: "not-on-whatsapp", count: 5 }),
  ]);
});
afterAll(() => desk[Symbol.asyncDispose]());

async function setZone(timeZone: string): Promise<void> {
  const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const answer = await desk.call("PUT", "/api/v1/settings/business-hours", { version, body: { timeZone, ...closed } });
  version = answer.body.version;
}

const ask = async (what: string, query: string) =>
  (await desk.call("GET", `/api/v1/analytics/${what}?${query}`, { as: "analyst" })).body;
const PERIOD = "from=2026-10-22&to=2026-11-10";

// Clocks go back on 25 October in Lisbon and on 1 November in New York: days of 25 hours. Tokyo's midnight is 15:00 UTC.
test.each(["America/Sao_Paulo", "America/New_York", "Europe/Lisbon", "Asia/Tokyo"])(
  "days and peak hours are those of the clinic's clock, at the edges too: %s",
  async (timeZone) => {
    await setZone(timeZone);
    // The calendar of the language's own library, against PostgreSQL's.
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    const days = new Map<string, number>();
    const cells = new Map<string, number>();
    for (const { at, count } of hours) {
      const [day = "", time = ""] = format.format(at).split(" ");
      if (day < "2026-10-22" || day > "2026-11-10") continue;
      days.set(day, (days.get(day) ?? 0) + count);
      const cell = `${new Date(day).getUTCDay() || 7} ${Number(time.slice(0, 2))}`;
      cells.set(cell, (cells.get(cell) ?? 0) + count);
    }
    const byDay = await ask("days", PERIOD);
    expect(byDay.timeZone).toBe(timeZone);
    const found = byDay.days.map((one: { day: string; patientMessages: number }) => [one.day, one.patientMessages]);
    expect(found).toEqual([...days].sort());
    // What is added up from days and the hours at their edges is the same as what is counted hour by hour.
    for (const [from, to] of [
      ["2026-10-22", "2026-11-10"],
      ["2026-10-25", "2026-10-25"],
      ["2026-11-01", "2026-11-02"],
    ] as const) {
      const { states } = await ask("funnel", `from=${from}&to=${to}&channel=main`);
      const counted = [...days].filter(([day]) => day >= from && day <= to).reduce((all, [, count]) => all + count, 0);
      const found = states.find(({ step }: { step: string }) => step === "hours");
      expect(found, `${from} to ${to}`).toMatchObject({ conversations: counted });
    }
    const peaks = await ask("peak-hours", PERIOD);
    type Cell = { weekday: number; hour: number; messages: number };
    expect(new Map(peaks.cells.map((c: Cell) => [`${c.weekday} ${c.hour}`, c.messages]))).toEqual(cells);
  },
);

test("days without anything are there, with zeros", async () => {
  const { days } = await ask("days", "from=2025-01-31&to=2025-03-01");
  expect(days).toHaveLength(30);
  expect(days.at(-1)).toEqual({
    day: "2025-03-01",
    conversations: 0,
    withLead: 0,
    withHandoff: 0,
    patientMessages: 0,
  });
});

test("services, funnel and rates, by channel and service", async () => {
  for (const [n, status] of (["converted", "discarded", null] as const).entries()) {
    const id = `0190a000-0000-7000-8000-00000000010${n}`;
    const lead = { id, turnSeq: n, capturedAt: "2026-10-25T13:00:00.000Z", service: "psicologia" };
    await captureLead(desk, lead);
    const patient = await desk.call("POST", "/api/v1/patients", { body: { name: `Paciente ${n}` } });
    const convert = { patientId: patient.body.id, writes: "patient" };
    if (status === "converted") await desk.call("POST", `/api/v1/leads/${id}/convert`, { version: 0, body: convert });
    if (status === "discarded")
      await desk.call("POST", `/api/v1/leads/${id}/discard`, { version: 0, body: { reason: "engano" } });
  }
  expect((await ask("services", PERIOD)).services).toEqual([
    { service: "psicologia", conversations: 8, leads: 4 },
    { service: "nutricao", conversations: 7, leads: 0 },
  ]);
  expect((await ask("services", `${PERIOD}&channel=other`)).services).toMatchObject([{ service: "nutricao" }]);
  const funnel = await ask("funnel", `${PERIOD}&channel=main&service=psicologia`);
  expect(funnel).toMatchObject({
    conversations: 8,
    leadRate: 0.5,
    handoffRate: 0.25,
    leads: { new: 1, assigned: 0, converted: 1, discarded: 1 },
    states: [
      { step: "menu", stepText: null, conversations: 8, left: 6, averageMs: 10_000 },
      { step: "name", conversations: 6, left: 0, averageMs: null },
    ],
  });
  expect(funnel.conversionRate).toBeCloseTo(1 / 3);
  expect(await ask("funnel", "from=2025-01-01&to=2025-01-31")).toMatchObject({ conversations: 0, handoffRate: null });
});

test("first responses and the health of deliveries", async () => {
  const { firstReply, firstHuman, handoffs } = await ask("responses", PERIOD);
  expect(firstReply).toEqual({
    count: 12,
    averageMs: 7_500_833,
    buckets: [
      { upToMs: 1_000, count: 8 },
      { upToMs: 5_000, count: 3 },
      { upToMs: null, count: 1 },
    ],
  });
  expect(firstHuman).toMatchObject({ count: 2, averageMs: 21_000 });
  expect(handoffs).toEqual([{ reason: "asked", count: 5 }]);
  expect(await ask("responses", `${PERIOD}&service=psicologia`)).toMatchObject({
    firstReply: { count: 2, averageMs: 500 },
    firstHuman: { count: 1, averageMs: 2_000 },
    handoffs: [{ reason: "asked", count: 3 }],
  });
  expect(await ask("responses", `${PERIOD}&channel=other`)).toMatchObject({ firstReply: { count: 0 }, handoffs: [] });
  expect(await ask("deliveries", PERIOD)).toMatchObject({
    statuses: [
      { status: "read", count: 15 },
      { status: "failed", count: 5 },
    ],
    failures: [{ code: "not-on-whatsapp", count: 5 }],
    failureRate: 0.25,
  });
});

test("what belongs to no service is refused for one, with the reason, rather than answered for all", async () => {
  for (const what of ["peak-hours", "services", "deliveries"]) {
    const answer = await desk.call("GET", `/api/v1/analytics/${what}?${PERIOD}&service=psicologia`);
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid-request" } });
    expect(answer.body.errors).toEqual([
      { path: "query.service", code: "not-here", message: expect.stringContaining("serviço") },
    ]);
  }
  const { days } = await ask("days", `from=2026-10-25&to=2026-10-25&service=psicologia`);
  expect(days).toMatchObject([{ conversations: 8, withLead: 4, patientMessages: null }]);
});

test("a lead is of the clinic's day on which it was captured, to the millisecond", async () => {
  await setZone("America/Sao_Paulo");
  const instants = ["03:00:00.000", "02:59:59.999"].map(
    (time, n) => [`2026-06-0${2 - n}`, `2026-06-02T${time}Z`] as const,
  );
  for (const [n, [, capturedAt]] of instants.entries())
    await captureLead(desk, { id: `0190a000-0000-7000-8000-00000000020${n}`, turnSeq: 90 + n, capturedAt });
  for (const [day] of instants)
    expect((await ask("funnel", `from=${day}&to=${day}`)).leads, day).toMatchObject({ new: 1 });
  expect((await ask("funnel", "from=2026-06-03&to=2026-06-03")).leads).toMatchObject({ new: 0 });
});

test("a period is a year and some weeks at most, and not backwards", async () => {
  const status = async (from: string, days: number) => {
    const to = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
    return (await desk.call("GET", `/api/v1/analytics/days?from=${from}&to=${to}`)).status;
  };
  expect(await status("2026-01-01", ANALYTICS_DAYS_MAX - 1)).toBe(200);
  expect(await status("2026-01-01", ANALYTICS_DAYS_MAX)).toBe(400);
  expect(await status("2026-01-01", -1)).toBe(400);
});

test("every figure in one answer is what each says by itself, now and in as many days before, as far as the role goes", async () => {
  const [now, former] = ["from=2026-10-25&to=2026-10-27", "from=2026-10-22&to=2026-10-24"];
  const summary = await ask("summary", `${now}&service=psicologia`);
  expect(summary).toMatchObject({ formerFrom: "2026-10-22", formerTo: "2026-10-24" });
  const FIGURES = {
    days: "days",
    funnel: "funnel",
    responses: "responses",
    services: "services",
    peakHours: "peak-hours",
    deliveries: "deliveries",
  };
  for (const [name, path] of Object.entries(FIGURES))
    for (const [side, period] of Object.entries({ now, former })) {
      const filter = ["days", "funnel", "responses"].includes(path) ? "&service=psicologia" : "";
      const { timeZone, ...alone } = await ask(path, period + filter);
      expect(summary[side][name], `${side} ${name}`).toEqual(alone);
      expect(summary.timeZone).toBe(timeZone);
    }
  const { body: seen } = await desk.call("GET", `/api/v1/analytics/summary?${now}`, { as: "operator" });
  expect(seen.now).toMatchObject({ days: null, funnel: null, responses: null, services: null, peakHours: null });
  expect(seen.now.deliveries).not.toBeNull();
  const refused = await desk.call("GET", `/api/v1/analytics/summary?${now}`, { as: "attendant" });
  expect(refused.status).toBe(403);
});

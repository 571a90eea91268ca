import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { captureLead, type Desk, type Json, openDesk } from "./desk.ts";

let desk: Desk;
let service: Json;
let professional: Json;
beforeAll(async () => {
  desk = await openDesk();
  service = await create("services", {
    slug: "fono",
    texts: { pt: { name: "Fonoaudiologia" }, en: { name: "Speech therapy" } },
    priceCents: 18_000,
    durationMinutes: 40,
    modality: "both",
  });
  professional = await create("professionals", {
    name: "Dra. Nair",
    registration: "CRFa 2-1",
    serviceIds: [service.id],
  });
});
afterAll(() => desk[Symbol.asyncDispose]());

async function create(kind: string, body: object): Promise<Json> {
  const { status, body: made } = await desk.call("POST", `/api/v1/${kind}`, { body });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
const leadId = (n: number) => `0190a000-0000-7000-8000-00000000000${n}`;
const captured = (n: number) =>
  captureLead(desk, {
    id: leadId(n),
    contactKey: `551190000000${n}`,
    turnSeq: n,
    capturedAt: "2026-11-01T12:00:00.000Z",
    name: "Bento Aguiar",
    service: "fono",
    captured: { name: "Bento Aguiar", for: "filho" },
  });

test("a service keeps what patients also call it: twenty names of forty characters at most", async () => {
  const body = { slug: "yoga", texts: { pt: { name: "Yoga" } }, durationMinutes: 50, modality: "both" };
  const made = await create("services", { ...body, synonyms: ["ioga", "hatha"] });
  expect(made.synonyms).toEqual(["ioga", "hatha"]);
  const at = `/api/v1/services/${made.id}`;
  const patch = (synonyms: string[], version: number) => desk.call("PATCH", at, { body: { synonyms }, version });
  for (const many of [Array.from({ length: 21 }, (_, n) => `nome ${n}`), ["x".repeat(41)], [""]])
    expect(await patch(many, 1)).toMatchObject({ status: 400 });
  expect(
    (
      await patch(
        Array.from({ length: 20 }, (_, n) => `${n}`.padStart(40, "a")),
        1,
      )
    ).status,
  ).toBe(200);
  expect((await patch(["ioga"], 2)).body.synonyms).toEqual(["ioga"]);
  expect((await desk.call("GET", at)).body.synonyms).toEqual(["ioga"]);
  const { body: listed } = await desk.call("GET", "/api/v1/services?q=yoga");
  expect(listed.items).toMatchObject([{ synonyms: ["ioga"] }]);
  expect((await create("services", { ...body, slug: "tai-chi" })).synonyms).toEqual([]);
});

test("a service says which plans it takes and for how much; each once, forty at most", async () => {
  const body = { slug: "reiki", texts: { pt: { name: "Reiki" } }, durationMinutes: 50, modality: "both" };
  const made = await create("services", body);
  expect(made.insurances, "nothing said: as the flow has it").toBeNull();
  const at = `/api/v1/services/${made.id}`;
  const patch = (insurances: unknown, version: number) => desk.call("PATCH", at, { body: { insurances }, version });
  const plan = (name: string, priceCents: number | null = null) => ({ name, priceCents });
  const plans = (count: number) => Array.from({ length: count }, (_, n) => plan(`Plano ${n}`));
  for (const wrong of [
    plans(41),
    [plan("Unimed"), plan("unimed", 100)],
    [plan("")],
    [plan("Amil", -1)],
    [plan("x".repeat(61))],
  ])
    expect(await patch(wrong, 1)).toMatchObject({ status: 400 });
  expect((await patch(plans(40), 1)).body.insurances).toEqual(plans(40));
  expect((await patch([plan("Unimed", 4_050)], 2)).body.insurances).toEqual([plan("Unimed", 4_050)]);
  const { body: listed } = await desk.call("GET", "/api/v1/services?q=reiki");
  expect(listed.items).toMatchObject([{ insurances: [plan("Unimed", 4_050)] }]);
  expect((await patch([], 3)).body.insurances, "none is taken").toEqual([]);
  expect((await patch(null, 4)).body.insurances).toBeNull();
});

describe("appointments", () => {
  const book = (patientId: string, startsAt: string, more: object = {}) =>
    desk.call("POST", "/api/v1/appointments", {
      body: {
        patientId,
        professionalId: professional.id,
        serviceId: service.id,
        startsAt,
        modality: "online",
        ...more,
      },
    });

  test("say where the video call is, which has to be a secure address", async () => {
    const patient = await create("patients", { name: "Quatro" });
    const link = "https://video.example/sala-4";
    const { body: made } = await book(patient.id, "2026-12-04T10:00:00-03:00", { link });
    expect(made.link).toBe(link);
    const at = `/api/v1/appointments/${made.id}`;
    const refused = await desk.call("PATCH", at, { body: { link: "javascript:alert(1)" }, version: 1 });
    expect(refused).toMatchObject({ status: 400 });
    const cleared = await desk.call("PATCH", at, { body: { link: null }, version: 1 });
    expect(cleared.body.link).toBeNull();
  });

  test("take the service's length, refuse a taken hour in words, move, and keep their history", async () => {
    const [one, two] = [await create("patients", { name: "Um" }), await create("patients", { name: "Dois" })];
    const { body: made } = await book(one.id, "2026-12-01T10:00:00-03:00");
    expect(made).toMatchObject({
      startsAt: "2026-12-01T13:00:00.000Z",
      endsAt: "2026-12-01T13:40:00.000Z",
      version: 1,
    });
    expect(await book(two.id, "2026-12-01T10:20:00-03:00")).toMatchObject({
      status: 409,
      body: { code: "overlap", detail: "O profissional já tem um agendamento neste horário." },
    });
    const at = `/api/v1/appointments/${made.id}`;
    const moved = await desk.call("PATCH", at, { version: 1, body: { startsAt: "2026-12-01T15:00:00Z" } });
    expect(moved.body).toMatchObject({ endsAt: "2026-12-01T15:40:00.000Z", version: 2 });
    const state = (version: number, body: object) => desk.call("POST", `${at}/state`, { version, body });
    expect((await state(2, { state: "completed" })).body.code).toBe("not-allowed-now");
    expect((await state(1, { state: "cancelled" })).body.code).toBe("version-mismatch");
    const cancelled = await state(2, { state: "cancelled", reason: "viagem" });
    expect(cancelled.body.history).toMatchObject([
      { stateBefore: null, state: "scheduled", by: "admin" },
      { state: "scheduled", startsAt: "2026-12-01T15:00:00.000Z" },
      { stateBefore: "scheduled", state: "cancelled", reason: "viagem" },
    ]);
    expect((await book(two.id, "2026-12-01T15:00:00Z")).status, "the hour is free again").toBe(201);
    const day = await desk.call(
      "GET",
      "/api/v1/appointments?from=2026-12-01T03:00:00Z&to=2026-12-02T03:00:00Z&state=scheduled",
    );
    expect(day.body.items).toMatchObject([{ patient: "Dois", professional: "Dra. Nair", service: "Fonoaudiologia" }]);
  });

  test("of a deleted patient are refused", async () => {
    const gone = await create("patients", { name: "Some" });
    await desk.call("DELETE", `/api/v1/patients/${gone.id}`, { version: 1 });
    expect(await book(gone.id, "2026-12-03T15:00:00Z")).toMatchObject({
      status: 422,
      body: { code: "unknown-reference" },
    });
  });
});

describe("leads", () => {
  test("become a child with its guardian in one step, and stay what the bot captured", async () => {
    await captured(1);
    const body = {
      patient: { name: "Bento Aguiar", birthDate: "2019-09-09" },
      guardian: { name: "Caio Aguiar", phone: "+5511900000001" },
      link: { relation: "father", contactPreference: "preferred" },
      writes: "guardian",
    };
    const { status, body: lead } = await desk.call("POST", `/api/v1/leads/${leadId(1)}/convert`, { version: 0, body });
    expect(status).toBe(200);
    expect(lead).toMatchObject({ status: "converted", name: "Bento Aguiar", captured: { for: "filho" }, version: 1 });
    const patient = (await desk.call("GET", `/api/v1/patients/${lead.patientId}`)).body;
    expect(patient.guardians).toMatchObject([{ name: "Caio Aguiar", relation: "father" }]);
    const found = await desk.call("GET", "/api/v1/guardians?contactKey=5511900000001");
    expect(found.body.items).toMatchObject([{ id: lead.guardianId }]);
    const again = await desk.call("POST", `/api/v1/leads/${leadId(1)}/convert`, {
      version: 1,
      body: { ...body, allowDuplicates: true },
    });
    expect(again).toMatchObject({ status: 409, body: { code: "not-allowed-now" } });
    expect((await desk.call("GET", "/api/v1/patients?q=bento")).body.total, "nothing half-done").toBe(1);
  });

  test("are assigned and discarded with a reason; who comes second is told", async () => {
    await captured(2);
    const at = `/api/v1/leads/${leadId(2)}`;
    const assigned = await desk.call("POST", `${at}/assign`, {
      version: 0,
      body: { assigneeId: desk.users.attendant },
    });
    expect(assigned.body).toMatchObject({ status: "assigned", assignee: "attendant", version: 1 });
    expect(await desk.call("POST", `${at}/discard`, { version: 0, body: { reason: "x" } })).toMatchObject({
      status: 412,
    });
    const discarded = await desk.call("POST", `${at}/discard`, { version: 1, body: { reason: "engano" } });
    expect(discarded.body).toMatchObject({ status: "discarded", discardReason: "engano", assigneeId: null });
    const open = await desk.call("GET", "/api/v1/leads?status=new");
    expect(open.body.items).toEqual([]);
  });
});

test("settings and holidays are checked, written with their version, and read", async () => {
  const day = [{ opens: "08:00", closes: "12:00" }];
  const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] };
  const at = "/api/v1/settings/business-hours";
  const body = { timeZone: "America/Sao_Paulo", ...week };
  expect(await desk.call("PUT", at, { version: 0, body: { ...body, timeZone: "Lua" } })).toMatchObject({ status: 400 });
  expect((await desk.call("PUT", at, { version: 0, body })).body).toMatchObject({ value: body, version: 1 });
  expect(await desk.call("PUT", at, { version: 0, body })).toMatchObject({ status: 412 });
  const holiday = { name: "Natal", open: [] };
  const natal = "/api/v1/holidays/2026-12-25";
  const put = (version: number, name = "Natal") => desk.call("PUT", natal, { version, body: { ...holiday, name } });
  expect(await desk.call("PUT", natal, { body: holiday })).toMatchObject({ status: 428 });
  expect(await put(0)).toMatchObject({ status: 200, body: { version: 1 } });
  expect(await put(0), "the first request won").toMatchObject({ status: 412 });
  const raced = await Promise.all(Array.from({ length: 6 }, (_, n) => put(1, `Natal ${n}`)));
  expect(raced.map(({ status }) => status).sort()).toEqual([200, ...Array(5).fill(412)]);
  const listed = await desk.call("GET", "/api/v1/holidays?from=2026-12-01&to=2026-12-31", { as: "operator" });
  expect(listed.body.items).toMatchObject([{ day: "2026-12-25", open: [], version: 2 }]);
  expect(await desk.call("DELETE", natal, { version: 1 })).toMatchObject({ status: 412 });
  expect(await desk.call("DELETE", natal, { version: 2 })).toMatchObject({ status: 204 });
  expect(await desk.call("DELETE", natal, { version: 2 })).toMatchObject({ status: 404 });
  const [early, late] = [
    { opens: "08:00", closes: "12:00" },
    { opens: "18:00", closes: "24:00" },
  ];
  const open = { name: "Natal", open: [late, early] };
  expect((await desk.call("PUT", natal, { version: 0, body: open })).body).toMatchObject({ open: [early, late] });
  const items = async () => (await desk.call("GET", "/api/v1/holidays?from=2026-12-25&to=2026-12-25")).body.items;
  expect(await items()).toMatchObject([{ open: [early, late] }]);
  expect((await desk.call("PUT", natal, { version: 1, body: { ...open, open: [late] } })).status).toBe(200);
  expect(await items(), "a break that is no more").toMatchObject([{ open: [late] }]);
});

test.each([
  ["past midnight", [{ opens: "22:00", closes: "02:00" }], "0", "out-of-order"],
  ["the whole day round", [{ opens: "00:00", closes: "00:00" }], "0", "out-of-order"],
  ["after the day's end", [{ opens: "08:00", closes: "24:30" }], "0.closes", "invalid-time"],
  [
    "over each other",
    [
      { opens: "08:00", closes: "12:00" },
      { opens: "11:00", closes: "13:00" },
    ],
    "1.opens",
    "contradiction",
  ],
])("hours that go %s are refused, and where is said", async (_how, hours, path, code) => {
  const others = { tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const week = { timeZone: "America/Sao_Paulo", monday: hours, ...others };
  for (const [at, body, field] of [
    ["settings/business-hours", week, "monday"],
    ["holidays/2026-12-24", { name: "Véspera", open: hours }, "open"],
  ] as const) {
    const { status, body: problem } = await desk.call("PUT", `/api/v1/${at}`, { version: 0, body });
    expect({ status, errors: problem.errors }).toMatchObject({
      status: 400,
      errors: [{ path: `body.${field}.${path}`, code }],
    });
  }
});

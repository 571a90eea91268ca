import type { Turn } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.ts";
import { openTalk } from "./talk.ts";

/** What staff do in the API, and what a patient is told by the worker that runs beside it. */
let desk: Desk;
let talk: Awaited<ReturnType<typeof openTalk>>;
beforeAll(async () => {
  desk = await openDesk({ nats: true });
  talk = await openTalk(desk);
});
afterAll(async () => {
  await talk?.[Symbol.asyncDispose]();
  await desk[Symbol.asyncDispose]();
});

let numbers = 0;
const newPhone = () => `55219700000${String(++numbers).padStart(2, "0")}`;

/** As soon as a worker has seen what was set, which takes a moment or what the caller says. */
const eventuallySaid = (text: string, fits: (said: Awaited<ReturnType<typeof talk.say>>) => boolean) =>
  eventually(
    async () => {
      const said = await talk.say(newPhone(), text);
      return fits(said) && said;
    },
    { deadlineMs: 30_000, everyMs: 300 },
  );

test("a patient the desk has entered is greeted by name; edited and erased within ten seconds", async () => {
  const phone = newPhone();
  const made = await desk.call("POST", "/api/v1/patients", { body: { name: "Joana Prado", phone: `+${phone}` } });
  const { turn, texts } = await talk.say(phone, "oi");
  expect(texts).toContain("Joana");
  expect(turn.facts.patient).toEqual({
    name: "Joana Prado",
    patients: [{ id: made.body.id, name: "Joana Prado", relation: "self" }],
  });
  const at = `/api/v1/patients/${made.body.id}`;
  await desk.call("PATCH", at, { body: { socialName: "Jô Prado" }, version: 1 });
  const named = async () => (await talk.say(phone, "menu")).turn.facts.patient?.name;
  await eventually(async () => (await named()) === "Jô Prado", { deadlineMs: 20_000, everyMs: 500 });
  await desk.call("DELETE", at, { version: 2 });
  await eventually(async () => (await named()) === undefined, { deadlineMs: 20_000, everyMs: 500 });
});

test("a guardian of two is asked about whom it is", async () => {
  const phone = newPhone();
  const body = { name: "Lívia Batista", phone: `+${phone}` };
  const guardian = await desk.call("POST", "/api/v1/guardians", { body });
  for (const name of ["Théo Batista", "Nina Batista"]) {
    const child = await desk.call("POST", "/api/v1/patients", { body: { name, birthDate: "2018-02-03" } });
    const link = `/api/v1/patients/${child.body.id}/guardians/${guardian.body.id}`;
    await desk.call("PUT", link, { body: { relation: "mother" }, version: 0 });
  }
  const { texts } = await talk.say(phone, "oi");
  expect(texts).toMatch(/Lívia[\s\S]*Théo Batista[\s\S]*Nina Batista/);
});

test("the appointment the desk has booked is confirmed unasked where it is the only one, and offered among several", async () => {
  const service = await desk.call("POST", "/api/v1/services", {
    body: { slug: "fono", texts: { pt: { name: "Fono" } }, durationMinutes: 40, modality: "online", active: false },
  });
  const professional = await desk.call("POST", "/api/v1/professionals", { body: { name: "Dra. Íris" } });
  const book = async (patientId: string, inHours: number) => {
    const startsAt = new Date(Date.now() + inHours * 3600_000).toISOString();
    const body = { patientId, serviceId: service.body.id, professionalId: professional.body.id };
    const booked = await desk.call("POST", "/api/v1/appointments", { body: { ...body, startsAt, modality: "online" } });
    expect(booked).toMatchObject({ status: 201 });
    const told = { service: "Fono", professional: "Dra. Íris", modality: "video" };
    return { id: booked.body.id as string, at: Date.parse(startsAt), ...told };
  };
  const ofPatients = ({ facts }: Turn) => facts.patient?.patients.map(({ appointment }) => appointment);

  const phone = newPhone();
  const patient = await desk.call("POST", "/api/v1/patients", { body: { name: "Rui Sales", phone: `+${phone}` } });
  const only = await book(patient.body.id, 48);
  const { turn: taken, texts } = await talk.say(phone, "quero confirmar minha consulta");
  expect(ofPatients(taken)).toEqual([only]);
  const leads = taken.commands.flatMap((command) => (command.type === "capture-lead" ? [command] : []));
  expect(leads).toMatchObject([{ kind: "confirmation", values: { appointment: only.id, patient: patient.body.id } }]);
  const { appointment_when: when } = leads[0]!.values;
  expect(when).toMatch(/\d\d\/\d\d, \d\d:\d\d$/);
  expect(texts, "the day and hour are said, so that a mistake is seen").toContain(`*${when}*`);

  const parent = newPhone();
  const guardian = await desk.call("POST", "/api/v1/guardians", { body: { name: "Lia Sales", phone: `+${parent}` } });
  const several = [];
  for (const [name, inHours] of [
    ["Téo Sales", 72],
    ["Nina Sales", 96],
  ] as const) {
    const child = await desk.call("POST", "/api/v1/patients", { body: { name, birthDate: "2018-02-03" } });
    const link = `/api/v1/patients/${child.body.id}/guardians/${guardian.body.id}`;
    await desk.call("PUT", link, { body: { relation: "mother" }, version: 0 });
    several.push(await book(child.body.id, inHours));
  }
  const { turn: asked } = await talk.say(parent, "quero confirmar a consulta");
  expect(ofPatients(asked)).toEqual(expect.arrayContaining(several));
  const shown = JSON.stringify(asked.commands);
  expect(asked.commands.map(({ type }) => type)).not.toContain("capture-lead");
  for (const { id } of several) expect(shown).toContain(`appointment-${id}`);
});

test("switched off for all, or for the number, the bot records and calls a person; switched on it answers", async () => {
  const { body: before } = await desk.call("GET", "/api/v1/bot");
  expect(before).toEqual({ enabled: true, version: 0 });
  const off = await desk.call("PUT", "/api/v1/bot", { body: { enabled: false }, version: 0, as: "operator" });
  expect(off).toMatchObject({ status: 200, body: { enabled: false, version: 1 } });
  const { turn } = await eventuallySaid("oi", ({ turn: one }) => one.rule === "bot-off");
  expect(turn.facts.botOff).toBe("clinic");
  expect(turn.commands).toMatchObject([{ type: "request-handoff", reason: "bot-off" }]);
  expect(await desk.call("PUT", "/api/v1/bot", { body: { enabled: true }, version: 0 })).toMatchObject({ status: 412 });
  await desk.call("PUT", "/api/v1/bot", { body: { enabled: true }, version: 1 });
  await eventuallySaid("oi", ({ turn: one }) => one.rule === "session-started");

  const channel = "/api/v1/channels/main";
  expect(await desk.call("PATCH", channel, { body: { botEnabled: false }, version: 1 })).toMatchObject({ status: 200 });
  const { turn: silent } = await eventuallySaid("oi", ({ turn: one }) => one.rule === "bot-off");
  expect(silent.facts.botOff).toBe("channel");
  await desk.call("PATCH", channel, { body: { botEnabled: true }, version: 2 });
  await eventuallySaid("oi", ({ turn: one }) => one.rule === "session-started");
});

test("hours, holidays and services that the desk sets are the bot's within five seconds", async () => {
  const open = [{ opens: "00:00", closes: "23:59" }];
  const week = {
    monday: open,
    tuesday: open,
    wednesday: open,
    thursday: open,
    friday: open,
    saturday: open,
    sunday: open,
  };
  const hours = { timeZone: "America/Manaus", ...week };
  expect(await desk.call("PUT", "/api/v1/settings/business-hours", { body: hours, version: 0 })).toMatchObject({
    status: 200,
  });
  const local = new Date(Date.now() - 4 * 3600_000).toISOString().slice(0, 10);
  await eventuallySaid("oi", ({ turn }) => turn.facts.hours?.timeZone === "America/Manaus" && turn.facts.hours.open);
  /** Of a patient the desk knows: what the last of some messages is answered. */
  const asked = async (...messages: string[]) => {
    const phone = newPhone();
    await desk.call("POST", "/api/v1/patients", { body: { name: `Rosa ${phone}`, phone: `+${phone}` } });
    let texts = "";
    for (const text of messages) ({ texts } = await talk.say(phone, text));
    return texts;
  };
  expect(await asked("que horas vocês abrem?")).toContain("Todos os dias, da 0h às 23h59.");
  await desk.call("PUT", `/api/v1/holidays/${local}`, { version: 0, body: { name: "Padroeira" } });
  await eventuallySaid("oi", ({ turn }) => turn.facts.hours?.reason === "holiday");
  expect(await asked("que horas vocês abrem?")).toContain("), fechada.");
  const withBreak = [
    { opens: "00:00", closes: "12:00" },
    { opens: "14:00", closes: "24:00" },
  ];
  await desk.call("PUT", `/api/v1/holidays/${local}`, { version: 1, body: { name: "Padroeira", open: withBreak } });
  await eventuallySaid("oi", ({ turn }) => turn.facts.hours?.exceptions?.[0]?.spans.length === 2);
  expect(await asked("que horas vocês abrem?")).toContain("), da 0h às 12h e das 14h às 24h.");
  await desk.call("POST", "/api/v1/services", {
    body: {
      slug: "acupuntura",
      texts: { pt: { name: "Acupuntura" } },
      synonyms: ["agulhamento"],
      insurances: [{ name: "Porto Saúde", priceCents: 3_500 }],
      durationMinutes: 40,
      modality: "in-person",
    },
  });
  const texts = await eventually(
    async () => {
      const said = await asked("menu", "serviços e valores");
      return said.includes("Acupuntura") && said;
    },
    { deadlineMs: 30_000, everyMs: 300 },
  );
  expect(texts).not.toContain("Psicoterapia");
  expect(await asked("agulhamento"), "by what it is also called").toContain("Acupuntura");
  const plans = await asked("menu", "convênios");
  expect(plans, "the plans that staff have entered").toContain("Porto Saúde");
  expect(plans).not.toContain("Unimed");
});

test("two contacts of one person go on as one: later words are the survivor's, and there is no way round in circles", async () => {
  const [younger, survivor] = [newPhone(), newPhone()];
  await talk.say(younger, "oi");
  const merge = (from: string, into: string) =>
    desk.call("POST", `/api/v1/conversations/main/${from}/merge`, { body: { survivor: into }, as: "operator" });
  expect(await merge(younger, survivor), "no patient wrote there").toMatchObject({ status: 409 });
  await talk.say(survivor, "oi");
  const patient = await desk.call("POST", "/api/v1/patients", { body: { name: "Ivo Reis" } });
  await desk.call("PUT", `/api/v1/patients/${patient.body.id}/contacts/main/${younger}`);
  expect(await merge(younger, survivor)).toMatchObject({ status: 200 });
  const { turn } = await talk.say(younger, "menu");
  expect(turn.outcome).toBe("forwarded");
  await eventually(async () => (await talk.turnsOf(survivor)).some(({ event }) => event.type === "merged-from"), {
    deadlineMs: 20_000,
  });
  expect(await merge(survivor, younger)).toMatchObject({ status: 409 });
  const { contacts } = (await desk.call("GET", `/api/v1/patients/${patient.body.id}`)).body;
  expect(contacts.map(({ contactKey }: { contactKey: string }) => contactKey).sort()).toEqual(
    [younger, survivor].sort(),
  );
});

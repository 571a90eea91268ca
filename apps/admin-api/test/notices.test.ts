import { allFrom } from "@acolhe/bus";
import { INBOUND, isSend, LogEvent } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, type Json, openDesk } from "./desk.ts";
import { openPractice } from "./practice.ts";
import { openTalk } from "./talk.ts";

let desk: Desk;
let practice: ReturnType<typeof openPractice>;
let talk: Awaited<ReturnType<typeof openTalk>>;
let service: Json;
let professional: Json;
beforeAll(async () => {
  desk = await openDesk({ nats: true });
  practice = openPractice(desk);
  talk = await openTalk(desk);
  service = await practice.service({ texts: { pt: { name: "Fono" }, en: { name: "Speech therapy" } } });
  professional = await practice.professional("Dra. Nair");
}, 60_000);
afterAll(async () => {
  await talk[Symbol.asyncDispose]();
  await desk[Symbol.asyncDispose]();
});

const AT = "/api/v1/appointments";
let seen = 0;
/** A contact who wrote to the clinic's number once, as the projector stores it. */
async function wrote(more: object = {}): Promise<string> {
  seen += 1;
  const contactKey = `551198888${String(seen).padStart(4, "0")}`;
  const counts = { firstTurnSeq: seen, turnSeq: seen, turnCount: 1, optedOut: false };
  const row = { channel: "main", contactKey, mode: "bot", language: "pt", lastMessageAt: "2030-01-01T00:00:00Z" };
  await desk.api.db
    .insertInto("read.conversations")
    .values({ ...row, ...counts, ...more })
    .execute();
  return contactKey;
}
/** What the desk put into a conversation's log. */
async function noticesOf(contact: string): Promise<Json[]> {
  const bus = desk.api.broker.bus!;
  const found: Json[] = [];
  for await (const stored of allFrom(bus, INBOUND.name, `inbound.*.main.${contact}.>`, 1)) {
    const event = LogEvent.safeParse(stored.json()).data;
    if (event?.type === "attendant-notified") found.push(event);
  }
  return found;
}
const book = (patient: Json, startsAt: string, more: object = {}) =>
  practice.book({ patient, professional, service }, startsAt, more);
const preview = async (id: string, body: object) =>
  (await desk.call("POST", `${AT}/${id}/message/preview`, { body })).body;

describe("who is told", () => {
  test("the preferred guardian, in her language; for a patient whose family never wrote, no one", async () => {
    const patient = await practice.patient("Théo Batista");
    const { body: made } = await book(patient, "2032-03-01T13:00:00Z");
    const nobody = await preview(made.id, { change: "confirmed" });
    expect(nobody).toMatchObject({ to: null, whyNot: "no-conversation", language: "pt" });
    const phone = await wrote();
    const more = { phone: `+${phone}`, language: "en" };
    const guardian = await practice.guardian(patient.id, "Lívia Batista", { contactPreference: "preferred" }, more);
    expect(await preview(made.id, { change: "confirmed" })).toEqual({
      text: "Hello, Lívia! The appointment of Théo is confirmed: Speech therapy with Dra. Nair, *Mon 1 Mar, 10:00*, by video.",
      language: "en",
      to: { kind: "guardian", id: guardian.id, name: "Lívia Batista", channel: "main", contactKey: phone },
      whyNot: null,
    });
  });

  test("one who wants no more messages is passed over; one who chose no language reads that of the conversation", async () => {
    const [quiet, phone] = [await wrote({ optedOut: true }), await wrote({ language: "es" })];
    const patient = await practice.patient("Nina Rocha", { phone: `+${quiet}` });
    const { body: made } = await book(patient, "2032-03-02T13:00:00Z");
    expect(await preview(made.id, { change: "booked" })).toMatchObject({ to: null, whyNot: "opted-out" });
    await practice.guardian(patient.id, "Ana Rocha", { contactPreference: "allowed" }, { phone: `+${phone}` });
    expect(await preview(made.id, { change: "booked" })).toMatchObject({ language: "es", to: { contactKey: phone } });
  });

  test("of an appointment about to be booked or moved, with its new time", async () => {
    const patient = await practice.patient("Rui", { phone: `+${await wrote()}` });
    const ids = { patientId: patient.id, professionalId: professional.id, serviceId: service.id };
    const body = { ...ids, startsAt: "2032-03-03T13:00:00Z", modality: "in-person" };
    const { body: told } = await desk.call("POST", `${AT}/message/preview`, { body, as: "attendant" });
    expect(told.text).toBe("Olá, Rui! Sua consulta está marcada: Fono com Dra. Nair, *qua 03/03, 10:00*, na clínica.");
    const { body: made } = await desk.call("POST", AT, { body });
    const moved = await preview(made.id, { change: "moved", startsAt: "2032-03-04T14:00:00Z", modality: "online" });
    expect(moved.text).toBe(
      "Olá, Rui! Sua consulta mudou. Agora é: Fono com Dra. Nair, *qui 04/03, 11:00*, por vídeo.",
    );
    const unknown = { ...body, patientId: service.id };
    expect(await desk.call("POST", `${AT}/message/preview`, { body: unknown })).toMatchObject({ status: 422 });
  });
});

describe("telling", () => {
  test("is done with the change, once for each version, and leaves the conversation with the bot", async () => {
    const phone = await wrote();
    await talk.say(phone, "oi");
    const patient = await practice.patient("Bento Reis", { phone: `+${phone}` });
    const made = await book(patient, "2032-04-01T13:00:00Z", { tell: true });
    expect(made).toMatchObject({ status: 201, body: { told: { kind: "patient", contactKey: phone } } });
    const url = `${AT}/${made.body.id}`;
    const move = { version: 1, body: { startsAt: "2032-04-02T13:00:00Z", tell: "Mudou para sexta, combinado?" } };
    expect(await desk.call("PATCH", url, move)).toMatchObject({ status: 200, body: { version: 2, told: {} } });
    expect(await desk.call("PATCH", url, move)).toMatchObject({ status: 412 });
    const quiet = await desk.call("POST", `${url}/state`, { version: 2, body: { state: "confirmed" } });
    expect(quiet.body.told).toBeUndefined();
    const cancel = { version: 3, body: { state: "cancelled", reason: "Profissional doente", tell: true } };
    expect(await desk.call("POST", `${url}/state`, cancel)).toMatchObject({ status: 200, body: { version: 4 } });
    const [booked, moved, cancelled, ...more] = await noticesOf(phone);
    expect(booked).toMatchObject({ attendantId: desk.users.admin, text: expect.stringContaining("está marcada") });
    expect(moved.text).toBe("Mudou para sexta, combinado?");
    expect(cancelled.text).toContain("foi cancelada");
    expect(cancelled.text, "why is the desk's own").not.toContain("doente");
    expect(more).toEqual([]);

    const told = await eventually(
      async () => {
        const turns = (await talk.turnsOf(phone)).filter(({ event }) => event.type === "attendant-notified");
        return turns.length === 3 && turns;
      },
      { deadlineMs: 20_000 },
    );
    for (const turn of told) {
      expect(turn.commands.filter(isSend)).toMatchObject([{ type: "send-text", to: phone, author: "attendant" }]);
      expect(turn.state.mode).toBe("bot");
    }
    const { turn } = await talk.say(phone, "quero marcar uma consulta");
    expect(turn.commands.filter(isSend).length, "the bot goes on").toBeGreaterThan(0);
  }, 60_000);

  test("is refused with the change where there is no one to tell, or nothing", async () => {
    const alone = await practice.patient("Ivo Só");
    const refused = await book(alone, "2032-05-01T13:00:00Z", { tell: true });
    expect(refused).toMatchObject({ status: 409, body: { code: "not-allowed-now" } });
    expect(refused.body.detail).toMatch(/^Não há conversa/);
    expect((await desk.call("GET", `${AT}?patientId=${alone.id}`)).body.total, "nothing half-done").toBe(0);

    const phone = await wrote();
    const patient = await practice.patient("Lia Nada", { phone: `+${phone}` });
    const { body: made } = await book(patient, "2032-05-02T13:00:00Z", { tell: false });
    const url = `${AT}/${made.id}`;
    const noted = await desk.call("PATCH", url, { version: 1, body: { note: "Alergia", tell: true } });
    expect(noted).toMatchObject({ status: 400, body: { errors: [{ path: "body.tell" }] } });
    const arrived = await desk.call("POST", `${url}/state`, { version: 1, body: { state: "arrived", tell: "Oi" } });
    expect(arrived).toMatchObject({ status: 400 });
    expect(await noticesOf(phone)).toEqual([]);
    expect((await desk.call("GET", url)).body).toMatchObject({ version: 1, note: null, state: "scheduled" });
  });

  test("of a request that is repeated under its key is done once", async () => {
    const phone = await wrote();
    const patient = await practice.patient("Tia Duas", { phone: `+${phone}` });
    const headers = { "idempotency-key": "told-once" };
    const again = () =>
      practice.book({ patient, professional, service }, "2032-06-01T13:00:00Z", { tell: true }, { headers });
    expect((await again()).body).toEqual((await again()).body);
    expect(await noticesOf(phone)).toHaveLength(1);
  });

  test("of many rows fails alone where there is no one to tell", async () => {
    const phone = await wrote();
    const known = await practice.patient("Com Conversa", { phone: `+${phone}` });
    const unknown = await practice.patient("Sem Conversa");
    const { body: one } = await book(known, "2032-07-01T13:00:00Z");
    const { body: two } = await book(unknown, "2032-07-01T14:00:00Z");
    const rows = [one, two].map(({ id, version }) => ({ id, version }));
    const body = { rows, state: "cancelled", reason: "Médica doente", tell: true };
    const { body: answer } = await desk.call("POST", `${AT}/bulk/state`, { body });
    expect(answer).toMatchObject({
      done: 1,
      failed: 1,
      results: [{ ok: true }, { ok: false, code: "not-allowed-now" }],
    });
    expect((await desk.call("GET", `${AT}/${two.id}`)).body.state).toBe("scheduled");
    expect((await noticesOf(phone)).map(({ text }) => text)).toEqual([expect.stringContaining("foi cancelada")]);
  });

  test("names whom, and no words, in the audit", async () => {
    const { body } = await desk.call("GET", "/api/v1/audit?action=tell&limit=1");
    expect(Object.keys(body.items[0].changes).sort()).toEqual(["change", "patient"]);
  });
});

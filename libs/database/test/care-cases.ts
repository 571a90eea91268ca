import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import { LIVE, writeRows } from "../src/projection.ts";
import { bookAt, type Clinic, CONTACT, hour, LEAD_ID } from "./clinic.ts";

type Trx = Transaction<database.DB>;
const PAGE = { limit: 10, descending: false };
const lead = {
  id: LEAD_ID,
  ...CONTACT,
  turnSeq: 7,
  capturedAt: hour(1),
  name: "Marília",
  service: "psicologia",
  team: null,
  reason: null,
  captured: { name: "Marília" },
  kind: "appointment",
  language: "pt",
};

/** Cases of what the clinic offers, who gives it and when, and of leads. */
export const CARE_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async listServices(trx) {
    const { items } = await database.listServices(trx, { search: "psico", active: true }, "name", PAGE);
    expect(items).toMatchObject([{ slug: "psicologia", texts: { pt: { name: "Psicologia" } } }]);
    expect((await database.listServices(trx, { active: false }, "created", PAGE)).items).toEqual([]);
  },
  async listProfessionals(trx, { professional, service }) {
    const filter = { search: "iris", active: true, serviceId: service.id };
    expect((await database.listProfessionals(trx, filter, "name", PAGE)).items).toEqual([]);
    await database.setPartsOfProfessional(trx, professional.id, { serviceIds: [service.id, service.id] });
    const { items } = await database.listProfessionals(trx, filter, "name", PAGE);
    expect(items).toMatchObject([{ id: professional.id, serviceIds: [service.id] }]);
  },
  async findProfessional(trx, { professional: { id } }) {
    const found = { name: "Dra. Íris", serviceIds: [], workingHours: [], absences: [] };
    expect(await database.findProfessional(trx, id)).toMatchObject(found);
    await database.deleteRow(trx, "professionals", { id, version: 1 });
    expect(await database.findProfessional(trx, id)).toBeUndefined();
  },
  async setPartsOfProfessional(trx, { professional: { id }, service }) {
    const morning = { weekday: 2, opens: "08:00", closes: "12:00" };
    const afternoon = { weekday: 2, opens: "13:30", closes: "18:00" };
    const away = { startsAt: hour(0), endsAt: hour(24), reason: "Congresso" };
    const parts = { serviceIds: [service.id], workingHours: [morning, afternoon], absences: [away] };
    await database.setPartsOfProfessional(trx, id, { ...parts, workingHours: [afternoon, morning] });
    expect(await database.findProfessional(trx, id)).toMatchObject(parts);
    await database.setPartsOfProfessional(trx, id, { absences: [] });
    expect(await database.findProfessional(trx, id), "the others stay").toMatchObject({ ...parts, absences: [] });
    const none = { serviceIds: [], workingHours: [], absences: [] };
    await database.setPartsOfProfessional(trx, id, none);
    expect(await database.findProfessional(trx, id)).toMatchObject(none);
  },
  async listAppointments(trx, clinic) {
    await bookAt(trx, clinic, 1);
    await bookAt(trx, clinic, 3);
    const filter = { from: hour(2), to: hour(4), state: "scheduled", patientId: clinic.patient.id } as const;
    const { items } = await database.listAppointments(trx, filter, PAGE);
    expect(items).toMatchObject([{ startsAt: hour(3), patient: "João Conceição", service: "Psicologia" }]);
  },
  async findAppointment(trx, clinic) {
    const { id } = await bookAt(trx, clinic, 1);
    expect(await database.findAppointment(trx, id)).toMatchObject({ professional: "Dra. Íris", service: "Psicologia" });
  },
  async historyOfAppointment(trx, clinic) {
    const { id } = await bookAt(trx, clinic, 1);
    const change = { state: "cancelled", reason: "gripe", updatedBy: clinic.other.id } as const;
    await database.updateRow(trx, "appointments", { id, version: 1 }, change);
    expect(await database.historyOfAppointment(trx, id)).toMatchObject([
      { stateBefore: null, state: "scheduled", by: "Ana Admin" },
      { stateBefore: "scheduled", state: "cancelled", by: "Bia", reason: "gripe" },
    ]);
  },
  async appointmentsBetween(trx, clinic) {
    const { patient, guardian, professional, service } = clinic;
    const link = { patientId: patient.id, guardianId: guardian.id, relation: "mother" } as const;
    await database.linkGuardian(trx, { ...link, contactPreference: "emergency-only" });
    await bookAt(trx, clinic, 1);
    await bookAt(trx, clinic, 3);
    const between = (filter: Partial<database.AgendaFilter>, limit = 9) =>
      database.appointmentsBetween(trx, { from: hour(0), to: hour(9), ...filter }, limit);
    const [first] = await between({});
    expect(first).toMatchObject({ patient: "João Conceição", patientPhone: "+5511987654321", guardian: null });
    expect(first).toMatchObject({ startsAt: hour(1), service: "Psicologia", serviceColor: "#64748b" });
    await database.linkGuardian(trx, { ...link, contactPreference: "preferred" });
    expect((await between({}))[0]?.guardian).toMatchObject({ name: "Márcia Conceição", phone: "+5511987654321" });
    expect(await between({ from: hour(1.5), to: hour(3) }), "that has begun; not one that begins then").toHaveLength(1);
    expect(await between({}, 1), "one more tells that there are more").toHaveLength(2);
    const fits = { professionalIds: [service.id, professional.id], serviceIds: [service.id] };
    const right = { ...fits, states: ["scheduled", "confirmed"], modalities: ["online"] } as const;
    expect(await between(right)).toHaveLength(2);
    for (const wrong of [
      { serviceIds: [patient.id] },
      { states: ["confirmed"] },
      { modalities: ["in-person"] },
    ] as const)
      expect(await between({ ...right, ...wrong })).toEqual([]);
  },
  async agendaProfessionals(trx, { professional: { id }, service }) {
    const found = async (who: database.AgendaProfessionals) =>
      (await database.agendaProfessionals(trx, who, 9)).map((one) => one.id);
    expect(await found({ ids: [id] })).toEqual([id]);
    expect(await found({ ids: [service.id] })).toEqual([]);
    expect(await found({ serviceId: service.id })).toEqual([]);
    await database.setPartsOfProfessional(trx, id, { serviceIds: [service.id] });
    expect(await found({ serviceId: service.id })).toEqual([id]);
    await database.updateRow(trx, "professionals", { id, version: 1 }, { active: false });
    expect(await found({})).toEqual([]);
    expect(await found({ evenIfGone: [id] })).toEqual([id]);
  },
  async busyBetween(trx, clinic) {
    const { id } = await bookAt(trx, clinic, 1);
    const asked = { from: hour(0), to: hour(9), professionalIds: [clinic.professional.id] };
    expect(await database.busyBetween(trx, asked)).toMatchObject([{ startsAt: hour(1), endsAt: hour(2) }]);
    expect(await database.busyBetween(trx, { ...asked, to: hour(1) })).toEqual([]);
    expect(await database.busyBetween(trx, { ...asked, exceptId: id })).toEqual([]);
    await database.updateRow(trx, "appointments", { id, version: 1 }, { state: "cancelled" });
    expect(await database.busyBetween(trx, asked)).toEqual([]);
  },
  async clashesOf(trx, clinic) {
    const { id } = await bookAt(trx, clinic, 1);
    const { patient, professional, service } = clinic;
    const wanted = { patientId: service.id, professionalId: professional.id, from: hour(1.5), to: hour(2.5) };
    expect(await database.clashesOf(trx, wanted, 9)).toMatchObject([{ id, patient: "João Conceição" }]);
    const ofPatient = { ...wanted, patientId: patient.id, professionalId: service.id };
    expect(await database.clashesOf(trx, ofPatient, 9)).toMatchObject([{ id, professional: "Dra. Íris" }]);
    expect(await database.clashesOf(trx, { ...wanted, from: hour(2) }, 9), "right behind it").toEqual([]);
    expect(await database.clashesOf(trx, { ...wanted, id }, 9), "itself").toEqual([]);
  },
  async recipientsOf(trx, { patient, guardian }) {
    const found = async () => {
      const list = await database.recipientsOf(trx, patient.id, 9);
      return list.map(({ kind, contactKey }) => [kind, contactKey]);
    };
    const talk = async (contactKey: string, more: object = {}) => {
      const state = {
        firstTurnSeq: Number(contactKey.slice(-4)),
        turnSeq: 1,
        turnCount: 1,
        mode: "bot",
        language: "pt",
      };
      const row = { channel: "main", contactKey, ...state, optedOut: false, lastMessageAt: hour(1), ...more };
      await trx.insertInto("read.conversations").values(row).execute();
    };
    const link = { patientId: patient.id, guardianId: guardian.id, relation: "mother" } as const;
    await database.linkGuardian(trx, { ...link, contactPreference: "allowed" });
    expect(await found(), "none of them ever wrote").toEqual([]);
    const { contactKey } = CONTACT;
    await talk(contactKey, { optedOut: true, language: "es" });
    expect(await database.recipientsOf(trx, patient.id, 1), "both have this phone").toEqual([
      {
        ...{ kind: "patient", id: patient.id, name: "João Conceição", recordLanguage: "pt", ...CONTACT },
        ...{ conversationLanguage: "es", optedOut: true },
      },
    ]);
    await database.linkGuardian(trx, { ...link, contactPreference: "preferred" });
    expect(await found()).toEqual([
      ["guardian", contactKey],
      ["patient", contactKey],
    ]);
    const other = await database.ensureContact(trx, { channel: "main", contactKey: "lid-900000000001" });
    await database.linkContact(trx, other.id, "guardians", guardian.id);
    await talk("lid-900000000001", { lastMessageAt: hour(2) });
    expect((await found())[0], "where she wrote last").toEqual(["guardian", "lid-900000000001"]);
    for (const apart of [{ custody: "none" }, { contactPreference: "emergency-only" }] as const) {
      await database.linkGuardian(trx, { ...link, custody: "shared", contactPreference: "preferred", ...apart });
      expect(await found()).toEqual([["patient", contactKey]]);
    }
    await database.deleteRow(trx, "patients", { id: patient.id, version: 1 });
    expect(await found()).toEqual([]);
  },
  async findLead(trx, { guardian }) {
    expect(await database.findLead(trx, LEAD_ID)).toBeUndefined();
    await writeRows({ db: trx, schema: LIVE }, "leads", [lead]);
    const found = { name: "Marília", status: "new", version: 0, serviceName: "Psicologia", contact: null, people: [] };
    expect(await database.findLead(trx, LEAD_ID)).toMatchObject({ ...found, captured: { name: "Marília" } });
    const contact = await database.ensureContact(trx, CONTACT);
    await database.linkContact(trx, contact.id, "guardians", guardian.id);
    const { people } = (await database.findLead(trx, LEAD_ID))!;
    expect(people).toEqual([{ kind: "guardian", id: guardian.id, name: "Márcia Conceição" }]);
  },
  async handleLead(trx, { user, patient }) {
    const by = { leadId: LEAD_ID, updatedBy: user.id };
    const assigned = { ...by, status: "assigned", assigneeId: user.id } as const;
    expect(await database.handleLead(trx, 0, assigned)).toMatchObject({ version: 1 });
    expect(await database.handleLead(trx, 0, assigned), "the first call won").toBeUndefined();
    expect(await database.handleLead(trx, 1, { ...by, status: null }), "new again").toMatchObject({ version: 2 });
    const converted = { ...by, status: "converted", patientId: patient.id } as const;
    expect(await database.handleLead(trx, 2, converted)).toMatchObject({ version: 3, assigneeId: null });
  },
  async readLeadOutcomes(trx, { user }) {
    const january = { from: "2026-01-01", to: "2026-01-31", timeZone: "America/Sao_Paulo" };
    const outcomes = () => database.readLeadOutcomes(trx, { ...january, channel: "main", service: "psicologia" });
    expect(await outcomes()).toEqual([{ status: "new", leads: 0 }]);
    await writeRows({ db: trx, schema: LIVE }, "leads", [{ ...lead, capturedAt: "2026-01-10T12:00:00Z" }]);
    const by = { leadId: LEAD_ID, updatedBy: user.id };
    await database.handleLead(trx, 0, { ...by, status: "discarded", discardReason: "engano" });
    expect(await outcomes()).toEqual([
      { status: "new", leads: 0 },
      { status: "discarded", leads: 1 },
    ]);
    await database.handleLead(trx, 1, { ...by, status: null });
    expect(await outcomes(), "new again").toEqual([{ status: "new", leads: 1 }]);
  },
  async listLeads(trx, { user }) {
    await writeRows({ db: trx, schema: LIVE }, "leads", [lead]);
    const total = async (filter: database.LeadFilter) => (await database.listLeads(trx, filter, PAGE)).total;
    const { contactKey } = CONTACT;
    const wanted = { contactKey, channel: "main", service: "psicologia", from: hour(1), to: hour(2) };
    expect(await total({ search: "marilia", status: "new", ...wanted })).toBe(1);
    await database.handleLead(trx, 0, { leadId: LEAD_ID, updatedBy: user.id, status: "assigned", assigneeId: user.id });
    expect(await total({ status: "new" })).toBe(0);
    expect(await total({ status: "assigned", assigneeId: user.id })).toBe(1);
    await database.handleLead(trx, 1, { leadId: LEAD_ID, updatedBy: user.id, status: null });
    expect([await total({ status: "new" }), await total({ status: "assigned" })]).toEqual([1, 0]);
  },
};

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
  async findLead(trx) {
    expect(await database.findLead(trx, LEAD_ID)).toBeUndefined();
    await writeRows({ db: trx, schema: LIVE }, "leads", [lead]);
    expect(await database.findLead(trx, LEAD_ID)).toMatchObject({ name: "Marília", status: "new", version: 0 });
  },
  async handleLead(trx, { user, patient }) {
    const by = { leadId: LEAD_ID, updatedBy: user.id };
    const assigned = { ...by, status: "assigned", assigneeId: user.id } as const;
    expect(await database.handleLead(trx, 0, assigned)).toMatchObject({ version: 1 });
    expect(await database.handleLead(trx, 0, assigned), "somebody was first").toBeUndefined();
    const converted = { ...by, status: "converted", patientId: patient.id } as const;
    expect(await database.handleLead(trx, 1, converted)).toMatchObject({ version: 2, assigneeId: null });
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
  },
};

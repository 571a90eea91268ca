import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import { LIVE, writeRows } from "../src/projection.ts";
import { bookAt, type Clinic, CONTACT, CPF, hour, LEAD_ID } from "./clinic.ts";
import { openHistory } from "./history.ts";

type Trx = Transaction<database.DB>;
const PAGE = { limit: 10, descending: false };

/** Cases of what the desk sees of people beyond their own rows. */
export const PEOPLE_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async listPatients(trx, clinic) {
    const { patient, guardian } = clinic;
    const { id: child } = await database.insertRow(trx, "patients", { name: "Bento", insurance: "Unimed São Paulo" });
    await database.linkGuardian(trx, {
      ...{ patientId: child, guardianId: guardian.id, relation: "mother", custody: "none" },
    });
    const tag = await database.insertRow(trx, "tags", { name: "Retorno" });
    await database.changeTags(trx, [child], { add: [tag.id], remove: [] });
    // The clock of the database decides what is to come, so one lies far ahead, and one behind.
    await bookAt(trx, clinic, 24 * 365 * 100);
    await bookAt(trx, clinic, -24 * 365 * 20);
    await openHistory(trx);
    const { items } = await database.listPatients(trx, {}, "name", PAGE);
    expect(items).toMatchObject([
      {
        ...{ id: child, insurance: "Unimed São Paulo", tags: [{ name: "Retorno" }], nextAppointment: null },
        guardians: [{ id: guardian.id, name: "Márcia Conceição", relation: "mother", custody: "none" }],
        lastContactAt: hour(1),
      },
      {
        ...{ id: patient.id, insurance: null, tags: [], guardians: [], lastContactAt: hour(1) },
        nextAppointment: { startsAt: hour(24 * 365 * 100), service: "Psicologia", professional: "Dra. Íris" },
      },
    ]);
    const found = async (filter: database.PeopleFilter) =>
      (await database.listPatients(trx, filter, "name", PAGE)).items.map(({ name }) => name);
    expect(await found({ insurance: "sao unimed" })).toEqual(["Bento"]);
    expect(await found({ tagId: tag.id })).toEqual(["Bento"]);
    expect(await found({ guardianId: guardian.id })).toEqual(["Bento"]);
    expect(await found({ nextAppointment: true })).toEqual(["João Conceição"]);
    expect(await found({ nextAppointment: false })).toEqual(["Bento"]);
    expect(await found({ noContactSince: hour(1) })).toEqual([]);
    expect(await found({ noContactSince: hour(2) })).toEqual(["Bento", "João Conceição"]);
    const missing = async (what: database.MissingOfPatient) => found({ missing: what });
    for (const what of ["cpf", "birthDate", "phone"] as const) expect(await missing(what), what).toEqual(["Bento"]);
    for (const what of ["guardian", "insurance"] as const)
      expect(await missing(what), what).toEqual(["João Conceição"]);
  },
  async listGuardians(trx, { patient, guardian }) {
    await database.insertRow(trx, "guardians", { name: "Ana", cpf: CPF[1], birthDate: "1980-01-01" });
    await database.linkGuardian(trx, { patientId: patient.id, guardianId: guardian.id, relation: "mother" });
    const { id } = await database.ensureContact(trx, { ...CONTACT, contactKey: "lid-900000000001" });
    await database.linkContact(trx, id, "guardians", guardian.id);
    await openHistory(trx);
    const { items } = await database.listGuardians(trx, {}, "name", PAGE);
    expect(items).toMatchObject([
      { name: "Ana", patients: [], lastContactAt: null },
      {
        name: "Márcia Conceição",
        patients: [{ id: patient.id, birthDate: "2015-03-01", relation: "mother" }],
        lastContactAt: hour(1),
      },
    ]);
    const found = async (filter: database.PeopleFilter) =>
      (await database.listGuardians(trx, filter, "name", PAGE)).items.map(({ name }) => name);
    expect(await found({ noContactSince: hour(1) })).toEqual(["Ana"]);
    for (const missing of ["phone", "patient"] as const) expect(await found({ missing }), missing).toEqual(["Ana"]);
    for (const missing of ["cpf", "birthDate"] as const)
      expect(await found({ missing }), missing).toEqual(["Márcia Conceição"]);
    expect(await found({ missing: "insurance" }), "guardians have none").toEqual([]);
  },
  async conversationsAround(trx, { patient, guardian }) {
    await openHistory(trx);
    await database.linkGuardian(trx, { patientId: patient.id, guardianId: guardian.id, relation: "mother" });
    const [own, ...rest] = await database.conversationsAround(trx, "patients", patient.id);
    expect(rest).toEqual([]);
    expect(own).toMatchObject({ ...CONTACT, mode: "human", last: { author: "bot", text: "Olá!" } });
    expect([...(own?.writerIds ?? [])].sort(), "both have this phone").toEqual([patient.id, guardian.id].sort());
    expect(await database.conversationsAround(trx, "guardians", guardian.id)).toMatchObject([
      { ...CONTACT, writerIds: [guardian.id] },
    ]);
  },
  async appointmentsAround(trx, clinic) {
    const { patient, guardian } = clinic;
    const years = (count: number) => 24 * 365 * count;
    for (const at of [years(90), years(100), years(-15), years(-20)]) await bookAt(trx, clinic, at);
    const startsOf = (found: readonly database.AppointmentAround[]) => found.map(({ startsAt }) => startsAt);
    const { upcoming, past } = await database.appointmentsAround(trx, "patients", patient.id);
    expect(startsOf(upcoming)).toEqual([hour(years(90)), hour(years(100))]);
    expect(startsOf(past)).toEqual([hour(years(-15)), hour(years(-20))]);
    expect((await database.appointmentsAround(trx, "guardians", guardian.id)).upcoming).toEqual([]);
    await database.linkGuardian(trx, { patientId: patient.id, guardianId: guardian.id, relation: "mother" });
    expect((await database.appointmentsAround(trx, "guardians", guardian.id)).upcoming).toHaveLength(2);
  },
  async leadsAround(trx, { patient, guardian, user }) {
    const said = { name: "Marília", service: null, team: null, reason: null, captured: {}, kind: null, language: "pt" };
    const lead = { id: LEAD_ID, ...CONTACT, turnSeq: 7, capturedAt: hour(1), ...said };
    const other = { ...lead, id: LEAD_ID.replace(/1$/, "2"), contactKey: "5511900000000", capturedAt: hour(2) };
    await writeRows({ db: trx, schema: LIVE }, "leads", [lead, other]);
    const converted = { status: "converted", patientId: patient.id, guardianId: guardian.id } as const;
    await database.handleLead(trx, 0, { leadId: other.id, updatedBy: user.id, ...converted });
    const expected = [
      { id: other.id, status: "converted", version: 1 },
      { id: lead.id, status: "new", version: 0 },
    ];
    expect(await database.leadsAround(trx, "patients", patient.id)).toMatchObject(expected);
    expect(await database.leadsAround(trx, "guardians", guardian.id)).toMatchObject(expected);
  },
  async historyAround(trx, clinic) {
    const { patient, user, guardian } = clinic;
    const { id: appointment } = await bookAt(trx, clinic, 1);
    const note = (entity: database.AuditEntity, entityId: string, action: database.AuditAction) =>
      database.recordAudit(trx, [{ entity, entityId, action, userId: user.id }]);
    await note("patient", patient.id, "create");
    await note("patient", patient.id, "read");
    await note("patient", guardian.id, "create");
    await note("appointment", appointment, "create");
    const history = await database.historyAround(trx, "patients", patient.id);
    expect(history.map(({ entity, action, by }) => [entity, action, by])).toEqual([
      ["appointment", "create", "Ana Admin"],
      ["patient", "create", "Ana Admin"],
    ]);
    expect(await database.historyAround(trx, "guardians", guardian.id)).toEqual([]);
  },
  async namesOfPeople(trx, { patient, guardian }) {
    expect(await database.namesOfPeople(trx, "patients", [])).toEqual(new Map());
    expect(await database.namesOfPeople(trx, "guardians", [guardian.id, patient.id])).toEqual(
      new Map([[guardian.id, "Márcia Conceição"]]),
    );
  },
  async mergesOf(trx, { patient, user }) {
    const { id: absorbedId } = await database.insertRow(trx, "patients", { name: "Joana", socialName: "Jô" });
    const request = { survivorId: patient.id, survivorVersion: 1, absorbedId, mergedBy: user.id };
    const id = await database.mergePeople(trx, "patients", request);
    expect(await database.mergesOf(trx, "patients", patient.id)).toMatchObject([
      { id, absorbedId, absorbedName: "Jô", by: "Ana Admin", undoneAt: null, hasSnapshot: true },
    ]);
    expect(await database.mergesOf(trx, "guardians", patient.id)).toEqual([]);
  },
  async countMoves(trx, clinic) {
    const { patient, guardian, user } = clinic;
    const { id: from } = await database.insertRow(trx, "patients", { name: "Joãozinho" });
    for (const patientId of [from, patient.id])
      await database.linkGuardian(trx, { patientId, guardianId: guardian.id, relation: "mother" });
    await database.insertRow(trx, "notes", { patientId: from, authorId: user.id, text: "fica" });
    await bookAt(trx, { ...clinic, patient: { ...patient, id: from } }, 1);
    const none = { relatives: 0, contacts: 0, leads: 0, tags: 0, notes: 0, appointments: 0 };
    const moves = await database.countMoves(trx, "patients", { to: patient.id, from });
    expect(moves, "the relation is there already").toEqual({ ...none, notes: 1, appointments: 1 });
    const back = await database.countMoves(trx, "guardians", { to: from, from: guardian.id });
    expect(back).toEqual({ ...none, relatives: 2 });
  },
  async sharedRelations(trx, { patient, guardian }) {
    const { id: from } = await database.insertRow(trx, "patients", { name: "João C." });
    const link = { guardianId: guardian.id, relation: "mother" } as const;
    await database.linkGuardian(trx, { ...link, patientId: patient.id, contactPreference: "preferred" });
    await database.linkGuardian(trx, { ...link, patientId: from, custody: "none" });
    expect(await database.sharedRelations(trx, "patients", { to: patient.id, from })).toEqual([
      {
        ...{ id: guardian.id, name: "Márcia Conceição", hasPreferred: false },
        kept: { relation: "mother", custody: "unknown", contactPreference: "preferred" },
        other: { relation: "mother", custody: "none", contactPreference: "allowed" },
      },
    ]);
  },
  async mergeClashes(trx, clinic) {
    const { patient } = clinic;
    const { id: from } = await database.insertRow(trx, "patients", { name: "Joãozinho" });
    const professional = await database.insertRow(trx, "professionals", { name: "Outra" });
    const kept = await bookAt(trx, clinic, 1);
    const other = await bookAt(trx, { ...clinic, patient: { ...patient, id: from }, professional }, 1);
    const way = { to: patient.id, from };
    expect(await database.mergeClashes(trx, way)).toEqual([{ keptId: kept.id, otherId: other.id, startsAt: hour(1) }]);
    await database.updateRow(trx, "appointments", { id: other.id, version: 1 }, { state: "cancelled" });
    expect(await database.mergeClashes(trx, way)).toEqual([]);
  },
  async undoMerge(trx, { patient, user }) {
    const undo = (mergeId: string, daysMax = 30) =>
      database.undoMerge(trx, "patients", { mergeId, undoneBy: user.id, daysMax });
    expect(await undo(user.id)).toEqual({ outcome: "unknown" });
    const { id: absorbedId } = await database.insertRow(trx, "patients", { name: "Joãozinho", email: "j@x.example" });
    const request = { survivorId: patient.id, survivorVersion: 1, absorbedId, mergedBy: user.id };
    const id = (await database.mergePeople(trx, "patients", request))!;
    expect(await undo(id, -1), "a day ago was the last one").toEqual({ outcome: "too-late" });
    expect(await undo(id)).toEqual({ outcome: "undone", survivorId: patient.id, absorbedId });
    expect(await undo(id)).toEqual({ outcome: "undone-before" });
    expect(await database.findRow(trx, "patients", patient.id)).toMatchObject({ email: null });
    const again = (await database.mergePeople(trx, "patients", { ...request, survivorVersion: 3 }))!;
    await database.updateRow(trx, "patients", { id: patient.id, version: 4 }, { email: "new@x.example" });
    expect(await undo(again)).toEqual({ outcome: "changed", fields: ["email"], relations: [] });
    await database.deleteRow(trx, "patients", { id: patient.id, version: 5 });
    expect(await undo(again)).toEqual({ outcome: "person-gone" });
  },
  async findImportMatches(trx, { patient }) {
    const like = { name: "Joao Conceição", birthDate: "2015-03-01", cpf: null, phone: null };
    const found = await database.findImportMatches(trx, [
      { name: "Outra", cpf: "11144477735" },
      like,
      { name: "Zélia", cpf: "52998224725", phone: "+5511987654321" },
      { ...like, name: "João da Conceição" },
    ]);
    const none = { sameCpf: false, samePhone: false, similarName: false, sameName: false };
    expect(found).toMatchObject([
      { ...none, n: 1, id: patient.id, version: 1, cpf: "52998224725", similarName: true, sameName: true, alike: true },
      { ...none, n: 2, id: patient.id, sameCpf: true, samePhone: true, alike: false },
      { ...none, n: 3, similarName: true },
    ]);
    await database.insertPatients(trx, [{ name: "Só Nome", socialName: "Apelido" }]);
    const bare = { name: "só nome", socialName: "APELIDO" };
    const asked = [bare, { ...bare, phone: "+5511987654321" }, { name: "Só Nome" }];
    const byName = (await database.findImportMatches(trx, asked)).filter(({ socialName }) => socialName !== null);
    expect(byName).toMatchObject([
      { ...none, n: 0, sameRecord: true, alike: true },
      { ...none, n: 1, sameRecord: false, alike: true },
    ]);
    expect(await database.findImportMatches(trx, [])).toEqual([]);
  },
  async insertPatients(trx) {
    expect(await database.insertPatients(trx, [])).toEqual([]);
    const ids = await database.insertPatients(trx, [{ name: "Um", language: "es" }, { name: "Dois" }]);
    expect(await database.findRow(trx, "patients", ids[1]!)).toMatchObject({ name: "Dois", language: "pt" });
  },
  async beginImport(trx, { user, other, patient }) {
    const begun = { id: patient.id, userId: user.id, total: 3 };
    expect(await database.beginImport(trx, begun)).toBe(true);
    await database.noteImport(trx, begun.id, { checked: 3, outcome: "failed" });
    expect(await database.beginImport(trx, { ...begun, total: 4 }), "once more").toBe(true);
    expect(await database.findImport(trx, begun.id, user.id)).toMatchObject({ total: 4, checked: 0, outcome: null });
    expect(await database.beginImport(trx, { ...begun, userId: other.id }), "another's").toBe(false);
  },
  async noteImport(trx, { user, patient }) {
    await database.beginImport(trx, { id: patient.id, userId: user.id, total: 3 });
    await database.noteImport(trx, patient.id, { checked: 3 });
    await database.noteImport(trx, patient.id, { written: 2, outcome: "done" });
    expect(await database.findImport(trx, patient.id, user.id)).toMatchObject({
      ...{ checked: 3, written: 2, outcome: "done", endedAt: expect.any(String) },
    });
  },
  async findImport(trx, { user, other, patient }) {
    await database.beginImport(trx, { id: patient.id, userId: user.id, total: 3 });
    expect(await database.findImport(trx, patient.id, other.id)).toBeUndefined();
  },
};

import type { Transaction } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as database from "../src/index.ts";
import { ACCESS_CASES } from "./access-cases.ts";
import { ALERT_CASES } from "./alert-cases.ts";
import { CARE_CASES } from "./care-cases.ts";
import { bookAt, type Clinic, CONTACT, CPF, hour, openClinic } from "./clinic.ts";
import { CLINIC_CASES } from "./clinic-cases.ts";
import { type Desk, openDesk } from "./desk.ts";
import { expectGolden } from "./golden.ts";
import { HISTORY_CASES } from "./history-cases.ts";
import { INBOX_CASES } from "./inbox-cases.ts";
import { KEY_CASES } from "./key-cases.ts";
import { PANEL_CASES } from "./panel-cases.ts";
import { PEOPLE_CASES } from "./people-cases.ts";
import { REFERENCE_CASES } from "./reference-cases.ts";

type Trx = Transaction<database.DB>;
const PAGE = { limit: 10, descending: false };
const UNKNOWN = "0190a000-0000-7000-8000-00000000dead";
const FROM_A = { limit: 10, descending: false, after: ["a", "00000000-0000-7000-8000-000000000000"] } as const;
const TOMORROW = new Date(Date.now() + 24 * 3600_000).toISOString();

/** Every function that asks the database something, run once: its SQL is a golden, its effect is checked here. */
const CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  ...ACCESS_CASES,
  ...ALERT_CASES,
  ...CARE_CASES,
  ...CLINIC_CASES,
  ...HISTORY_CASES,
  ...INBOX_CASES,
  ...KEY_CASES,
  ...PANEL_CASES,
  ...PEOPLE_CASES,
  ...REFERENCE_CASES,
  async findRow(trx, { patient }) {
    expect(await database.findRow(trx, "patients", patient.id)).toMatchObject({ name: "João Conceição", version: 1 });
  },
  async findRowHeld(trx, { patient }) {
    expect(await database.findRowHeld(trx, "patients", patient.id)).toMatchObject({ name: "João Conceição" });
  },
  async missingRows(trx, { patient: { id } }) {
    const missing = (mayBeDeleted: boolean) => database.missingRows(trx, "patients", [id, UNKNOWN], { mayBeDeleted });
    expect(await missing(false)).toEqual([UNKNOWN]);
    await database.deleteRow(trx, "patients", { id, version: 1 });
    expect([await missing(false), await missing(true)]).toEqual([[id, UNKNOWN], [UNKNOWN]]);
  },
  async insertRow(trx) {
    expect(await database.insertRow(trx, "tags", { name: "Retorno" })).toMatchObject({ version: 1, color: "#64748b" });
  },
  async updateRow(trx, { patient: { id } }) {
    expect(await database.updateRow(trx, "patients", { id, version: 9 }, { name: "X" })).toBeUndefined();
    expect(await database.updateRow(trx, "patients", { id, version: 1 }, { name: "Zé" })).toMatchObject({ version: 2 });
  },
  async deleteRow(trx, { patient: { id } }) {
    expect((await database.deleteRow(trx, "patients", { id, version: 1 }))?.deletedAt).toMatch(/Z$/);
    expect(await database.updateRow(trx, "patients", { id, version: 2 }, { name: "X" }), "deleted").toBeUndefined();
  },
  async restoreRow(trx, { patient: { id } }) {
    await database.deleteRow(trx, "patients", { id, version: 1 });
    expect(await database.restoreRow(trx, "patients", { id, version: 2 })).toMatchObject({ deletedAt: null });
  },
  async listPeople(trx, { patient, user }) {
    const found = async (filter: database.PeopleFilter) =>
      (await database.listPeople(trx, "patients", filter, "name", PAGE)).items.map(({ id }) => id);
    await database.insertRow(trx, "patients", { name: "Paula", socialName: "Dani_50%" });
    expect(await found({ search: "conceicao joao" })).toEqual([patient.id]);
    expect(await found({ search: "98765" }), "part of a phone").toEqual([patient.id]);
    expect(await found({ search: CPF[0] }), "a CPF").toEqual([patient.id]);
    expect(await found({ search: "i_5" }), "a typed _ means itself").toHaveLength(1);
    expect(await found({ search: "x_5" })).toEqual([]);
    expect(await found({ bornFrom: "2015-03-01", bornTo: "2015-03-01" })).toEqual([patient.id]);
    expect(await found({ tagId: user.id })).toEqual([]);
    expect(await found({ contactKey: CONTACT.contactKey })).toEqual([]);
    expect(await found({ deleted: true })).toEqual([]);
    const page = await database.listPeople(trx, "patients", {}, "name", { ...FROM_A, limit: 1 });
    expect(page).toMatchObject({ total: 2, totalIsExact: true, next: ["dani_50% paula", page.items[0]?.id] });
    const rest = await database.listPeople(trx, "patients", {}, "name", { ...PAGE, after: page.next! });
    expect(rest.items.map(({ id }) => id)).toEqual([patient.id]);
    const newest = await database.listPeople(trx, "patients", {}, "created", { ...PAGE, descending: true });
    expect(newest.items.at(-1)?.id).toBe(patient.id);
  },
  async findDuplicates(trx, { patient }) {
    const of = (like: database.Likeness) => database.findDuplicates(trx, "patients", like);
    expect(await of({ name: "x", cpf: "52998224725" })).toMatchObject([{ id: patient.id, sameCpf: true }]);
    expect(await of({ name: "x", phone: "+55 11 98765-4321" })).toMatchObject([{ samePhone: true, sameCpf: false }]);
    const alike = { name: "Joao da Conceicao", birthDate: "2015-03-01" };
    expect(await of(alike)).toMatchObject([{ similarName: true }]);
    expect(await of({ ...alike, birthDate: "2015-03-02" })).toEqual([]);
    expect(await of({ ...alike, id: patient.id })).toEqual([]);
    const phone = "+551133334444";
    for (let n = 0; n < 10; n += 1) await database.insertRow(trx, "patients", { name: `Interno ${n}`, phone });
    const { id } = await database.insertRow(trx, "patients", { name: "Interno 10", phone, cpf: "111.444.777-35" });
    const found = await of({ name: "x", phone, cpf: "11144477735" });
    expect(found[0], "not behind ten others").toMatchObject({ id, sameCpf: true });
    expect(found).toHaveLength(10);
  },
  async linkGuardian(trx, { patient, guardian }) {
    const link = { patientId: patient.id, guardianId: guardian.id, relation: "mother" } as const;
    await database.linkGuardian(trx, { ...link, custody: "sole", contactPreference: "preferred" });
    const again = await database.linkGuardian(trx, { ...link, relation: "other" });
    expect(again).toMatchObject({ relation: "other", custody: "sole", version: 2 });
    const { id: guardianId } = await database.insertRow(trx, "guardians", { name: "Pai" });
    await database.linkGuardian(trx, { ...link, guardianId, relation: "father", contactPreference: "preferred" });
    expect((await database.guardiansOf(trx, patient.id)).map(({ contactPreference }) => contactPreference)).toEqual([
      "preferred",
      "allowed",
    ]);
    expect(await database.linkGuardian(trx, { ...link, guardianId }, 0), "it is there").toBeUndefined();
    expect(await database.linkGuardian(trx, { ...link, guardianId }, 2), "another version").toBeUndefined();
    expect(await database.linkGuardian(trx, { ...link, guardianId }, 1)).toMatchObject({ relation: "mother" });
  },
  async findGuardianLink(trx, { patient, guardian }) {
    expect(await database.findGuardianLink(trx, patient.id, guardian.id)).toBeUndefined();
    await database.linkGuardian(trx, { patientId: patient.id, guardianId: guardian.id, relation: "mother" });
    expect(await database.findGuardianLink(trx, patient.id, guardian.id)).toMatchObject({ version: 1 });
  },
  async guardiansOf(trx, { patient }) {
    expect(await database.guardiansOf(trx, patient.id)).toEqual([]);
  },
  async patientsOf(trx, { patient, guardian }) {
    await database.linkGuardian(trx, { patientId: patient.id, guardianId: guardian.id, relation: "mother" });
    expect(await database.patientsOf(trx, guardian.id)).toMatchObject([{ id: patient.id, relation: "mother" }]);
  },
  async unlinkGuardian(trx, { patient, guardian }) {
    const pair = { patientId: patient.id, guardianId: guardian.id };
    await database.linkGuardian(trx, { ...pair, relation: "mother" });
    expect(await database.unlinkGuardian(trx, { ...pair, version: 2 })).toBe(false);
    expect(await database.unlinkGuardian(trx, { ...pair, version: 1 })).toBe(true);
  },
  async ensureContact(trx) {
    const made = await database.ensureContact(trx, CONTACT);
    expect(await database.ensureContact(trx, CONTACT)).toEqual(made);
  },
  async insertContact(trx, { patient }) {
    const made = await database.insertContact(trx, { ...CONTACT, displayName: "Recepção" });
    expect(made).toMatchObject({ displayName: "Recepção", version: 1 });
    expect(await database.insertContact(trx, CONTACT), "it is there").toBeUndefined();
    await database.linkContact(trx, made!.id, "patients", patient.id);
    await database.deleteRow(trx, "contacts", { id: made!.id, version: 1 });
    expect(await database.insertContact(trx, CONTACT)).toMatchObject({ id: made?.id, displayName: null });
    expect(await database.contactsOf(trx, "patients", patient.id), "it began anew").toEqual([]);
  },
  async listContacts(trx, { patient, guardian }) {
    const found = async (filter: database.ContactFilter) =>
      (await database.listContacts(trx, filter, "name", PAGE)).items.map(({ contactKey }) => contactKey);
    const { id } = await database.ensureContact(trx, CONTACT);
    await database.insertContact(trx, { channel: "other", contactKey: "lid-900000000001", displayName: "Tia Zélia" });
    await database.linkContact(trx, id, "patients", patient.id);
    await database.linkContact(trx, id, "guardians", guardian.id);
    const { items } = await database.listContacts(trx, { linked: true }, "updated", PAGE);
    expect(items).toMatchObject([
      { ...CONTACT, people: [{ kind: "guardian", name: "Márcia Conceição" }, { kind: "patient" }] },
    ]);
    expect(await found({ linked: false })).toEqual(["lid-900000000001"]);
    expect(await found({ search: "zelia tia" })).toEqual(["lid-900000000001"]);
    expect(await found({ search: "98765-43" }), "part of a number").toEqual([CONTACT.contactKey]);
    expect(await found({ channel: "other" })).toEqual(["lid-900000000001"]);
    await database.deleteRow(trx, "contacts", { id, version: 1 });
    expect(await found({})).toEqual(["lid-900000000001"]);
    expect(await found({ deleted: true })).toEqual([CONTACT.contactKey]);
    expect(await database.contactsOf(trx, "patients", patient.id)).toEqual([]);
    const people = await database.listPeople(trx, "patients", { contactKey: CONTACT.contactKey }, "name", PAGE);
    expect(people.items).toEqual([]);
  },
  async findContact(trx, { patient }) {
    const { id } = await database.ensureContact(trx, CONTACT);
    await database.linkContact(trx, id, "patients", patient.id);
    await database.deleteRow(trx, "patients", { id: patient.id, version: 1 });
    expect(await database.findContact(trx, id), "no deleted person").toMatchObject({ ...CONTACT, people: [] });
  },
  async linkContact(trx, { patient }) {
    const { id } = await database.ensureContact(trx, CONTACT);
    await database.linkContact(trx, id, "patients", patient.id);
    await database.linkContact(trx, id, "patients", patient.id);
    expect(await database.contactsOf(trx, "patients", patient.id)).toHaveLength(1);
  },
  async shareContactPeople(trx, { patient }) {
    const [from, to] = [
      await database.ensureContact(trx, CONTACT),
      await database.ensureContact(trx, { channel: "main", contactKey: "lid-900000000001" }),
    ];
    await database.linkContact(trx, from.id, "patients", patient.id);
    await database.shareContactPeople(trx, from.id, to.id);
    await database.shareContactPeople(trx, from.id, to.id);
    expect(await database.contactsOf(trx, "patients", patient.id)).toHaveLength(2);
  },
  async unlinkContact(trx, { patient }) {
    const { id } = await database.ensureContact(trx, CONTACT);
    await database.linkContact(trx, id, "patients", patient.id);
    expect(await database.unlinkContact(trx, CONTACT, "patients", patient.id)).toBe(id);
    expect(await database.unlinkContact(trx, CONTACT, "patients", patient.id)).toBeUndefined();
  },
  async contactsOf(trx, { guardian }) {
    expect(await database.contactsOf(trx, "guardians", guardian.id)).toEqual([]);
  },
  async patientCard(trx, clinic) {
    const { patient, guardian } = clinic;
    const card = () => database.patientCard(trx, CONTACT.contactKey);
    const self = { id: patient.id, name: "João Conceição", relation: "self" };
    expect(await card(), "the guardian has this phone, too").toEqual({ name: "Márcia Conceição", patients: [self] });
    const link = { patientId: patient.id, guardianId: guardian.id, relation: "mother" } as const;
    await database.linkGuardian(trx, link);
    const ward = { ...self, relation: "ward" };
    expect(await card()).toEqual({ name: "Márcia Conceição", patients: [ward] });
    const { id } = await bookAt(trx, clinic, 14);
    await bookAt(trx, clinic, 16);
    const told = { service: "Psicologia", professional: clinic.professional.name, modality: "video" };
    const appointment = { id, at: Date.parse(hour(14)), ...told };
    expect(await card(), "the next one").toEqual({ name: "Márcia Conceição", patients: [{ ...ward, appointment }] });
    await database.updateRow(trx, "patients", { id: patient.id, version: 1 }, { phone: null });
    await database.linkGuardian(trx, { ...link, contactPreference: "never" });
    expect(await card(), "left out by the family").toEqual({ name: "Márcia Conceição", patients: [] });
    await database.deleteRow(trx, "guardians", { id: guardian.id, version: 1 });
    expect(await card()).toBeNull();
    const lid = await database.ensureContact(trx, { channel: "main", contactKey: "lid-900000000001" });
    await database.linkContact(trx, lid.id, "patients", patient.id);
    expect(await database.patientCard(trx, "lid-900000000001"), "linked by hand").toMatchObject({ patients: [self] });
    await database.deleteRow(trx, "contacts", { id: lid.id, version: 1 });
    expect(await database.patientCard(trx, "lid-900000000001"), "a deleted contact has no person").toBeNull();
  },
  async changeTags(trx, { patient }) {
    const [a, b] = [
      await database.insertRow(trx, "tags", { name: "A" }),
      await database.insertRow(trx, "tags", { name: "B" }),
    ];
    await database.changeTags(trx, [patient.id], { add: [a.id, b.id], remove: [] });
    await database.changeTags(trx, [patient.id], { add: [a.id], remove: [b.id] });
    expect(await database.tagsOf(trx, patient.id)).toMatchObject([{ name: "A" }]);
  },
  async tagsOf(trx, { patient }) {
    expect(await database.tagsOf(trx, patient.id)).toEqual([]);
  },
  async listTags(trx) {
    for (const name of ["Retorno", "Ávido"]) await database.insertRow(trx, "tags", { name });
    expect((await database.listTags(trx, {}, PAGE)).items).toMatchObject([{ name: "Ávido" }, { name: "Retorno" }]);
    expect((await database.listTags(trx, { search: "avi" }, PAGE)).total).toBe(1);
  },
  async deleteTag(trx) {
    const { id } = await database.insertRow(trx, "tags", { name: "A" });
    expect(await database.deleteTag(trx, { id, version: 2 })).toBe(false);
    expect(await database.deleteTag(trx, { id, version: 1 })).toBe(true);
  },
  async notesOf(trx, { patient, user }) {
    const note = { patientId: patient.id, authorId: user.id };
    for (const [text, pinned] of [
      ["um", true],
      ["dois", false],
      ["três", false],
    ] as const)
      await database.insertRow(trx, "notes", { ...note, text, pinned });
    expect((await database.notesOf(trx, patient.id)).map(({ text }) => text)).toEqual(["um", "três", "dois"]);
  },
  async listNotes(trx, { patient, user, other }) {
    const note = { patientId: patient.id, authorId: user.id };
    const { id } = await database.insertRow(trx, "notes", { ...note, text: "Prefere a manhã" });
    await database.insertRow(trx, "notes", { ...note, authorId: other.id, text: "fixa", pinned: true });
    const found = async (filter: database.NoteFilter) =>
      (await database.listNotes(trx, filter, PAGE)).items.map(({ text }) => text);
    expect(await found({ patientId: patient.id })).toEqual(["Prefere a manhã", "fixa"]);
    expect(await found({ search: "manha prefere" })).toEqual(["Prefere a manhã"]);
    expect(await found({ authorId: other.id, pinned: true })).toEqual(["fixa"]);
    await database.deleteRow(trx, "notes", { id, version: 1 });
    expect(await found({})).toEqual(["fixa"]);
    expect(await found({ deleted: true })).toEqual(["Prefere a manhã"]);
  },
  async findNote(trx, { patient, user }) {
    const { id } = await database.insertRow(trx, "notes", { patientId: patient.id, authorId: user.id, text: "um" });
    expect(await database.findNote(trx, id)).toMatchObject({ patient: "João Conceição", author: "Ana Admin" });
  },
  async mergePeople(trx, clinic) {
    const { patient, guardian, user } = clinic;
    const absorbed = await database.insertRow(trx, "patients", {
      name: "Joãozinho",
      email: "j@x.example",
      cpf: CPF[1],
    });
    await database.linkGuardian(trx, { patientId: absorbed.id, guardianId: guardian.id, relation: "mother" });
    await database.insertRow(trx, "notes", { patientId: absorbed.id, authorId: user.id, text: "fica" });
    await bookAt(trx, { ...clinic, patient: absorbed }, 1);
    const request = { survivorId: patient.id, absorbedId: absorbed.id, mergedBy: user.id };
    expect(await database.mergePeople(trx, "patients", { ...request, survivorVersion: 9 })).toBeUndefined();
    const another = { ...request, survivorVersion: 1, absorbedVersion: 2 };
    expect(await database.mergePeople(trx, "patients", another), "the other changed").toBeUndefined();
    await database.mergePeople(trx, "patients", { ...request, survivorVersion: 1, choices: { name: "other" } });
    expect(await database.findRow(trx, "patients", patient.id)).toMatchObject({
      ...{ name: "Joãozinho", cpfDigits: "52998224725", email: "j@x.example", version: 2 },
    });
    expect(await database.guardiansOf(trx, patient.id)).toHaveLength(1);
    expect(await database.notesOf(trx, patient.id)).toHaveLength(1);
    expect((await database.listAppointments(trx, { patientId: patient.id }, PAGE)).total).toBe(1);
    expect(await database.findRow(trx, "patients", absorbed.id)).toMatchObject({ mergedInto: patient.id });
  },
  async listUsers(trx) {
    const { items } = await database.listUsers(trx, { search: "ana", role: "admin", active: true }, "name", PAGE);
    expect(items).toMatchObject([{ email: "Ana@clinica.example" }]);
    expect(Object.keys(items[0] ?? {})).not.toContain("passwordHash");
  },
  async findUserByEmail(trx, { user }) {
    expect(await database.findUserByEmail(trx, "ANA@clinica.example")).toMatchObject({ id: user.id });
  },
  async activeAdministrators(trx, { user }) {
    expect(await database.activeAdministrators(trx)).toEqual([user.id]);
  },
  async recordRefusal(trx, { user }) {
    const row = {
      action: "refused" as const,
      entity: "patient" as const,
      userId: user.id,
      changes: JSON.stringify({ code: "forbidden" }),
    };
    for (let n = 0; n < 3; n++) await database.recordRefusal(trx, row, 2);
    await database.recordRefusal(trx, { ...row, userId: null }, 2);
    const { items } = await database.listAudit(trx, { action: "refused" }, { limit: 10, descending: true });
    expect(items.map(({ userId, changes }) => [userId, changes])).toEqual([
      [null, { code: "forbidden" }],
      [user.id, { code: "forbidden", last: true }],
      [user.id, { code: "forbidden" }],
    ]);
  },
  async recordAudit(trx, { user }) {
    await database.recordAudit(trx, []);
    await database.recordAudit(trx, [{ action: "read", entity: "patient", entityId: "1", userId: user.id }]);
  },
  async listAudit(trx, { user }) {
    await database.recordAudit(trx, [{ action: "read", entity: "patient", entityId: "1", userId: user.id }]);
    const filter = { userId: user.id, action: "read", entity: "patient", entityId: "1", from: hour(-99999) };
    const { items } = await database.listAudit(trx, { ...filter, to: TOMORROW }, { ...PAGE, descending: true });
    expect(items).toMatchObject([{ user: "Ana Admin", action: "read" }]);
  },
  async beginExport(trx, { user, other }) {
    const id = await database.beginExport(trx, { userId: user.id, entity: "patient", format: "csv", total: 3 });
    expect(await database.findExport(trx, id, other.id), "another's").toBeUndefined();
    expect(await database.findExport(trx, id, user.id)).toMatchObject({ total: 3, written: 0, outcome: null });
  },
  async noteExport(trx, { user }) {
    const id = await database.beginExport(trx, { userId: user.id, entity: "patient", format: "csv", total: 3 });
    await database.noteExport(trx, id, { written: 2 });
    await database.noteExport(trx, id, { written: 3, outcome: "done" });
    expect(await database.findExport(trx, id, user.id)).toMatchObject({ written: 3, outcome: "done" });
  },
  async findExport(trx, { user }) {
    expect(await database.findExport(trx, user.id, user.id)).toBeUndefined();
  },
};

/** Exports that ask nothing of a database that is there. */
const OTHERS = [
  "adviceAfter",
  "connectDatabase",
  "conversationName",
  "mergeFields",
  "migrate",
  "provideUsers",
  "readPage",
  "safeError",
  "seed",
  "stricter",
  "violationOf",
  "whyUnreachable",
];

test("every function of the package has a case, and every case a function", () => {
  const functions = Object.entries(database).flatMap(([name, value]) => (typeof value === "function" ? name : []));
  expect(Object.keys(CASES).sort()).toEqual(functions.filter((name) => !OTHERS.includes(name)).sort());
});

describe("does what it says, with the reviewed SQL:", () => {
  let desk: Desk;
  let asked: string[] = [];
  beforeAll(async () => {
    desk = await openDesk({ log: ({ query, level }) => level === "query" && asked.push(query.sql) });
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  test.each(Object.keys(CASES))("%s", async (name) => {
    const trx = await desk.db.startTransaction().execute();
    try {
      const clinic = await openClinic(trx);
      asked = [];
      await CASES[name]?.(trx, clinic);
      const statements = [...new Set(asked)].filter((sql) => !sql.startsWith("begin"));
      expectGolden(`goldens/sql/${name}.sql`, `${statements.join(";\n")};\n`);
    } finally {
      await trx.rollback().execute();
    }
  });
});

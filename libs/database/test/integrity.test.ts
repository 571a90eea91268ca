import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureContact, insertRow, recordAudit, type Violation, violationOf } from "../src/index.ts";
import { bookAt, type Clinic, CONTACT, CPF, hour, openClinic } from "./clinic.ts";
import { type Desk, openDesk } from "./desk.ts";

let desk: Desk;
let clinic: Clinic;
let stranger: Clinic["patient"];
beforeAll(async () => {
  desk = await openDesk();
  clinic = await openClinic(desk.db);
  stranger = await patient({});
  await bookAt(desk.db, clinic, 10);
  await recordAudit(desk.db, [{ action: "read", entity: "patient" }]);
});
afterAll(() => desk[Symbol.asyncDispose]());

const refusalOf = async (attempt: Promise<unknown>): Promise<Violation | null> =>
  attempt.then(
    () => null,
    (error: unknown) => violationOf(error),
  );
const patient = (row: object) => insertRow(desk.db, "patients", { name: "Outra", ...row });
const run = (text: string) => sql.raw(text).execute(desk.db);

/** What no caller may write, however the code above changes. */
const REFUSED: readonly [
  what: string,
  attempt: () => Promise<unknown>,
  kind: Violation["kind"],
  constraint?: string,
][] = [
  ["a CPF twice, typed another way", () => patient({ cpf: "529 982 247 25" }), "not-unique", "patients_cpf"],
  ["a CPF with a wrong check digit", () => patient({ cpf: "529.982.247-26" }), "check", "patients_cpf_digits_check"],
  ["a CPF of eleven equal digits", () => patient({ cpf: "111.111.111-11" }), "check"],
  ["a phone that is not international", () => patient({ phone: "11987654321" }), "check", "patients_phone_check"],
  ["a name of blanks", () => patient({ name: "   " }), "check", "patients_name_check"],
  ["a birth in another age", () => patient({ birthDate: "1815-03-01" }), "check"],
  ["an address that is none", () => patient({ email: "ana at example" }), "check"],
  ["a merged patient that is not deleted", () => patient({ mergedInto: clinic.patient.id }), "check"],
  [
    "an e-mail of another user in capitals",
    () => insertRow(desk.db, "users", { email: "ANA@CLINICA.EXAMPLE", name: "Ana", role: "admin", passwordHash: "x" }),
    "not-unique",
    "users_email",
  ],
  ["a professional in two places", () => bookAt(desk.db, elsewhere(), 10.5), "overlap", "professional_is_free"],
  ["an appointment that ends before it starts", () => run(`update appointments set ends_at = starts_at`), "check"],
  ["a guardian who is not there", () => relation(clinic.user.id, "allowed"), "missing-reference"],
  ["a contact key with a letter", () => ensureContact(desk.db, { ...CONTACT, contactKey: "55119x" }), "check"],
  ["a service without a Portuguese name", () => run(`update services set texts = '{"en": {"name": "x"}}'`), "check"],
  ["a change of the audit", () => run(`update audit set action = 'nothing'`), "append-only"],
  ["a deletion from the audit", () => run(`delete from audit`), "append-only"],
  ["an emptying of the audit", () => run(`truncate audit`), "append-only"],
  ["a change of an appointment's history", () => run(`delete from appointment_history`), "append-only"],
  ["a handled lead without a reason", () => handle("discarded"), "check"],
  ["a converted lead without a patient", () => handle("converted"), "check"],
  ["an assigned lead without an assignee", () => handle("assigned"), "check"],
];

const elsewhere = (): Clinic => ({ ...clinic, patient: stranger });
const relation = (guardianId: string, contactPreference: "allowed") =>
  desk.db
    .insertInto("patientGuardians")
    .values({ patientId: clinic.patient.id, guardianId, relation: "mother", contactPreference })
    .execute();
const handle = (status: "assigned" | "converted" | "discarded") =>
  desk.db.insertInto("leadHandling").values({ leadId: clinic.user.id, status, updatedBy: clinic.user.id }).execute();

describe("the database refuses", () => {
  test.each(REFUSED)("%s", async (_what, attempt, kind, constraint) => {
    const violation = await refusalOf(attempt());
    expect(violation).toMatchObject({ kind, ...(constraint ? { constraint } : {}) });
  });
});

test("of two desks that book the same hour at the same time, one does", async () => {
  const others = await Promise.all(["A", "B", "C", "D"].map((name) => patient({ name })));
  const booked = await Promise.allSettled(others.map((other) => bookAt(desk.db, { ...clinic, patient: other }, 20)));
  expect(booked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  // Who waits for each other in a circle is told so instead, and may ask again: then the hour is taken.
  expect(await refusalOf(bookAt(desk.db, clinic, 20))).toEqual({
    kind: "overlap",
    constraint: "professional_is_free",
  });
});

test("a patient is not in two places either, and a cancelled hour is free again", async () => {
  const colleague = await insertRow(desk.db, "professionals", { name: "Dr. Outro" });
  const [first, second] = [clinic, { ...clinic, professional: colleague }];
  const { id } = await bookAt(desk.db, first, 30);
  expect(await refusalOf(bookAt(desk.db, second, 30))).toMatchObject({ constraint: "patient_is_free" });
  await desk.db.updateTable("appointments").set({ state: "cancelled" }).where("id", "=", id).execute();
  expect(await bookAt(desk.db, second, 30)).toMatchObject({ startsAt: hour(30) });
});

test("the CPF of a deleted patient can be given again", async () => {
  const { id } = await patient({ cpf: CPF[1] });
  await desk.db.updateTable("patients").set({ deletedAt: sql`now()` }).where("id", "=", id).execute();
  expect(await patient({ cpf: CPF[1] })).toMatchObject({ cpfDigits: "11144477735" });
});

test("an error that is no violation is none", () => {
  expect(violationOf(new Error("x"))).toBeNull();
  expect(violationOf({ code: "57014" })).toBeNull();
});

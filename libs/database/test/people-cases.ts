import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import { bookAt, type Clinic, CONTACT, CPF, hour } from "./clinic.ts";
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
};

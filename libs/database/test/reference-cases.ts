import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import { LIVE, writeRows } from "../src/projection.ts";
import { bookAt, type Clinic, CONTACT, hour, LEAD_ID } from "./clinic.ts";

type Trx = Transaction<database.DB>;
const HOURS_OF_YEAR = 24 * 365;
const LATER = HOURS_OF_YEAR * 100;

/** One that is over, and two to come of which one was called off. */
async function bookSome(trx: Trx, clinic: Clinic) {
  await bookAt(trx, clinic, -HOURS_OF_YEAR * 20);
  const off = await bookAt(trx, clinic, LATER);
  await database.updateRow(trx, "appointments", off, { state: "cancelled" });
  return bookAt(trx, clinic, LATER);
}

async function giveWork(trx: Trx, { user, other }: Clinic): Promise<void> {
  await database.assignConversation(trx, CONTACT, { userId: other.id, by: user.id });
  const said = { name: "Marília", service: null, team: null, reason: null, captured: {}, kind: null, language: "pt" };
  await writeRows({ db: trx, schema: LIVE }, "leads", [
    { id: LEAD_ID, ...CONTACT, turnSeq: 7, capturedAt: hour(1), ...said },
  ]);
  const handling = { leadId: LEAD_ID, status: "assigned", assigneeId: other.id, updatedBy: user.id } as const;
  await database.handleLead(trx, 0, handling);
}

/** Cases of what still points to a person or thing that is about to go. */
export const REFERENCE_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async comingAppointments(trx, clinic) {
    const { id } = await bookSome(trx, clinic);
    const parties = [
      ["patientId", clinic.patient.id],
      ["professionalId", clinic.professional.id],
      ["serviceId", clinic.service.id],
    ] as const;
    for (const [party, of] of parties)
      expect(await database.comingAppointments(trx, party, of), party).toEqual([
        { id, startsAt: hour(LATER), name: "João Conceição" },
      ]);
    expect(await database.comingAppointments(trx, "patientId", clinic.service.id)).toEqual([]);
  },
  async cancelComing(trx, clinic) {
    const { id } = await bookSome(trx, clinic);
    const order = { party: "patientId", id: clinic.patient.id, reason: "saiu", by: clinic.user.id } as const;
    expect(await database.cancelComing(trx, order)).toEqual([id]);
    expect(await database.findAppointment(trx, id)).toMatchObject({ state: "cancelled", reason: "saiu" });
    expect(await database.cancelComing(trx, order)).toEqual([]);
  },
  async patientsLeftAlone(trx, { patient, guardian }) {
    const link = { patientId: patient.id, relation: "mother" } as const;
    await database.linkGuardian(trx, { ...link, guardianId: guardian.id });
    const alone = () => database.patientsLeftAlone(trx, guardian.id);
    expect(await alone()).toEqual([{ id: patient.id, name: "João Conceição" }]);
    const second = await database.insertRow(trx, "guardians", { name: "Otto" });
    await database.linkGuardian(trx, { ...link, guardianId: second.id });
    expect(await alone()).toEqual([]);
    await database.deleteRow(trx, "guardians", second);
    expect(await alone(), "who was deleted answers for no one").toHaveLength(1);
  },
  async assignmentsOf(trx, clinic) {
    await giveWork(trx, clinic);
    expect(await database.assignmentsOf(trx, clinic.other.id)).toEqual({
      conversations: [{ ...CONTACT, name: null }],
      leads: [{ id: LEAD_ID, name: "Marília", version: 1 }],
    });
    expect(await database.assignmentsOf(trx, clinic.user.id)).toEqual({ conversations: [], leads: [] });
  },
  async giveBack(trx, clinic) {
    await giveWork(trx, clinic);
    const back = await database.giveBack(trx, clinic.other.id, clinic.user.id);
    expect(back).toEqual({ talks: [{ ...CONTACT }], leads: [LEAD_ID] });
    expect(await database.findLead(trx, LEAD_ID)).toMatchObject({ status: "new", assigneeId: null });
  },
};

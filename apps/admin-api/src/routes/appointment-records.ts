import {
  type Db,
  findAppointment,
  findRowHeld,
  historyOfAppointment,
  type AppointmentState as State,
} from "@acolhe/database";
import { type Subject, type Telling, tellOf } from "../agenda/notice.ts";
import type { Change } from "../agenda/told.ts";
import type { AuditEntry } from "../audit/entries.ts";
import { Problem } from "../http/problem.ts";

export interface Placed {
  readonly id: string;
  readonly patientId: string;
  readonly professionalId: string;
  readonly serviceId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly modality: "in-person" | "online" | "both";
  readonly link: string | null;
}

export async function wholeAppointment(db: Db, id: string) {
  const found = await findAppointment(db, id);
  if (!found) throw new Problem("not-found");
  return { ...found, history: await historyOfAppointment(db, id) };
}

export const endOf = (startsAt: string, minutes: number) =>
  new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();

/** Where an appointment is, or is to be. */
export const wantedOf = ({ id, patientId, professionalId, startsAt: from, endsAt: to }: Placed) => ({
  id,
  patientId,
  professionalId,
  from,
  to,
});

/** What was booked outside of hours may be changed in all else without being confirmed again. */
export const isMoved = (before: Placed, changed: Placed) =>
  before.startsAt !== changed.startsAt ||
  before.endsAt !== changed.endsAt ||
  before.professionalId !== changed.professionalId;

/** Whether a patient would notice the change. */
export const isOther = (before: Placed, changed: Placed) =>
  isMoved(before, changed) ||
  before.serviceId !== changed.serviceId ||
  before.modality !== changed.modality ||
  before.link !== changed.link;

/** What a patient is told of an appointment that comes into a state; the desk's own notes of a visit are none of it. */
export const TOLD_STATES: Partial<Readonly<Record<State, Change>>> = {
  requested: "requested",
  scheduled: "booked",
  confirmed: "confirmed",
  cancelled: "cancelled",
};

/** An appointment as it is told of. */
export const subjectOf = ({ modality, ...row }: Placed): Subject & { id: string } => ({
  ...row,
  // A check of the table: an appointment itself is never both.
  modality: modality as "in-person" | "online",
});

interface Told extends Telling {
  readonly audit: (entry: AuditEntry) => void;
}

/**
 * Tells of a change what the request asks to be told. The last step of its transaction.
 *
 * @param change undefined: it is none that a patient is told of
 * @throws Problem invalid-request when that is to be told
 */
export async function tellWhenAsked(
  { audit, ...telling }: Told,
  row: Placed & { readonly version: number },
  change: Change | undefined,
  tell: boolean | string | undefined,
) {
  if (tell === undefined || tell === false) return {};
  if (!change)
    throw new Problem("invalid-request", {
      errors: [{ path: "body.tell", message: "só há o que avisar ao marcar, mudar, confirmar ou cancelar" }],
    });
  const told = await tellOf(telling, { ...subjectOf(row), version: row.version }, change, tell);
  audit({ action: "tell", entity: "appointment", entityId: row.id, changes: { change, [told.kind]: told.id } });
  return { told };
}

/** @throws Problem unknown-reference when one of them was deleted, which a foreign key does not see */
export async function assertThere(
  db: Db,
  ids: { patientId?: string | undefined; professionalId?: string | undefined; serviceId?: string | undefined },
) {
  const tables = { patientId: "patients", professionalId: "professionals", serviceId: "services" } as const;
  for (const [name, table] of Object.entries(tables)) {
    const id = ids[name as keyof typeof tables];
    const row = id === undefined ? undefined : await findRowHeld(db, table, id);
    if (id !== undefined && (!row || row.deletedAt !== null)) throw new Problem("unknown-reference");
  }
}

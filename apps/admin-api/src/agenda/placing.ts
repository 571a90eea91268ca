import { agendaProfessionals, clashesOf, type Db, inSavepoint, type Wanted } from "@acolhe/database";
import { Problem } from "../http/problem.ts";
import { toProblem } from "../http/to-problem.ts";
import { CLASHES_MAX } from "../limits.ts";
import { readClinicCalendar } from "./clinic-calendar.ts";
import { spanOf } from "./spans.ts";
import { whyOutside } from "./working-time.ts";

/**
 * Writes an appointment where it is wanted. The database decides whether an hour is free, so two desks cannot book it
 * at once; here the caller is told what is in the way. A user who may book may also read appointments, so names are
 * told, too.
 *
 * @throws Problem overlap, with the clashes
 */
export async function placing<T>(trx: Db, wanted: Wanted, write: () => Promise<T>): Promise<T> {
  try {
    return await inSavepoint(trx, write);
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code !== "overlap") throw error;
    const found = await clashesOf(trx, wanted, CLASHES_MAX);
    const clashes = found.map(({ state: _state, ...clash }) => ({
      ...clash,
      of: [
        ...(clash.professionalId === wanted.professionalId ? ["professional" as const] : []),
        ...(clash.patientId === wanted.patientId ? ["patient" as const] : []),
      ],
    }));
    throw new Problem("overlap", { detail: problem.detail, clashes, cause: error });
  }
}

/** @throws Problem outside-hours, with the reasons; behind the writing, because a clash cannot be confirmed away */
export async function assertInHours(db: Db, { professionalId, from, to }: Wanted): Promise<void> {
  const wanted = spanOf({ startsAt: from, endsAt: to });
  const [who] = await agendaProfessionals(db, { ids: [professionalId], evenIfGone: [professionalId] }, 1);
  const outside = who ? whyOutside(wanted, who, await readClinicCalendar(db, wanted)) : [];
  if (outside.length > 0) throw new Problem("outside-hours", { outside });
}

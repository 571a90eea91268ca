import { ApiProblem } from "#lib/api/problem.ts";
import { m } from "#lib/paraglide/messages.js";
import { mergeOf } from "#lib/ui/merge.ts";
import { failed, told, undoable } from "#lib/ui/toast.ts";
import { changeAppointment, readAnew, readAppointment, showChanged, type Whole } from "./changes.ts";
import type { Appointment } from "./columns.ts";
import { whenText } from "./texts.ts";

/** Where an appointment is, as far as moving it goes. A type, not an interface: merging reads it as a record. */
export type Target = {
  readonly startsAt: string;
  readonly professionalId: string;
};
/** What a move may be of: a row of the calendar, or what an answer of the API tells. */
type Movable = Pick<Appointment, "id" | "version" | "startsAt" | "endsAt" | "professionalId" | "patient">;

interface Refused {
  readonly row: Movable;
  readonly to: Target;
  readonly problem: ApiProblem;
}
interface Conflict {
  readonly row: Movable;
  readonly mine: Target;
  readonly theirs: Whole;
}

export const targetOf = ({ startsAt, professionalId }: Target): Target => ({ startsAt, professionalId });

/**
 * Moves appointments: shown at once, taken back when the API refuses, undone on wish.
 *
 * Modes: nothing asked → (taken hour, outside of hours) refused, (somebody else was first) conflict → nothing asked.
 */
class Moves {
  refused = $state<Refused>();
  conflict = $state<Conflict>();

  async move(row: Movable, to: Target, { allowOutsideHours = false, isUndo = false } = {}): Promise<void> {
    this.refused = undefined;
    const length = Date.parse(row.endsAt) - Date.parse(row.startsAt);
    const endsAt = new Date(Date.parse(to.startsAt) + length).toISOString();
    const takeBack = showChanged(row.id, { ...to, endsAt });
    try {
      const saved = await changeAppointment(row, { ...to, ...(allowOutsideHours ? { allowOutsideHours } : {}) });
      const message = m.agenda_moved({ patient: saved.patient, when: whenText(saved) });
      if (isUndo) told(message);
      // Where it came from it was allowed to be.
      else undoable(message, () => void this.move(saved, targetOf(row), { allowOutsideHours: true, isUndo: true }));
    } catch (error) {
      takeBack();
      await this.#explain(row, to, error);
    }
  }

  async #explain(row: Movable, to: Target, error: unknown): Promise<void> {
    if (!(error instanceof ApiProblem)) return failed(error);
    if (error.code === "overlap" || error.code === "outside-hours") this.refused = { row, to, problem: error };
    else if (error.status === 412) await this.#merge(row, to).catch(failed);
    else failed(error);
    readAnew();
  }

  /** What the others changed stays, unless they moved it as well: then a person decides. */
  async #merge(row: Movable, mine: Target): Promise<void> {
    const theirs = await readAppointment(row.id);
    const merge = mergeOf(targetOf(row), mine, targetOf(theirs));
    if (merge.conflicts.length === 0) return this.move(theirs, merge.with({}));
    this.conflict = { row, mine, theirs };
  }
}

export const moves = new Moves();

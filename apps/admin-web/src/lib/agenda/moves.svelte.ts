import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ApiProblem, answer } from "#lib/api/problem.ts";
import { m } from "#lib/paraglide/messages.js";
import { mergeOf } from "#lib/ui/merge.ts";
import { failed, told, undoable } from "#lib/ui/toast.ts";
import { changeAppointment, readAnew, readAppointment, showChanged, type Whole } from "./changes.ts";
import type { Appointment } from "./columns.ts";
import { isNews, type Target, targetOf } from "./target.ts";
import { whenText } from "./texts.ts";

/** What a move may be of: a row of the calendar, or what an answer of the API tells. */
type Movable = Pick<Appointment, "id" | "version" | "startsAt" | "endsAt" | "professionalId" | "patient">;

interface How {
  readonly allowOutsideHours?: boolean;
  readonly isUndo?: boolean;
  /** The message to the patient as it was shown, or in other words. */
  readonly tell?: true | string;
}
export interface Question {
  readonly row: Movable;
  readonly to: Target;
  readonly how: How;
  readonly preview: components["schemas"]["AppointmentMessage"];
  readonly takeBack: () => void;
}
interface Refused {
  readonly row: Movable;
  readonly to: Target;
  readonly how: How;
  readonly problem: ApiProblem;
}
interface Conflict {
  readonly row: Movable;
  readonly mine: Target;
  readonly theirs: Whole;
}

/**
 * Moves appointments and changes their length: shown at once, taken back when the API refuses, undone on wish.
 *
 * Modes: nothing asked → (the patient can be told) question → (taken hour, outside of hours) refused, (somebody else was
 * first) conflict → nothing asked. M1. Nothing is saved before the question is answered. M2. A patient who was told of a
 * move is asked about again when it is undone; one who was not never hears of it.
 */
class Moves {
  question = $state.raw<Question>();
  refused = $state.raw<Refused>();
  conflict = $state.raw<Conflict>();

  get isAsking(): boolean {
    return [this.question, this.refused, this.conflict].some((asked) => asked !== undefined);
  }

  /** Where what asks did not load: nothing is moved, and the next move asks anew. */
  forget(): void {
    this.leave();
    this.refused = undefined;
    this.conflict = undefined;
  }

  async move(row: Movable, to: Target, how: How = {}): Promise<void> {
    const takeBack = this.#show(row, to);
    const preview = isNews(row, to, Date.now()) ? await previewOf(row, to) : undefined;
    if (preview?.to) this.question = { row, to, how, preview, takeBack };
    else {
      // Saving shows it again, and takes back to what was there before.
      takeBack();
      await this.save(row, to, how);
    }
  }

  /** @param tell undefined: the patient is not told */
  async answer(tell: How["tell"]): Promise<void> {
    const { question } = this;
    this.question = undefined;
    if (!question) return;
    question.takeBack();
    await this.save(question.row, question.to, { ...question.how, ...(tell ? { tell } : {}) });
  }

  leave(): void {
    this.question?.takeBack();
    this.question = undefined;
    readAnew();
  }

  async save(row: Movable, to: Target, how: How): Promise<void> {
    this.refused = undefined;
    const takeBack = this.#show(row, to);
    const { allowOutsideHours, tell, isUndo } = how;
    try {
      const saved = await changeAppointment(row, {
        ...to,
        ...(allowOutsideHours ? { allowOutsideHours } : {}),
        ...(tell ? { tell } : {}),
      });
      const said = { patient: saved.patient, when: whenText(saved) };
      const message = saved.told ? m.agenda_saved_told(said) : m.agenda_moved(said);
      if (isUndo) told(message);
      else undoable(message, () => void this.#undo(saved, targetOf(row), tell !== undefined));
    } catch (error) {
      takeBack();
      await this.#explain(error, { row, to, how });
    }
  }

  #undo(row: Movable, to: Target, wasTold: boolean): Promise<void> {
    // Where it came from it was allowed to be.
    const how = { allowOutsideHours: true, isUndo: true };
    return wasTold ? this.move(row, to, how) : this.save(row, to, how);
  }

  #show(row: Movable, { durationMinutes, ...to }: Target): () => void {
    const endsAt = new Date(Date.parse(to.startsAt) + durationMinutes * 60_000).toISOString();
    return showChanged(row.id, { ...to, endsAt });
  }

  async #explain(error: unknown, asked: Pick<Refused, "row" | "to" | "how">): Promise<void> {
    if (!(error instanceof ApiProblem)) return failed(error);
    if (error.code === "overlap" || error.code === "outside-hours") this.refused = { ...asked, problem: error };
    else if (error.status === 412) await this.#merge(asked).catch(failed);
    else failed(error);
    readAnew();
  }

  /** What the others changed stays, unless they moved it as well: then a person decides. */
  async #merge({ row, to, how }: Pick<Refused, "row" | "to" | "how">): Promise<void> {
    const theirs = await readAppointment(row.id);
    const merge = mergeOf(targetOf(row), to, targetOf(theirs));
    if (merge.conflicts.length === 0) return this.save(theirs, merge.with({}), how);
    this.conflict = { row, mine: to, theirs };
  }
}

/** Undefined: it cannot be had, and the move does not wait for it; the appointment's own dialog tells as well. */
const previewOf = ({ id }: Movable, { startsAt, professionalId }: Target) =>
  answer(
    api.POST("/api/v1/appointments/{id}/message/preview", {
      params: { path: { id } },
      body: { change: "moved", startsAt, professionalId },
    }),
  ).catch(() => undefined);

export const moves = new Moves();

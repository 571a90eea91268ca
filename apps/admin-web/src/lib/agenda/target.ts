import { minutesOf } from "./minutes.ts";

/** Where an appointment is, as far as moving it goes. A type, not an interface: merging reads it as a record. */
export type Target = {
  readonly startsAt: string;
  readonly professionalId: string;
  readonly durationMinutes: number;
};
interface Placed {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly professionalId: string;
}

export const targetOf = ({ startsAt, endsAt, professionalId }: Placed): Target => ({
  startsAt,
  professionalId,
  durationMinutes: minutesOf({ startsAt, endsAt }),
});

/** Whether a move is the patient's business: another hour to come, or another person. How long it lasts is not. */
export const isNews = (from: Placed, to: Target, nowMs: number): boolean =>
  Date.parse(to.startsAt) > nowMs && (from.startsAt !== to.startsAt || from.professionalId !== to.professionalId);

import { absenceOf, type TypedAbsence, typedAbsence } from "#lib/hours/absence.ts";
import { listOfWeek, type Span, type Weekday, weekOfList } from "#lib/hours/week.ts";
import type { Professional } from "./professionals.ts";

/** As it is typed. Each day is a field of its own, so that two people who change different days both keep theirs. */
export type ProfessionalForm = {
  name: string;
  registration: string;
  phone: string;
  email: string;
  active: boolean;
  serviceIds: string[];
  absences: TypedAbsence[];
} & Record<Weekday, readonly Span[]>;

export function formOf(row: Professional | undefined, timeZone: string): ProfessionalForm {
  return {
    name: row?.name ?? "",
    registration: row?.registration ?? "",
    phone: row?.phone ?? "",
    email: row?.email ?? "",
    active: row?.active ?? true,
    serviceIds: [...(row?.serviceIds ?? [])].sort(),
    absences: (row?.absences ?? []).map((absence) => typedAbsence(absence, timeZone)),
    ...weekOfList(row?.workingHours ?? []),
  };
}

export function bodyOf(form: ProfessionalForm, timeZone: string) {
  return {
    name: form.name.trim(),
    registration: form.registration.trim() || null,
    phone: form.phone.trim() || null,
    email: form.email.trim() || null,
    active: form.active,
    serviceIds: form.serviceIds,
    workingHours: listOfWeek(form),
    absences: form.absences.map((absence) => absenceOf(absence, timeZone)),
  };
}

/** The absence that someone is in. */
export const absenceNow = ({ absences }: Professional, now: number) =>
  absences.find(({ startsAt, endsAt }) => Date.parse(startsAt) <= now && now < Date.parse(endsAt));

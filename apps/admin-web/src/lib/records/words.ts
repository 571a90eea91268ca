import { ageOn } from "#lib/format/calendar.ts";
import { clinicDay, date, day, shortDate } from "#lib/format/dates.ts";
import { now } from "#lib/format/now.svelte.ts";
import { cpf, phone } from "#lib/format/text.ts";
import { m } from "#lib/paraglide/messages.js";
import type { PersonForm } from "./form.ts";
import type { Candidate, Link, PatientRecord } from "./people.ts";

/** What the API's words are called at the desk. Read anew when the language changes. */

type Words<T extends string> = Readonly<Record<T, () => string>>;

export const RELATIONS: Words<Link["relation"]> = {
  mother: m.records_relation_mother,
  father: m.records_relation_father,
  grandparent: m.records_relation_grandparent,
  stepparent: m.records_relation_stepparent,
  sibling: m.records_relation_sibling,
  partner: m.records_relation_partner,
  child: m.records_relation_child,
  "legal-guardian": m.records_relation_legal,
  carer: m.records_relation_carer,
  other: m.records_relation_other,
};
export const CUSTODY: Words<NonNullable<Link["custody"]>> = {
  unknown: m.records_custody_unknown,
  shared: m.records_custody_shared,
  sole: m.records_custody_sole,
  none: m.records_custody_none,
};
export const PREFERENCES: Words<NonNullable<Link["contactPreference"]>> = {
  preferred: m.records_preference_preferred,
  allowed: m.records_preference_allowed,
  "emergency-only": m.records_preference_emergency,
  never: m.records_preference_never,
};
export const LANGUAGES: Words<PersonForm["language"]> = {
  pt: () => "Português",
  es: () => "Español",
  en: () => "English",
};
export const FIELDS: Words<string> = {
  name: m.records_field_name,
  socialName: m.records_field_social_name,
  birthDate: m.records_field_birth_date,
  cpf: m.records_field_cpf,
  phone: m.records_field_phone,
  email: m.records_field_email,
  language: m.records_field_language,
  insurance: m.records_field_insurance,
};
export const MISSING: Words<"cpf" | "birthDate" | "phone" | "guardian" | "patient" | "insurance"> = {
  cpf: m.records_missing_cpf,
  birthDate: m.records_missing_birth_date,
  phone: m.records_missing_phone,
  guardian: m.records_missing_guardian,
  patient: m.records_missing_patient,
  insurance: m.records_missing_insurance,
};
export const BECAUSE: Words<Candidate["because"][number]> = {
  cpf: m.records_because_cpf,
  phone: m.records_because_phone,
  name: m.records_because_name,
};
export const APPOINTMENT_STATES: Words<PatientRecord["appointments"]["upcoming"][number]["state"]> = {
  requested: m.records_appointment_requested,
  scheduled: m.records_appointment_scheduled,
  confirmed: m.records_appointment_confirmed,
  arrived: m.records_appointment_arrived,
  completed: m.records_appointment_completed,
  "no-show": m.records_appointment_no_show,
  cancelled: m.records_appointment_cancelled,
};
export const LEAD_STATUS: Words<PatientRecord["leads"][number]["status"]> = {
  new: m.records_lead_new,
  assigned: m.records_lead_assigned,
  converted: m.records_lead_converted,
  discarded: m.records_lead_discarded,
};
export const MODES: Words<PatientRecord["conversations"][number]["mode"]> = {
  bot: m.records_mode_bot,
  human: m.records_mode_human,
  paused: m.records_mode_paused,
};

/** For a field to choose in. */
export const options = <T extends string>(words: Words<T>): { value: T; label: string }[] =>
  (Object.keys(words) as T[]).map((value) => ({ value, label: words[value]() }));

/** How a person is called in every contact. */
export const calledName = ({ name, socialName }: { name: string; socialName?: string | null }): string =>
  socialName || name;

/** 8 anos; of small children the months. */
export function age(birthDate: string): string {
  const today = clinicDay(now.ms);
  const years = ageOn(birthDate, today);
  if (years >= 2) return m.records_years({ count: years });
  const [year = 0, month = 0, dayOfMonth = 0] = birthDate.split("-").map(Number);
  const [yearNow = 0, monthNow = 0, dayNow = 0] = today.split("-").map(Number);
  return m.records_months({
    count: Math.max(0, (yearNow - year) * 12 + monthNow - month - (dayNow < dayOfMonth ? 1 : 0)),
  });
}

const RECENT_MS = 300 * 24 * 3600_000;
/** A day without its year where that cannot be misread. */
export const whenShort = (moment: string): string =>
  Math.abs(now.ms - Date.parse(moment)) < RECENT_MS ? shortDate(moment) : date(moment);

/** A stored field as people read it. */
export function fieldText(field: string, value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  if (text === "") return "";
  if (field === "birthDate") return /^\d{4}-\d{2}-\d{2}$/.test(text) ? day(text) : text;
  if (field === "cpf") return cpf(text);
  if (field === "phone") return phone(text);
  if (field === "language" && text in LANGUAGES) return LANGUAGES[text as PersonForm["language"]]();
  return text;
}

type Stored = { readonly [field in keyof PersonForm]?: string | null | undefined } & {
  readonly language: PersonForm["language"];
};

/** A stored person as a form holds it. */
export const formOf = (person: Stored): PersonForm => ({
  name: person.name ?? "",
  socialName: person.socialName ?? "",
  birthDate: person.birthDate ?? "",
  cpf: cpf(person.cpf),
  phone: phone(person.phone),
  email: person.email ?? "",
  language: person.language,
  insurance: person.insurance ?? "",
});

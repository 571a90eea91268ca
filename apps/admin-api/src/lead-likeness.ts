import type { Likeness } from "@acolhe/database";
import { DateTime } from "luxon";
import { isBirthDay } from "./schemas/people.ts";

interface Captured {
  readonly contactKey: string;
  readonly name: string | null;
  readonly forWhom: string | null;
  readonly patientName: string | null;
  readonly captured: Readonly<Record<string, string>>;
}

/** The phone of who wrote; a private id of WhatsApp tells none. */
const phoneOf = ({ contactKey }: Captured) => (/^\d+$/.test(contactKey) ? contactKey : null);

/** As the bot keeps a birthday, and as it says it in each language. */
const BIRTHDAYS = ["yyyy-MM-dd", "dd/MM/yyyy", "MMM d, yyyy"];

function dayOf(text = ""): string | null {
  const found = BIRTHDAYS.map((format) => DateTime.fromFormat(text, format, { zone: "utc", locale: "en" }));
  const day = found.find(({ isValid }) => isValid)?.toISODate() ?? null;
  return day !== null && isBirthDay(day) ? day : null;
}

/** Whom a lead may be about: who writes themselves, or the one they write for. */
export function patientOf(lead: Captured): Likeness {
  const { name, forWhom, patientName, captured } = lead;
  const birthDate = dayOf(captured.birth_date);
  const isForAnother = patientName !== null || (forWhom !== null && forWhom !== "self");
  if (isForAnother) return { name: patientName ?? "", birthDate };
  return { name: name ?? "", birthDate, phone: phoneOf(lead) };
}

/** The person who writes, as a possible guardian of a patient. */
export const guardianOf = (lead: Captured): Likeness => ({ name: lead.name ?? "", phone: phoneOf(lead) });

import { m } from "#lib/paraglide/messages.js";
import type { Lead } from "./changes.ts";

/** What the clinic's flow asks for, in the order in which a desk wants to read it. */
const LABELS: Readonly<Record<string, () => string>> = {
  name: m.leads_said_name,
  for_whom: m.leads_said_for_whom,
  patient_name: m.leads_said_patient_name,
  birth_date: m.leads_said_birth_date,
  guardian: m.leads_said_guardian,
  service: m.leads_said_service,
  small_age: m.leads_said_age,
  teen_age: m.leads_said_age,
  age_group: m.leads_said_age_group,
  modality: m.leads_said_modality,
  insurance: m.leads_said_insurance,
  preference: m.leads_said_preference,
  document: m.leads_said_document,
};
/** What the flow notes for itself. */
const INNER = new Set(["intent", "topic", "met", "step", "language"]);
/** Told as a quotation, not as a line. */
const QUOTED = ["details", "first_words"];
const isInner = (key: string) => INNER.has(key) || /_(?:told|welcomed)$/.test(key);

const WORDS: Readonly<Record<string, () => string>> = {
  self: m.leads_for_self,
  child: m.leads_for_child,
  relative: m.leads_for_relative,
  several: m.leads_for_several,
  "in-person": m.leads_word_in_person,
  online: m.leads_word_online,
  teen: m.leads_word_teen,
  adult: m.leads_word_adult,
};

/** What the bot learned, as lines to read: what is known first, then whatever else a flow of the clinic's own asks. */
export function saidIn(lead: Lead): { label: string; value: string }[] {
  const { captured } = lead;
  const known = Object.keys(LABELS).filter((key) => captured[key]);
  const others = Object.keys(captured).filter(
    (key) => !LABELS[key] && !QUOTED.includes(key) && !isInner(key) && captured[key],
  );
  return [...known, ...others].map((key) => ({
    label: LABELS[key]?.() ?? key.replaceAll("_", " "),
    value: key === "service" ? (lead.serviceName ?? captured[key]!) : wordOf(captured[key]!),
  }));
}
/** Their own words, where the bot kept some. */
export const quoteOf = ({ captured }: Lead): string => QUOTED.map((key) => captured[key]).find(Boolean) ?? "";

/** Why the clinic's flow called the team. */
const REASONS: Readonly<Record<string, () => string>> = {
  appointment: m.leads_kind_appointment,
  document: m.leads_kind_document,
  reschedule: m.leads_kind_reschedule,
  cancel: m.leads_kind_cancel,
  complaint: m.leads_kind_complaint,
  finance: m.leads_kind_finance,
  insurance: m.leads_kind_insurance,
  asked: m.leads_kind_asked,
};
export const reasonText = ({ reason }: Lead): string =>
  reason === null ? "" : (REASONS[reason]?.() ?? reason.replaceAll("-", " "));

const wordOf = (value: string) => WORDS[value]?.() ?? value;

export const isForAnother = ({ forWhom, patientName }: Lead): boolean =>
  patientName !== null || (forWhom !== null && forWhom !== "self");

/** Whom it is for, in a few words; "" where nothing was said. */
export function forWhomText(lead: Lead): string {
  if (lead.patientName) return m.leads_for_named({ name: lead.patientName });
  return lead.forWhom ? wordOf(lead.forWhom) : "";
}

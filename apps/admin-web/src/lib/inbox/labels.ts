import { addDays } from "#lib/format/calendar.ts";
import { clinicDay, date, longDate, time } from "#lib/format/dates.ts";
import { now } from "#lib/format/now.svelte.ts";
import { number, phone } from "#lib/format/text.ts";
import { m } from "#lib/paraglide/messages.js";
import { session } from "#lib/session/session.svelte.ts";
import type { Tab } from "./filters.ts";
import { plainText } from "./text.ts";
import type { Conversation, Message, Mode, Row, Why } from "./types.ts";

/** What the desk calls things. */

export const tabLabel: Record<Tab, () => string> = {
  todas: m.inbox_tab_all,
  esperando: m.inbox_tab_waiting,
  "sem-resposta": m.inbox_tab_unanswered,
  minhas: m.inbox_tab_mine,
  "sem-dono": m.inbox_tab_unassigned,
};

export const modeLabel: Record<Mode, () => string> = {
  bot: m.inbox_mode_bot,
  human: m.inbox_mode_human,
  paused: m.inbox_mode_paused,
};

export const countLabel = ({ total, totalIsExact }: { total: number; totalIsExact: boolean }): string =>
  totalIsExact ? number(total) : m.inbox_more_than({ count: number(total) });

/** Hidden numbers have no digits that anybody could dial. */
export const numberOf = (contactKey: string): string =>
  contactKey.startsWith("lid-") ? m.inbox_hidden_number() : phone(contactKey);

export const nameOf = (row: Pick<Row, "writer" | "name" | "contactKey">): string =>
  row.writer.name ?? row.name ?? numberOf(row.contactKey);

/** The patients it is about, where these are not who writes. */
export const othersNamed = (row: Pick<Row, "writer" | "patients">): string =>
  row.patients
    .filter(({ id }) => id !== row.writer.id)
    .map(({ name }) => name.split(" ")[0])
    .join(", ");

/** As in a messenger: the hour of today, then yesterday, then the date. */
export function moment(at: string): string {
  const today = clinicDay(now.ms);
  const day = clinicDay(at);
  if (day === today) return time(at);
  return day === addDays(today, -1) ? m.inbox_yesterday() : date(at);
}

export function dayLine(day: string, at: string): string {
  const today = clinicDay(now.ms);
  if (day === today) return m.inbox_today();
  return day === addDays(today, -1) ? m.inbox_yesterday_line() : longDate(at);
}

const AUTHORS: Record<Message["author"], () => string> = {
  patient: m.inbox_by_patient,
  bot: m.inbox_by_bot,
  attendant: m.inbox_by_staff,
  phone: m.inbox_by_phone,
  system: m.inbox_by_bot,
  "other-system": m.inbox_by_other,
};
export const authorLabel = (author: Message["author"] | null): string => (author ? AUTHORS[author]() : "");

export const writtenBy = ({ author, attendant }: Pick<Message, "author" | "attendant">): string => {
  if (attendant?.source === "panel" && attendant.id === session.me?.id) return m.inbox_by_you();
  return attendant?.name ?? authorLabel(author);
};

/** "pediu para falar com uma pessoa" as a title. */
export const capitalized = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

const KINDS: Partial<Record<Message["kind"], () => string>> = {
  image: m.inbox_kind_image,
  audio: m.inbox_kind_audio,
  video: m.inbox_kind_video,
  document: m.inbox_kind_document,
  sticker: m.inbox_kind_sticker,
  location: m.inbox_kind_location,
  "contact-card": m.inbox_kind_contact,
  contact: m.inbox_kind_contact,
  reaction: m.inbox_kind_reaction,
  call: m.inbox_kind_call,
  poll: m.inbox_kind_poll,
  "poll-vote": m.inbox_kind_poll,
};

/** One line that stands for a message in a row or a quote. */
export function lineOf({
  kind,
  text,
}: {
  readonly kind: Message["kind"] | null;
  readonly text: string | null;
}): string {
  const label = kind === null ? undefined : KINDS[kind]?.();
  if (!text) return label ?? m.inbox_kind_unknown();
  const words = plainText(text);
  return label ? `${label}: ${words}` : words;
}

type Patient = Conversation["patients"][number];
const RELATIONS: Record<NonNullable<Patient["relation"]>, () => string> = {
  mother: m.inbox_relation_mother,
  father: m.inbox_relation_father,
  grandparent: m.inbox_relation_grandparent,
  stepparent: m.inbox_relation_stepparent,
  sibling: m.inbox_relation_sibling,
  partner: m.inbox_relation_partner,
  child: m.inbox_relation_child,
  "legal-guardian": m.inbox_relation_legal_guardian,
  carer: m.inbox_relation_carer,
  other: m.inbox_relation_other,
};
export const relationLabel = (relation: Patient["relation"]): string => (relation ? RELATIONS[relation]() : "");

export const custodyLabel: Record<NonNullable<Patient["custody"]>, () => string> = {
  sole: m.inbox_custody_sole,
  shared: m.inbox_custody_shared,
  none: m.inbox_custody_none,
  unknown: () => "",
};

export const appointmentState: Record<Conversation["appointments"][number]["state"], () => string> = {
  requested: m.inbox_state_requested,
  scheduled: m.inbox_state_scheduled,
  confirmed: m.inbox_state_confirmed,
  arrived: m.inbox_state_arrived,
  completed: m.inbox_state_completed,
  "no-show": m.inbox_state_no_show,
  cancelled: m.inbox_state_cancelled,
};

/** What is asked where the conversation stands. */
export function stepText({ step, stepText: asked }: Pick<Why["after"], "step" | "stepText">): string {
  if (step === null) return m.inbox_why_no_step();
  return asked ?? m.inbox_step_unnamed();
}

export const languageLabel: Record<Row["language"], () => string> = {
  pt: m.inbox_language_pt,
  es: m.inbox_language_es,
  en: m.inbox_language_en,
};

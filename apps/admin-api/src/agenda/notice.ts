import { type Db, findRow, type Language, type Recipient, recipientsOf, type ServiceTexts } from "@acolhe/database";
import { stableId } from "@acolhe/events";
import { clinicNameOf, timeZoneOf } from "../clinic.ts";
import type { Conversations } from "../conversations.ts";
import { Problem } from "../http/problem.ts";
import { RECIPIENTS_MAX } from "../limits.ts";
import { ChannelId, ContactKey } from "../schemas/common.ts";
import { type Change, toldOf } from "./told.ts";

/** As much of an appointment as a patient is told of. */
export interface Subject {
  readonly patientId: string;
  readonly professionalId: string;
  readonly serviceId: string;
  readonly startsAt: string;
  readonly modality: "in-person" | "online";
  readonly link?: string | null | undefined;
}

interface Notice {
  readonly text: string;
  readonly language: Language;
  /** Where it goes; null: it is not sent. */
  readonly to: Recipient | null;
  readonly whyNot: "no-conversation" | "opted-out" | null;
}

const LANGUAGES: readonly string[] = ["pt", "es", "en"] satisfies Language[];

/** A record also says Portuguese where the patient was never asked. Then the conversation's language counts. */
function languageOf({ recordLanguage, conversationLanguage }: Recipient): Language {
  if (recordLanguage !== "pt" || !LANGUAGES.includes(conversationLanguage)) return recordLanguage;
  return conversationLanguage as Language;
}

/**
 * The sentence about a change of an appointment, in the reader's language, and the conversation it would go to.
 *
 * @throws Problem unknown-reference for a patient, service or professional that is not there
 */
export async function noticeOf(db: Db, subject: Subject, change: Change): Promise<Notice> {
  const patient = await findRow(db, "patients", subject.patientId);
  const service = await findRow(db, "services", subject.serviceId);
  const professional = await findRow(db, "professionals", subject.professionalId);
  if (!patient || !service || !professional) throw new Problem("unknown-reference");
  const found = await recipientsOf(db, subject.patientId, RECIPIENTS_MAX);
  const to = found.find(({ optedOut }) => !optedOut) ?? null;
  const language = to ? languageOf(to) : patient.language;
  const [timeZone, clinic] = [await timeZoneOf(db), await clinicNameOf(db)];
  const texts = service.texts as unknown as ServiceTexts;
  const own = patient.socialName ?? patient.name;
  const text = toldOf(change, {
    language,
    reader: to?.name ?? own,
    patient: to?.kind === "guardian" ? own : null,
    clinic,
    service: texts[language]?.name ?? texts.pt.name,
    professional: professional.name,
    at: Date.parse(subject.startsAt),
    timeZone,
    modality: subject.modality,
    link: subject.link ?? null,
  });
  return { text, language, to, whyNot: to ? null : found.length > 0 ? "opted-out" : "no-conversation" };
}

const WHY_NOT = {
  "no-conversation":
    "Não há conversa com o paciente ou com quem responde por ele. Salve sem avisar e avise de outro modo.",
  "opted-out": "Quem seria avisado pediu para não receber mais mensagens. Salve sem avisar e avise de outro modo.",
} as const;

export interface Telling {
  readonly conversations: Conversations;
  readonly db: Db;
  readonly by: string;
  /** Of the request. */
  readonly origin: { readonly cause: string; readonly traceparent: string };
}

/**
 * Tells who is to be told of an appointment, once a version of it. The last step of a transaction: what the broker refuses
 * is undone.
 *
 * @param tell true: the sentence for this change; a text: these words
 * @returns whom
 * @throws Problem not-allowed-now when there is no one to tell
 */
export async function tellOf(
  { conversations, db, by, origin }: Telling,
  appointment: Subject & { readonly id: string; readonly version: number },
  change: Change,
  tell: true | string,
): Promise<Recipient> {
  const { text, to, whyNot } = await noticeOf(db, appointment, change);
  if (!to) throw new Problem("not-allowed-now", { detail: WHY_NOT[whyNot ?? "no-conversation"] });
  const ref = { channel: ChannelId.parse(to.channel), contact: ContactKey.parse(to.contactKey) };
  const { id, version } = appointment;
  // A change that is tried again leads to the same version. What is made has another id each time, so there the request
  // is the cause: repeated under its key, it is the same one.
  const cause = version === 1 ? origin.cause : stableId("appointment", id, version);
  await conversations.notify(ref, tell === true ? text : tell, by, { ...origin, cause });
  return to;
}

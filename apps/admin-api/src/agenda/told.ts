import { appointmentTime } from "@acolhe/conversation";
import type { Language } from "@acolhe/database";

/** What happened to an appointment that a patient may be told of. */
export const CHANGES = ["requested", "booked", "moved", "confirmed", "cancelled"] as const;
export type Change = (typeof CHANGES)[number];

interface Told {
  readonly language: Language;
  /** Who reads it. */
  readonly reader: string;
  /** Whose appointment it is, where the reader is not the patient. */
  readonly patient: string | null;
  /** The clinic's name, where one is set. */
  readonly clinic: string | null;
  readonly service: string;
  readonly professional: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly timeZone: string;
  readonly modality: "in-person" | "online";
  readonly link: string | null;
}

interface Words {
  hello(reader: string, clinic: string | null): string;
  whose(patient: string | null): string;
  with(service: string, professional: string): string;
  readonly inPerson: string;
  readonly online: string;
  /** `what` says the service, with whom, when and where. */
  readonly changes: Readonly<Record<Change, (whose: string, what: string) => string>>;
}

const WORDS: Readonly<Record<Language, Words>> = {
  pt: {
    hello: (reader, clinic) => `Olá, ${reader}!${clinic ? ` Aqui é da ${clinic}.` : ""}`,
    whose: (patient) => (patient ? `A consulta de ${patient}` : "Sua consulta"),
    with: (service, professional) => `${service} com ${professional}`,
    inPerson: "na clínica",
    online: "por vídeo",
    changes: {
      requested: (whose, what) => `${whose} foi pedida: ${what}. Avisamos assim que for confirmada.`,
      booked: (whose, what) => `${whose} está marcada: ${what}.`,
      moved: (whose, what) => `${whose} mudou. Agora é: ${what}.`,
      confirmed: (whose, what) => `${whose} está confirmada: ${what}.`,
      cancelled: (whose, what) => `${whose} foi cancelada: ${what}. Se quiser outro horário, é só responder por aqui.`,
    },
  },
  es: {
    hello: (reader, clinic) => `¡Hola, ${reader}!${clinic ? ` Le escribimos de ${clinic}.` : ""}`,
    whose: (patient) => (patient ? `La cita de ${patient}` : "Su cita"),
    with: (service, professional) => `${service} con ${professional}`,
    inPerson: "en la clínica",
    online: "por video",
    changes: {
      requested: (whose, what) => `${whose} está solicitada: ${what}. Le avisamos en cuanto se confirme.`,
      booked: (whose, what) => `${whose} está agendada: ${what}.`,
      moved: (whose, what) => `${whose} cambió. Ahora es: ${what}.`,
      confirmed: (whose, what) => `${whose} está confirmada: ${what}.`,
      cancelled: (whose, what) => `${whose} fue cancelada: ${what}. Si quiere otro horario, responda por aquí.`,
    },
  },
  en: {
    hello: (reader, clinic) => `Hello, ${reader}!${clinic ? ` This is ${clinic}.` : ""}`,
    whose: (patient) => (patient ? `The appointment of ${patient}` : "Your appointment"),
    with: (service, professional) => `${service} with ${professional}`,
    inPerson: "at the clinic",
    online: "by video",
    changes: {
      requested: (whose, what) => `${whose} has been requested: ${what}. We will let you know once it is confirmed.`,
      booked: (whose, what) => `${whose} is booked: ${what}.`,
      moved: (whose, what) => `${whose} has changed. It is now: ${what}.`,
      confirmed: (whose, what) => `${whose} is confirmed: ${what}.`,
      cancelled: (whose, what) =>
        `${whose} has been cancelled: ${what}. If you would like another time, just reply here.`,
    },
  },
};

const firstName = (name: string) => name.trim().split(/\s+/)[0]!;

/** What a patient, or who answers for them, is told of an appointment. Why it was cancelled is for the desk alone. */
export function toldOf(change: Change, told: Told): string {
  const { language, reader, patient, clinic, service, professional, at, timeZone, modality, link } = told;
  const words = WORDS[language];
  const when = `*${appointmentTime(at, timeZone, language)}*`;
  const isOff = change === "cancelled";
  const where = isOff ? [] : [modality === "online" ? words.online : words.inPerson];
  const what = [words.with(service, professional), when, ...where].join(", ");
  const whose = words.whose(patient && firstName(patient));
  const sentence = `${words.hello(firstName(reader), clinic)} ${words.changes[change](whose, what)}`;
  // On a line of its own no full stop or bracket becomes part of it.
  return isOff || modality !== "online" || link === null ? sentence : `${sentence}\n${link}`;
}

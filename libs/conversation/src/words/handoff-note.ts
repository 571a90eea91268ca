import type { RequestHandoff } from "@acolhe/events";
import { z } from "zod";
import { callReason, dangerText, reasonSentence } from "./call-reasons.ts";

/**
 * What each thing the bot may know is called in a note, in the order a person asks: who, what, when, the rest. Others
 * appear at the end by their own name.
 */
const LABELS: Readonly<Record<string, string>> = {
  whereabouts: "Onde está",
  name: "Nome",
  patient_name: "Paciente",
  guardian: "Vínculo",
  birth_date: "Nascimento",
  child_age: "Idade",
  small_age: "Idade",
  teen_age: "Idade",
  age: "Idade",
  service: "Quer",
  other_wish: "Outro pedido",
  modality: "Modalidade",
  insurance: "Convênio",
  preference: "Dias e horários",
  preference_said: "Sobre os dias, escreveu",
  professional: "Prefere profissional",
  appointment_name: "Consulta",
  appointment_when: "Quando",
  appointment_with: "Com",
  appointment_patient: "De",
  document: "Documento",
  finance: "Assunto",
  ad: "Veio do anúncio",
  question: "Perguntou",
  details: "Detalhes",
  complaint: "Reclamação",
  complaint_more: "Disse ainda",
  remarks: "Disse também",
};
const ORDER = Object.keys(LABELS);
/** Told right below the title. */
const FIRST: ReadonlySet<string> = new Set(["danger", "danger_words", "first_words"]);
/** For machines, or told by other lines. */
const HIDDEN: ReadonlySet<string> = new Set([
  ...["step", "language", "intent", "topic", "matter", "wish", "guess", "privacy_told"],
  ...["insurance_told", "insurance_asked_of_team"],
  ...["answered", "child_welcomed", "met", "name_unsure", "name_refused", "minors", "place_told", "relation"],
  ...["introduced", "names_later"],
  ...["for_whom", "age_group", "patient", "appointment", "absent", "late_told", "charge_asked", "visit_put_right"],
]);
/** What the flow keeps when a patient would rather not say. */
const UNSAID = "—";
export const labelTexts = (): readonly string[] => Object.values(LABELS);
/** What a value is called in a note; undefined: it has no name there. */
export const labelOf = (name: string): string | undefined => (Object.hasOwn(LABELS, name) ? LABELS[name] : undefined);
export const isLabelled = (value: string): boolean => value in LABELS || HIDDEN.has(value) || FIRST.has(value);

/** Who speaks with the patient once the team has been called. */
export type Meanwhile =
  | "bot"
  | "bot-until-person"
  | "emergency"
  | "silent"
  | "opted-out"
  | "parked"
  | "off"
  | "observes";

const UNTIL_A_PERSON = "Responda aqui ou pelo celular da clínica: com a primeira mensagem de uma pessoa o robô se cala";
/** The note's last line, which has to be true. */
const MEANWHILE: Readonly<Record<Meanwhile, string>> = {
  bot: `O robô segue a conversa. ${UNTIL_A_PERSON} e, ao resolver, volta.`,
  "bot-until-person": `Até lá o robô responde dúvidas simples. ${UNTIL_A_PERSON} e, ao resolver, volta.`,
  emergency: `Até lá o robô só responde ao que ajuda na emergência. ${UNTIL_A_PERSON} e, ao resolver, volta.`,
  silent: "O robô está em silêncio: responda aqui ou pelo celular da clínica. Ao resolver, ele volta.",
  "opted-out": "O paciente não quer mensagens do robô: só uma pessoa responde, aqui ou pelo celular da clínica.",
  parked: "O robô está em silêncio até ser retomado por quem opera: responda aqui ou pelo celular da clínica.",
  off: "O robô está desligado: responda aqui ou pelo celular da clínica.",
  observes: "O robô só observa neste número: responda aqui ou pelo celular da clínica.",
};

/** Of a conversation's state what says who speaks. Turns of older releases and of tests may know less of it. */
const Speaks = z.object({
  mode: z.enum(["bot", "human", "paused"]).catch("bot"),
  optedOut: z.boolean().catch(false),
  parked: z.object({}).nullable().catch(null),
  handedOver: z.object({ reason: z.string() }).nullable().catch(null),
});

/** @param state after the turn that called the team */
export function meanwhileOf(state: unknown, { botOff }: { readonly botOff?: unknown }): Meanwhile {
  const { mode, optedOut, parked, handedOver } = Speaks.parse(state);
  if (parked) return "parked";
  if (optedOut) return "opted-out";
  if (mode !== "bot") return "silent";
  if (botOff !== undefined) return "off";
  if (handedOver === null) return "bot";
  return handedOver.reason === "red-flag" ? "emergency" : "bot-until-person";
}

/**
 * The note an attendant reads in ten seconds: why, the danger if there is one, the first words, who and what, what was
 * promised, and who speaks meanwhile.
 */
export function handoffNote(request: z.infer<typeof RequestHandoff>, meanwhile: Meanwhile): string {
  const { reason, summary } = request;
  const { first_words: words } = summary;
  const known = learned(summary).map(({ label, value }) => `• ${label}: ${value}`);
  const lines = [...(isSaid(words) ? [`💬 “${words}”`] : []), ...known];
  const promised = callReason(reason)?.promised;
  return [
    titleOf(request),
    ...dangerLines(summary),
    ...(lines.length > 0 ? lines : ["• O robô ainda não soube nada além do que está na conversa."]),
    ...(promised === undefined ? [] : [`• Prometido: ${promised}`]),
    MEANWHILE[meanwhile],
  ].join("\n");
}

/** What is known of the patient's wish, as people call it and in the order they ask; without what is for machines. */
export function learned(
  values: Readonly<Record<string, string>>,
): readonly { readonly name: string; readonly label: string; readonly value: string }[] {
  return Object.entries(values)
    .filter(([key, value]) => !HIDDEN.has(key) && !FIRST.has(key) && isSaid(value) && value !== values.first_words)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([name, value]) => ({ name, label: labelOf(name) ?? name, value }));
}

function titleOf({ reason, summary, priority }: z.infer<typeof RequestHandoff>): string {
  const mark = priority === "urgent" ? "🔴 URGENTE:" : summary.danger === undefined ? "🙋" : "🟠 ATENÇÃO:";
  return `${mark} ${reasonSentence(reason)}`;
}

function dangerLines({ danger, danger_words: words }: Readonly<Record<string, string>>): string[] {
  if (danger === undefined) return [];
  return [`⚠️ Sinal: ${dangerText(danger)}`, ...(words === undefined ? [] : [`⚠️ Escreveu: “${words}”`])];
}

const isSaid = (value: string | undefined): value is string =>
  value !== undefined && ![UNSAID, ""].includes(value.trim());
const place = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);

import type { RequestHandoff } from "@acolhe/events";
import type { z } from "zod";

/**
 * What each thing the bot may know is called in a note, in the order a person asks: who, what, when, the rest. Others
 * appear at the end by their own name.
 */
const LABELS: Readonly<Record<string, string>> = {
  danger: "Sinal",
  danger_words: "Escreveu",
  name: "Nome",
  patient_name: "Paciente",
  guardian: "Vínculo",
  birth_date: "Nascimento",
  child_age: "Idade",
  small_age: "Idade",
  teen_age: "Idade",
  service: "Quer",
  modality: "Modalidade",
  insurance: "Convênio",
  preference: "Dias e horários",
  appointment_name: "Consulta",
  appointment_when: "Quando",
  appointment_patient: "De",
  document: "Documento",
  finance: "Assunto",
  details: "Detalhes",
  complaint: "Reclamação",
  complaint_more: "Disse ainda",
  first_words: "Primeiras palavras",
};
const ORDER = Object.keys(LABELS);
/** For machines, or told by other lines. */
const HIDDEN = new Set([
  ...[
    "step",
    "language",
    "intent",
    "topic",
    "matter",
    "insurance_told",
    "for_whom",
    "age_group",
    "patient",
    "appointment",
    "privacy_told",
    "wish",
    "guess",
  ],
]);
/** What the flow keeps when a patient would rather not say. */
const UNSAID = "—";
export const isLabelled = (value: string): boolean => value in LABELS || HIDDEN.has(value);

/** Why a person is called: as the note says it, and as the label that people filter by. */
const REASONS: Readonly<Record<string, { readonly says: string; readonly label: string }>> = {
  asked: { says: "pediu para falar com uma pessoa", label: "pediu-atendente" },
  appointment: { says: "quer marcar uma consulta", label: "agendamento" },
  "confirm-appointment": { says: "quer confirmar uma consulta", label: "confirmacao" },
  reschedule: { says: "quer remarcar uma consulta", label: "remarcacao" },
  cancel: { says: "quer cancelar uma consulta", label: "cancelamento" },
  "when-is-mine": { says: "quer saber quando é a consulta", label: "consulta" },
  late: { says: "avisa que vai se atrasar", label: "atraso" },
  arrived: { says: "avisa que chegou", label: "chegou" },
  "video-link": { says: "pede o link da sessão por vídeo", label: "link-de-video" },
  "change-professional": { says: "quer trocar de profissional", label: "troca-de-profissional" },
  "pause-treatment": { says: "quer pausar o tratamento", label: "pausa" },
  "end-treatment": { says: "quer encerrar o tratamento", label: "encerramento" },
  insurance: { says: "pergunta por um convênio que o bot não conhece", label: "convenio" },
  question: { says: "fez uma pergunta que o bot não sabe responder", label: "pergunta" },
  privacy: { says: "tem um pedido sobre os próprios dados (LGPD)", label: "lgpd" },
  "quiet-hours": { says: "pede que não escrevam em certos horários", label: "horario-de-silencio" },
  guidance: { says: "quer ajuda para escolher o atendimento", label: "orientacao" },
  document: { says: "precisa de um documento", label: "documento" },
  finance: { says: "tem um assunto financeiro", label: "financeiro" },
  complaint: { says: "tem uma reclamação", label: "reclamacao" },
  "complaint-legal": { says: "tem uma reclamação e fala em Procon, conselho ou justiça", label: "reclamacao-formal" },
  "red-flag": { says: "possível emergência", label: "emergencia" },
  "possible-danger": { says: "escreveu algo que pode ser um perigo; o bot perguntou", label: "atencao" },
  "bot-off": { says: "escreveu enquanto o bot está desligado", label: "bot-desligado" },
  parked: { says: "o bot não conseguiu tratar uma mensagem", label: "erro-do-bot" },
  "flow-broken": { says: "o bot se perdeu no roteiro", label: "erro-do-bot" },
  "send-failed": { says: "uma resposta do bot não foi entregue", label: "nao-entregue" },
  "send-unknown": { says: "não se sabe se uma resposta do bot chegou", label: "nao-entregue" },
  "invalid-answers": { says: "o bot não entendeu as respostas", label: "nao-entendido" },
  "late-message": { says: "a mensagem chegou horas depois de escrita", label: "mensagem-atrasada" },
  "known-contact": { says: "já conversava com a clínica antes do bot", label: "contato-antigo" },
  loop: { says: "parece haver outro robô do outro lado", label: "outro-robo" },
  "long-session": { says: "a conversa com o bot ficou longa demais", label: "conversa-longa" },
};
/** Reasons of another flow are shown by their own name. */
export const isNamedReason = (reason: string): boolean => reason in REASONS;
export const reasonLabel = (reason: string): string => REASONS[reason]?.label ?? reason;

/** A danger by its kind, as the team is told of it. */
const DANGERS: Readonly<Record<string, string>> = {
  self_harm: "suicídio ou autoagressão",
  overdose: "remédio em excesso ou veneno",
  violence: "violência ou ameaça",
  child_danger: "criança em perigo",
  harm_to_others: "risco para outra pessoa",
  psychosis: "vozes, perseguição ou perda de contato com a realidade",
  chest_pain: "dor no peito",
  breathing: "falta de ar",
  stroke: "sinais de AVC",
  other_emergency: "emergência médica",
};

const VALUE_LENGTH_MAX = 160;

/** The note an attendant reads in ten seconds: why, who, what is known, and what happens meanwhile. */
export function handoffNote(request: z.infer<typeof RequestHandoff>): string {
  const { reason, summary, priority } = request;
  const title = `${priority === "urgent" ? "🔴 URGENTE: " : "🙋 "}${REASONS[reason]?.says ?? reason.replaceAll("-", " ")}`;
  const known = Object.entries(summary)
    .filter(([key, value]) => !HIDDEN.has(key) && ![UNSAID, ""].includes(value.trim()))
    .sort(([a], [b]) => place(a) - place(b))
    .map(([key, value]) => `• ${LABELS[key] ?? key}: ${short(key === "danger" ? (DANGERS[value] ?? value) : value)}`);
  return [
    title,
    ...(known.length > 0 ? known : ["• O bot ainda não soube nada além do que está na conversa."]),
    "Responda aqui ou pelo celular da clínica: com a primeira palavra de uma pessoa o bot se cala. Ao resolver, ele volta.",
  ].join("\n");
}

const place = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
const short = (value: string) =>
  value.length <= VALUE_LENGTH_MAX ? value : `${value.slice(0, VALUE_LENGTH_MAX - 1)}…`;

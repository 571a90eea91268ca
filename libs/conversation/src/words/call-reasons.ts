import type { EngineReason } from "../turn/engine-reasons.ts";

interface CallReason {
  /** Completes "the patient …" in the note's title. */
  readonly says: string;
  /** The label that people filter by at the desk. */
  readonly label: string;
  /** What the patient was told to expect, where the texts of the shipped flow or the engine say so. */
  readonly promised?: string;
}

const GOES_ON = "uma pessoa continua a conversa por aqui";

const ENGINE: Readonly<Record<EngineReason, CallReason>> = {
  asked: { says: "pediu para falar com uma pessoa", label: "pediu-atendente", promised: GOES_ON },
  "red-flag": {
    says: "possível emergência",
    label: "emergencia",
    promised: "a equipe foi avisada; os números de emergência já foram enviados",
  },
  "possible-danger": { says: "escreveu algo que pode ser um perigo", label: "atencao" },
  "danger-over": { says: "diz que o perigo passou ou não era um", label: "atencao" },
  question: {
    says: "fez uma pergunta que o robô não sabe responder",
    label: "pergunta",
    promised: "a equipe responde à pergunta por aqui",
  },
  "voice-note": { says: "mandou um áudio", label: "audio", promised: "a equipe ouve o áudio" },
  unopened: {
    says: "mandou uma mensagem que só o celular da clínica consegue abrir",
    label: "nao-aberta",
    promised: "a equipe foi avisada; a mensagem pode ser vista no celular da clínica",
  },
  "missed-message": {
    says: "escreveu enquanto o sistema estava fora do ar; a mensagem só está no celular da clínica",
    label: "mensagem-perdida",
  },
  "bot-off": { says: "escreveu enquanto o robô está desligado", label: "bot-desligado" },
  parked: { says: "o robô não conseguiu tratar uma mensagem", label: "erro-do-bot" },
  "flow-broken": { says: "o robô se perdeu no roteiro", label: "erro-do-bot", promised: "uma pessoa ajuda por aqui" },
  "send-failed": { says: "uma resposta do robô não foi entregue", label: "nao-entregue" },
  "send-unknown": { says: "não se sabe se uma resposta do robô chegou", label: "nao-entregue" },
  "invalid-answers": { says: "o robô não entendeu as respostas", label: "nao-entendido", promised: GOES_ON },
  "late-message": {
    says: "a mensagem chegou horas depois de escrita",
    label: "mensagem-atrasada",
    promised: GOES_ON,
  },
  "known-contact": { says: "já conversava com a clínica antes do robô", label: "contato-antigo" },
  added: { says: "acrescentou algo ao que pediu", label: "acrescentou" },
  "still-waiting": {
    says: "continua esperando uma resposta",
    label: "esperando",
    promised: "a equipe foi lembrada do pedido",
  },
  settled: {
    says: "não precisa mais do que pediu, ou já resolveu",
    label: "resolvido",
    promised: "a equipe já sabe que não precisa mais",
  },
  loop: { says: "parece haver outro robô do outro lado", label: "outro-robo", promised: GOES_ON },
  "long-session": { says: "a conversa com o robô ficou longa demais", label: "conversa-longa", promised: GOES_ON },
};

/** Of the flow that the clinic starts with. Reasons of another flow are shown by their own name. */
const CLINIC: Readonly<Record<string, CallReason>> = {
  appointment: {
    says: "quer marcar uma consulta",
    label: "agendamento",
    promised: "a equipe responde por aqui para combinar o horário",
  },
  "confirm-appointment": {
    says: "quer confirmar uma consulta",
    label: "confirmacao",
    promised: "a equipe confere na agenda e responde por aqui",
  },
  reschedule: {
    says: "quer remarcar uma consulta",
    label: "remarcacao",
    promised: "a equipe procura um novo horário e responde por aqui; até lá, o horário atual continua valendo",
  },
  cancel: {
    says: "quer cancelar uma consulta",
    label: "cancelamento",
    promised: "a equipe confirma o cancelamento por aqui",
  },
  absent: {
    says: "avisa que não vem à consulta",
    label: "ausencia",
    promised: "a equipe já sabe da ausência",
  },
  keep: {
    says: "quer manter a consulta: o que pediu antes sobre ela não vale mais",
    label: "manter",
    promised: "a consulta continua como está",
  },
  "other-place": {
    says: "quer fazer a consulta marcada por vídeo, ou no consultório",
    label: "modalidade",
    promised: "a equipe vê isso logo e responde por aqui",
  },
  "when-is-mine": {
    says: "quer saber quando é a consulta",
    label: "consulta",
    promised: "a equipe confere e responde por aqui",
  },
  late: { says: "avisa que vai se atrasar", label: "atraso", promised: "a recepção já sabe do atraso" },
  arrived: { says: "avisa que chegou", label: "chegou", promised: "a recepção já sabe da chegada" },
  "video-link": {
    says: "precisa do link da consulta por vídeo",
    label: "link-de-video",
    promised: "o link chega por aqui, com urgência",
  },
  "change-professional": {
    says: "quer trocar de profissional",
    label: "troca-de-profissional",
    promised: "a equipe trata do pedido com cuidado e sem julgamento",
  },
  "pause-treatment": {
    says: "quer pausar o tratamento",
    label: "pausa",
    promised: "a equipe combina a pausa por aqui",
  },
  "end-treatment": {
    says: "quer encerrar o tratamento",
    label: "encerramento",
    promised: "a equipe fala por aqui sobre o encerramento",
  },
  "waiting-list": {
    says: "já está na lista de espera e quer notícias",
    label: "lista-de-espera",
    promised: "a equipe vê como está a lista e responde por aqui",
  },
  insurance: {
    says: "tem um convênio que o robô não conhece",
    label: "convenio",
    promised: "a equipe confere o convênio e conta por aqui",
  },
  guidance: {
    says: "quer ajuda para escolher o atendimento",
    label: "orientacao",
    promised: "uma pessoa da equipe ajuda a escolher, por aqui e sem compromisso",
  },
  document: {
    says: "precisa de um documento",
    label: "documento",
    promised: "a equipe responde por aqui",
  },
  finance: {
    says: "tem um assunto financeiro",
    label: "financeiro",
    promised: "quem cuida dos pagamentos responde por aqui",
  },
  complaint: {
    says: "tem uma reclamação",
    label: "reclamacao",
    promised: "quem coordena a clínica lê com atenção e fala por aqui",
  },
  "complaint-legal": {
    says: "tem uma reclamação e fala em Procon, conselho ou justiça",
    label: "reclamacao-formal",
    promised: "quem coordena a clínica responde por aqui",
  },
  privacy: {
    says: "tem um pedido sobre os próprios dados (LGPD)",
    label: "lgpd",
    promised: "resposta por aqui em até 15 dias, como manda a lei",
  },
  "quiet-hours": {
    says: "pede que não escrevam em certos horários",
    label: "horario-de-silencio",
    promised: "a equipe não manda mensagem nesse horário",
  },
};

const REASONS: Readonly<Record<string, CallReason>> = { ...CLINIC, ...ENGINE };

/** Everything that completes "the patient …". */
export const reasonTexts = (): readonly string[] => Object.values(REASONS).map(({ says }) => says);
export const callReason = (reason: string): CallReason | undefined =>
  Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
export const isNamedReason = (reason: string): boolean => callReason(reason) !== undefined;
/** Completes "the patient …"; a reason of another flow is shown by its own name. */
export const reasonSentence = (reason: string): string => callReason(reason)?.says ?? reason.replaceAll("-", " ");
export const reasonLabel = (reason: string): string => callReason(reason)?.label ?? reason;

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
  missing_person: "pessoa desaparecida",
  other_emergency: "emergência médica",
  other: "não se sabe de que tipo",
};
export const dangerTexts = (): readonly string[] => Object.values(DANGERS);
export const isNamedDanger = (kind: string): boolean => Object.hasOwn(DANGERS, kind);
export const dangerText = (kind: string): string => (isNamedDanger(kind) ? DANGERS[kind]! : kind.replaceAll("_", " "));

import type { AccessFile } from "./access-file.ts";

const TITLES: Readonly<Record<string, string>> = {
  records: "Cadastro",
  relations: "Família e responsáveis (nomes abreviados)",
  contacts: "Contatos de WhatsApp",
  appointments: "Agendamentos",
  notes: "Anotações da equipe",
  tags: "Marcadores",
  leads: "Pedidos feitos ao robô",
  conversations: "Conversas, como estão agora",
  messages: "Mensagens",
  handoffs: "Chamados para a equipe",
  conversationNotes: "Anotações nas conversas",
  blocks: "Bloqueios do robô",
  readings: "Quando o cadastro foi visto ou mudado",
};

const PURPOSES: Readonly<Record<string, string>> = {
  privacy: "Aviso de privacidade",
  messages: "Receber mensagens do robô",
  reminders: "Ser lembrada ou lembrado mais tarde",
};
const ACTS = { informed: "informada", given: "aceita", withdrawn: "retirada" } as const;

/** Markdown, one section a subject; what is empty is named, so that nothing seems left out. */
export function accessPage({ madeAt, sections, consents, otherConversations }: AccessFile): string {
  const shown = Object.entries(TITLES).flatMap(([name, title]) => [
    `## ${title}`,
    "",
    ...linesOf(sections[name] ?? []),
    "",
  ]);
  return [
    "# O que a clínica guarda sobre você",
    "",
    `Feito em ${madeAt.slice(0, 10).split("-").reverse().join("/")}.`,
    "",
    ...shown,
    "## Consentimentos",
    "",
    ...(consents.length === 0 ? ["- nada"] : []),
    ...consents.map(
      ({ at, purpose, act, wording, flowVersion, eventId, withdrawnAt }) =>
        `- ${minute(at)}: ${PURPOSES[purpose] ?? purpose}, ${ACTS[act]}${withdrawnAt ? `, retirada em ${minute(withdrawnAt)}` : ""} (mensagem ${eventId}, texto da versão ${flowVersion})${wording ? `: “${wording.replaceAll("\n", " ")}”` : ""}`,
    ),
    "",
    "## De outras pessoas",
    "",
    otherConversations === 0
      ? "- ninguém mais escreve em seu nome"
      : `- ${otherConversations} conversa(s) em que outra pessoa escreve também por você: o que ela disse é dela, e ela pode pedir`,
    "",
  ].join("\n");
}

function linesOf(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  if (rows.length === 0) return ["- nada"];
  return rows.map((row) => {
    const fields = Object.entries(row).filter(([, value]) => value !== null && value !== undefined && value !== "");
    return `- ${fields.map(([name, value]) => `${FIELDS[name] ?? name}: ${shown(value)}`).join("; ")}`;
  });
}

const shown = (value: unknown): string => {
  if (typeof value === "string") return /^\d{4}-\d\d-\d\dT/.test(value) ? minute(value) : value.replaceAll("\n", " ");
  return typeof value === "boolean" ? (value ? "sim" : "não") : JSON.stringify(value);
};

/** In UTC, as it is kept. */
const minute = (instant: string): string =>
  `${instant.slice(0, 10).split("-").reverse().join("/")} ${instant.slice(11, 16)} UTC`;

const FIELDS: Readonly<Record<string, string>> = {
  kind: "tipo",
  id: "número",
  name: "nome",
  socialName: "nome social",
  birthDate: "nascimento",
  cpf: "CPF",
  phone: "telefone",
  email: "e-mail",
  language: "idioma",
  insurance: "convênio",
  createdAt: "criado em",
  updatedAt: "mudado em",
  deletedAt: "excluído em",
  other: "quem é",
  otherName: "nome",
  relation: "relação",
  custody: "guarda",
  contactPreference: "preferência de contato",
  channel: "número da clínica",
  contactKey: "contato",
  displayName: "nome mostrado",
  startsAt: "começo",
  endsAt: "fim",
  state: "situação",
  modality: "modo",
  note: "anotação",
  reason: "motivo",
  service: "serviço",
  professional: "profissional",
  history: "histórico",
  text: "texto",
  capturedAt: "pedido em",
  team: "equipe",
  captured: "respostas",
  status: "andamento",
  discardReason: "motivo do descarte",
  mode: "quem responde",
  optedOut: "não quer mensagens",
  lastMessageAt: "última mensagem",
  collected: "respostas",
  at: "quando",
  author: "quem",
  media: "arquivo",
  editedAt: "editada em",
  revokedAt: "apagada em",
  askedAt: "pedido em",
  priority: "prioridade",
  summary: "resumo",
  firstHumanAt: "atendido em",
  resolvedAt: "resolvido em",
  blockedAt: "bloqueado em",
  until: "até",
  liftedAt: "liberado em",
  action: "o que foi feito",
  entity: "em que",
};

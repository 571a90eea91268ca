import type {
  AppointmentListed,
  GuardianListed,
  LeadListed,
  listAudit,
  listBlocks,
  listContacts,
  listConversations,
  listNotes,
  listProfessionals,
  listUsers,
  PatientListed,
  PersonListed,
  ServiceListed,
} from "@acolhe/database";
import type { Column } from "./table.ts";

/** One row of a list. */
type Listed<L extends (...args: never[]) => Promise<{ items: unknown[] }>> = Awaited<ReturnType<L>>["items"][number];

const PERSON: readonly Column<PersonListed>[] = [
  { title: "Nome", value: ({ name }) => name },
  { title: "Nome social", value: ({ socialName }) => socialName },
  { title: "Nascimento", value: ({ birthDate }) => birthDate },
  { title: "CPF", value: ({ cpf }) => cpf },
  { title: "Telefone", value: ({ phone }) => phone },
  { title: "E-mail", value: ({ email }) => email },
  { title: "Idioma", value: ({ language }) => language },
  { title: "Cadastro", value: ({ createdAt }) => createdAt, isInstant: true },
];
export const PATIENT: readonly Column<PatientListed>[] = [
  ...PERSON,
  { title: "Convênio", value: ({ insurance }) => insurance },
  { title: "Etiquetas", value: ({ tags }) => tags.map(({ name }) => name).join(", ") },
  { title: "Responsáveis", value: ({ guardians }) => guardians.map(({ name }) => name).join(", ") },
  { title: "Último contato", value: ({ lastContactAt }) => lastContactAt, isInstant: true },
  { title: "Próximo agendamento", value: ({ nextAppointment }) => nextAppointment?.startsAt ?? null, isInstant: true },
];
export const GUARDIAN: readonly Column<GuardianListed>[] = [
  ...PERSON,
  { title: "Pacientes", value: ({ patients }) => patients.map(({ name }) => name).join(", ") },
  { title: "Último contato", value: ({ lastContactAt }) => lastContactAt, isInstant: true },
];
export const APPOINTMENT: readonly Column<AppointmentListed>[] = [
  { title: "Início", value: ({ startsAt }) => startsAt, isInstant: true },
  { title: "Fim", value: ({ endsAt }) => endsAt, isInstant: true },
  { title: "Paciente", value: ({ patient }) => patient },
  { title: "Profissional", value: ({ professional }) => professional },
  { title: "Serviço", value: ({ service }) => service },
  { title: "Situação", value: ({ state }) => state },
  { title: "Observação", value: ({ note }) => note },
];
export const LEAD: readonly Column<LeadListed>[] = [
  { title: "Quando", value: ({ capturedAt }) => capturedAt, isInstant: true },
  { title: "Nome", value: ({ name }) => name },
  { title: "Contato", value: ({ contactKey }) => contactKey },
  { title: "Serviço", value: ({ service }) => service },
  { title: "Motivo", value: ({ reason }) => reason },
  { title: "Situação", value: ({ status }) => status },
  { title: "Responsável pelo atendimento", value: ({ assignee }) => assignee },
];

export const CONTACT: readonly Column<Listed<typeof listContacts>>[] = [
  { title: "Nome", value: ({ displayName }) => displayName },
  { title: "Número da clínica", value: ({ channel }) => channel },
  { title: "Contato", value: ({ contactKey }) => contactKey },
  { title: "Quem escreve", value: ({ people }) => people.map(({ name }) => name).join(", ") },
  { title: "Cadastro", value: ({ createdAt }) => createdAt, isInstant: true },
];
export const AUDIT: readonly Column<Listed<typeof listAudit>>[] = [
  { title: "Quando", value: ({ at }) => at, isInstant: true },
  { title: "Quem", value: ({ user }) => user },
  { title: "Ação", value: ({ action }) => action },
  { title: "O quê", value: ({ entity }) => entity },
  { title: "Identificador", value: ({ entityId }) => entityId },
  { title: "Mudanças", value: ({ changes }) => (changes === null ? null : JSON.stringify(changes)) },
  { title: "Endereço", value: ({ address }) => address },
  { title: "Pedido", value: ({ requestId }) => requestId },
];

export const SERVICE: readonly Column<ServiceListed>[] = [
  { title: "Nome", value: ({ texts }) => texts.pt.name },
  { title: "Descrição", value: ({ texts }) => texts.pt.description ?? null },
  { title: "Preço (R$)", value: ({ priceCents }) => (priceCents === null ? null : priceCents / 100) },
  { title: "Duração (min)", value: ({ durationMinutes }) => durationMinutes },
  { title: "Modalidade", value: ({ modality }) => modality },
  { title: "Ativo", value: ({ active }) => yesOrNo(active) },
  { title: "Cadastro", value: ({ createdAt }) => createdAt, isInstant: true },
];
export const PROFESSIONAL: readonly Column<Listed<typeof listProfessionals>>[] = [
  { title: "Nome", value: ({ name }) => name },
  { title: "Registro", value: ({ registration }) => registration },
  { title: "Telefone", value: ({ phone }) => phone },
  { title: "E-mail", value: ({ email }) => email },
  { title: "Ativo", value: ({ active }) => yesOrNo(active) },
  { title: "Cadastro", value: ({ createdAt }) => createdAt, isInstant: true },
];
export const USER: readonly Column<Listed<typeof listUsers>>[] = [
  { title: "Nome", value: ({ name }) => name },
  { title: "E-mail", value: ({ email }) => email },
  { title: "Papel", value: ({ role }) => role },
  { title: "Ativo", value: ({ active }) => yesOrNo(active) },
  { title: "Cadastro", value: ({ createdAt }) => createdAt, isInstant: true },
];
export const NOTE: readonly Column<Listed<typeof listNotes>>[] = [
  { title: "Paciente", value: ({ patient }) => patient },
  { title: "Nota", value: ({ text }) => text },
  { title: "Autor", value: ({ author }) => author },
  { title: "Fixada", value: ({ pinned }) => yesOrNo(pinned) },
  { title: "Quando", value: ({ createdAt }) => createdAt, isInstant: true },
];
export const BLOCK: readonly Column<Listed<typeof listBlocks>>[] = [
  { title: "Número da clínica", value: ({ channel }) => channel },
  { title: "Contato", value: ({ contactKey }) => contactKey },
  { title: "Motivo", value: ({ reason }) => reason },
  { title: "Até", value: ({ until }) => until, isInstant: true },
  { title: "Quem bloqueou", value: ({ blockedBy }) => blockedBy },
  { title: "Quando", value: ({ blockedAt }) => blockedAt, isInstant: true },
  { title: "Retirado", value: ({ liftedAt }) => liftedAt, isInstant: true },
  { title: "Em vigor", value: ({ inForce }) => yesOrNo(inForce) },
];
export const CONVERSATION: readonly Column<Listed<typeof listConversations>>[] = [
  { title: "Nome", value: ({ name }) => name },
  { title: "Número da clínica", value: ({ channel }) => channel },
  { title: "Contato", value: ({ contactKey }) => contactKey },
  { title: "Modo", value: ({ mode }) => mode },
  { title: "Etapa", value: ({ step }) => step },
  { title: "Última mensagem", value: ({ lastMessageAt }) => lastMessageAt, isInstant: true },
  { title: "Espera desde", value: ({ waitingSince }) => waitingSince, isInstant: true },
  { title: "Equipe chamada", value: ({ handoff }) => handoff?.team ?? null },
  { title: "Com quem está", value: ({ assignee }) => assignee?.name ?? null },
  { title: "Idioma", value: ({ language }) => language },
];

const yesOrNo = (value: boolean): string => (value ? "sim" : "não");

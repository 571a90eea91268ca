/**
 * What each table can hold of a person who is or was in touch with the clinic. A new table without a decision fails a
 * test: a place that is not in this list would be forgotten in every erasure.
 */
export interface TableDecision {
  /** `staff`: of people who work here, who have a procedure of their own. */
  readonly holds: "person" | "staff" | "none";
  /** What becomes of it in an erasure, as docs/privacy.md and the certificate say it. */
  readonly erasure: string;
}

const none: TableDecision = { holds: "none", erasure: "—" };
const staff: TableDecision = { holds: "staff", erasure: "—" };
const person = (erasure: string): TableDecision => ({ holds: "person", erasure });
const deleted = person("linhas apagadas");

export const TABLES: Readonly<Record<string, TableDecision>> = {
  "public.alert_orders": staff,
  "public.alert_watch": none,
  "public.appointment_history": person("apagada; motivos esvaziados onde o atendimento é guardado por lei"),
  "public.appointments": person("apagados; os realizados ficam por lei, sem anotações"),
  "public.audit": person("linhas ficam, com o número da pessoa trocado pelo do apagamento"),
  "public.blocks": deleted,
  "public.channels": none,
  "public.contact_people": deleted,
  "public.contacts": deleted,
  "public.conversation_assignments": deleted,
  "public.conversation_notes": deleted,
  "public.conversation_presence": deleted,
  "public.conversation_reads": deleted,
  "public.desk_changes": deleted,
  "public.erasure_salt": none,
  "public.erasure_tombstones": person("fica um código com sal, sem dado pessoal"),
  "public.erasures": person("o pedido perde o plano e o nome; o certificado não tem dado pessoal"),
  "public.exports": staff,
  "public.flow_drafts": none,
  "public.flow_versions": none,
  "public.flows": none,
  "public.guardians": deleted,
  "public.guesses": staff,
  "public.holidays": none,
  "public.idempotency_keys": person("respostas que falam da pessoa apagadas"),
  "public.imports": staff,
  "public.kept_by_law": person("nome, CPF e nascimento de quem foi atendido, até a data da lei"),
  "public.known_devices": staff,
  "public.lead_handling": deleted,
  "public.merge_undos": deleted,
  "public.merges": deleted,
  "public.notes": deleted,
  "public.password_links": staff,
  "public.patient_guardians": person("vínculos apagados; a outra pessoa do vínculo fica"),
  "public.patient_tags": deleted,
  "public.patients": person("linhas apagadas; com atendimento guardado por lei, fica uma linha sem identidade"),
  "public.professional_absences": none,
  "public.professional_hours": none,
  "public.professional_services": none,
  "public.professionals": staff,
  "public.quick_replies": none,
  "public.refresh_families": staff,
  "public.refresh_tokens": staff,
  "public.retention_sweeps": none,
  "public.saved_views": person("filtros que nomeiam a pessoa apagados"),
  "public.services": none,
  "public.settings": none,
  "public.tags": none,
  "public.user_preferences": staff,
  "public.users": staff,
  "read.checkpoints": none,
  "read.consents": deleted,
  "read.conversations": deleted,
  "read.daily": none,
  "read.deliveries": deleted,
  "read.early_receipts": person("recibos das mensagens da pessoa apagados"),
  "read.handoffs": deleted,
  "read.hourly": none,
  "read.leads": deleted,
  "read.messages": deleted,
  "read.sessions": deleted,
  "read.set_aside": none,
  "read.turns": deleted,
};

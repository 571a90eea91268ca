import type { HistoryEntry } from "@acolhe/database";

/** How people at the desk call the fields of a record. */
const FIELDS: Readonly<Record<string, string>> = {
  name: "o nome",
  socialName: "o nome social",
  birthDate: "a data de nascimento",
  cpf: "o CPF",
  phone: "o telefone",
  email: "o e-mail",
  language: "o idioma",
  insurance: "o convênio",
};

export const fieldName = (field: string): string => FIELDS[field] ?? field;

/** What was done, said behind who did it. `{person}` and `{appointment}` are filled in. */
const DONE: Readonly<Record<string, string>> = {
  "person create": "criou o cadastro",
  "person import-create": "criou o cadastro por planilha",
  "person delete": "excluiu o cadastro",
  "person restore": "restaurou o cadastro",
  "person merge": "uniu outro cadastro a este",
  "person undo-merge": "desfez a união com outro cadastro",
  "person link-guardian": "registrou {person} como responsável",
  "person unlink-guardian": "retirou {person} dos responsáveis",
  "person link-contact": "ligou um contato do WhatsApp ao cadastro",
  "person unlink-contact": "desligou um contato do WhatsApp do cadastro",
  "person tag": "mudou as etiquetas",
  "person add-note": "escreveu uma anotação",
  "person update-note": "mudou uma anotação",
  "person delete-note": "excluiu uma anotação",
  "person restore-note": "restaurou uma anotação",
  "lead convert": "fez deste cadastro o destino de um lead",
  "appointment create": "marcou {appointment}",
  "appointment update": "mudou {appointment}",
  "appointment requested": "registrou o pedido de {appointment}",
  "appointment scheduled": "deixou marcado {appointment}",
  "appointment confirmed": "confirmou {appointment}",
  "appointment arrived": "registrou a chegada para {appointment}",
  "appointment completed": "concluiu {appointment}",
  "appointment no-show": "registrou a falta em {appointment}",
  "appointment cancelled": "cancelou {appointment}",
};

export interface HistoryContext {
  readonly timeZone: string;
  /** Days of another year than this instant's are told with their year. */
  readonly now: Date;
  /** How people whom entries name by id are called. */
  readonly names: ReadonlyMap<string, string>;
  readonly appointments: ReadonlyMap<string, { readonly service: string; readonly startsAt: string }>;
}

/** A line of a record's history for the desk: `Rosana mudou o telefone em 3 de maio`. Null: nothing the desk asks about. */
export function historySentence(entry: HistoryEntry, context: HistoryContext): string | null {
  const done = doneOf(entry, context);
  return done === null ? null : `${entry.by ?? "O sistema"} ${done} em ${dayOf(entry.at, context)}`;
}

/** Names of the fields of the record that a change was of; of what they say, history knows nothing. */
export function changedFields({ entity, changes }: HistoryEntry): string[] {
  const { fields } = (changes ?? {}) as { fields?: unknown };
  return entity !== "appointment" && Array.isArray(fields) ? fields.filter((field) => field in FIELDS) : [];
}

function doneOf(entry: HistoryEntry, context: HistoryContext): string | null {
  const { action } = entry;
  const kind = entry.entity === "patient" || entry.entity === "guardian" ? "person" : entry.entity;
  const changes = (entry.changes ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === "person" && (action === "update" || action === "import-update")) {
    const fields = changedFields(entry).map(fieldName);
    if (fields.length === 0) return null;
    return `mudou ${new Intl.ListFormat("pt-BR").format(fields)}${action === "update" ? "" : " por planilha"}`;
  }
  const done = DONE[`${kind} ${action === "set-state" ? String(changes.state) : action}`];
  return (
    done
      ?.replace("{person}", context.names.get(String(changes.guardian)) ?? "uma pessoa")
      .replace("{appointment}", appointmentOf(entry.entityId, context)) ?? null
  );
}

function appointmentOf(id: string, context: HistoryContext): string {
  const found = context.appointments.get(id);
  return found ? `o agendamento de ${found.service} de ${dayOf(found.startsAt, context)}` : "um agendamento";
}

function dayOf(instant: string, { timeZone, now }: HistoryContext): string {
  const year = new Intl.DateTimeFormat("pt-BR", { timeZone, year: "numeric" });
  const at = new Date(instant);
  const isThisYear = year.format(at) === year.format(now);
  const day = new Intl.DateTimeFormat("pt-BR", {
    ...{ timeZone, day: "numeric", month: "long" },
    ...(isThisYear ? {} : { year: "numeric" }),
  }).format(at);
  // The first of a month is an ordinal in Portuguese, which Intl does not know.
  return day.replace(/^1 de/, "1º de");
}

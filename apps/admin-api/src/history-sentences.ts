import type { HistoryEntry } from "@acolhe/database";
import { readerLanguage } from "./sentences/language.ts";
import { said } from "./sentences/said.ts";

/** By which days and lists are written. */
const TAGS = { pt: "pt-BR", es: "es-419", en: "en-GB" } as const;
const tag = () => TAGS[readerLanguage()];

/** How people at the desk call the fields of a record. */
export const FIELDS: Readonly<Record<string, string>> = {
  name: "o nome",
  socialName: "o nome social",
  birthDate: "a data de nascimento",
  cpf: "o CPF",
  phone: "o telefone",
  email: "o e-mail",
  language: "o idioma",
  insurance: "o convênio",
};

export const fieldName = (field: string): string => said(FIELDS[field] ?? field);

/** What was done, said behind who did it. `{person}` and `{appointment}` are filled in. */
export const DONE: Readonly<Record<string, string>> = {
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
  "lead convert": "transformou um interessado neste cadastro",
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
  if (done === null) return null;
  return said("{by} {done} em {day}", { by: entry.by ?? said("O sistema"), done, day: dayOf(entry.at, context) });
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
    const sentence = action === "update" ? "mudou {fields}" : "mudou {fields} por planilha";
    return said(sentence, { fields: new Intl.ListFormat(tag()).format(fields) });
  }
  const done = DONE[`${kind} ${action === "set-state" ? String(changes.state) : action}`];
  if (done === undefined) return null;
  const person = context.names.get(String(changes.guardian)) ?? said("uma pessoa");
  return said(done, { person, appointment: appointmentOf(entry.entityId, context) });
}

function appointmentOf(id: string, context: HistoryContext): string {
  const found = context.appointments.get(id);
  if (!found) return said("um agendamento");
  return said("o agendamento de {service} de {day}", {
    service: found.service,
    day: dayOf(found.startsAt, context),
  });
}

function dayOf(instant: string, { timeZone, now }: HistoryContext): string {
  const year = new Intl.DateTimeFormat(tag(), { timeZone, year: "numeric" });
  const at = new Date(instant);
  const isThisYear = year.format(at) === year.format(now);
  const day = new Intl.DateTimeFormat(tag(), {
    ...{ timeZone, day: "numeric", month: "long" },
    ...(isThisYear ? {} : { year: "numeric" }),
  }).format(at);
  // The first of a month is an ordinal in Portuguese, which Intl does not know.
  return day.replace(/^1 de/, "1º de");
}

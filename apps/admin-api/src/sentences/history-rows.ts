import type { InEach } from "./language.ts";

/** What was done to a record, by the Portuguese form. */
export const HISTORY_ROWS: Readonly<Record<string, Omit<InEach, "pt">>> = {
  "o nome": { es: "el nombre", en: "the name" },
  "o nome social": { es: "el nombre social", en: "the social name" },
  "a data de nascimento": { es: "la fecha de nacimiento", en: "the birthday" },
  "o CPF": { es: "el CPF", en: "the CPF" },
  "o telefone": { es: "el teléfono", en: "the phone" },
  "o e-mail": { es: "el correo", en: "the e-mail" },
  "o idioma": { es: "el idioma", en: "the language" },
  "o convênio": { es: "el seguro", en: "the plan" },
  "criou o cadastro": { es: "creó el registro", en: "created the record" },
  "criou o cadastro por planilha": { es: "creó el registro por planilla", en: "created the record by spreadsheet" },
  "excluiu o cadastro": { es: "eliminó el registro", en: "deleted the record" },
  "restaurou o cadastro": { es: "restauró el registro", en: "restored the record" },
  "uniu outro cadastro a este": { es: "unió otro registro a este", en: "merged another record into this one" },
  "desfez a união com outro cadastro": {
    es: "deshizo la unión con otro registro",
    en: "undid the merge with another record",
  },
  "registrou {person} como responsável": {
    es: "registró a {person} como responsable",
    en: "entered {person} as guardian",
  },
  "retirou {person} dos responsáveis": {
    es: "retiró a {person} de los responsables",
    en: "took {person} off the guardians",
  },
  "ligou um contato do WhatsApp ao cadastro": {
    es: "vinculó un contacto de WhatsApp al registro",
    en: "linked a WhatsApp contact to the record",
  },
  "desligou um contato do WhatsApp do cadastro": {
    es: "desvinculó un contacto de WhatsApp del registro",
    en: "unlinked a WhatsApp contact from the record",
  },
  "mudou as etiquetas": { es: "cambió las etiquetas", en: "changed the tags" },
  "escreveu uma anotação": { es: "escribió una nota", en: "wrote a note" },
  "mudou uma anotação": { es: "cambió una nota", en: "changed a note" },
  "excluiu uma anotação": { es: "eliminó una nota", en: "deleted a note" },
  "restaurou uma anotação": { es: "restauró una nota", en: "restored a note" },
  "transformou um interessado neste cadastro": {
    es: "convirtió a un interesado en este registro",
    en: "turned a lead into this record",
  },
  "marcou {appointment}": { es: "agendó {appointment}", en: "made {appointment}" },
  "mudou {appointment}": { es: "cambió {appointment}", en: "changed {appointment}" },
  "registrou o pedido de {appointment}": {
    es: "registró el pedido de {appointment}",
    en: "entered the request for {appointment}",
  },
  "deixou marcado {appointment}": { es: "dejó agendada {appointment}", en: "put down {appointment}" },
  "confirmou {appointment}": { es: "confirmó {appointment}", en: "confirmed {appointment}" },
  "registrou a chegada para {appointment}": {
    es: "registró la llegada a {appointment}",
    en: "noted the arrival for {appointment}",
  },
  "concluiu {appointment}": { es: "concluyó {appointment}", en: "completed {appointment}" },
  "registrou a falta em {appointment}": {
    es: "registró la ausencia en {appointment}",
    en: "noted a no-show at {appointment}",
  },
  "cancelou {appointment}": { es: "canceló {appointment}", en: "cancelled {appointment}" },
  "{by} {done} em {day}": { es: "{by} {done} el {day}", en: "{by} {done} on {day}" },
  "O sistema": { es: "El sistema", en: "The system" },
  "uma pessoa": { es: "una persona", en: "a person" },
  "um agendamento": { es: "una cita", en: "an appointment" },
  "o agendamento de {service} de {day}": {
    es: "la cita de {service} del {day}",
    en: "the appointment for {service} of {day}",
  },
  "mudou {fields}": { es: "cambió {fields}", en: "changed {fields}" },
  "mudou {fields} por planilha": { es: "cambió {fields} por planilla", en: "changed {fields} by spreadsheet" },
};

import type { ReaderLanguage } from "./language.ts";

/** What may be wrong with a field, for programs. A code once given is never renamed. */
export const FIELD_CODES = [
  ...["required", "wrong-type", "empty", "too-short", "too-long", "too-few", "too-many", "too-small", "too-large"],
  ...["invalid-date", "invalid-instant", "invalid-time", "invalid-time-zone", "invalid-email", "invalid-id"],
  ...["invalid-cpf", "invalid-phone", "invalid-link", "invalid-color", "invalid-contact", "invalid-format"],
  ...["control-characters", "not-an-option", "unknown-field", "out-of-range", "out-of-order", "not-in-future"],
  ...["contradiction", "not-here", "not-there", "weak", "invalid"],
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];

interface Row {
  readonly code: FieldCode;
  readonly es: string;
  readonly en: string;
}

/** What our own checks say, by its Portuguese form, which is what stands beside the check. `{n}` is any number. */
const FIELDS: Readonly<Record<string, Row>> = {
  "sem caracteres de controle": {
    code: "control-characters",
    es: "sin caracteres de control",
    en: "without control characters",
  },
  "CPF inválido": { code: "invalid-cpf", es: "CPF no válido", en: "not a valid CPF" },
  "telefone inválido": { code: "invalid-phone", es: "teléfono no válido", en: "not a valid phone number" },
  "depois de 1900 e não no futuro": {
    code: "out-of-range",
    es: "después de 1900 y no en el futuro",
    en: "after 1900 and not in the future",
  },
  "não pode ser antes de from": {
    code: "out-of-order",
    es: "no puede ser antes de from",
    en: "must not be before from",
  },
  "até {n} dias, do primeiro ao último": {
    code: "out-of-range",
    es: "hasta {n} días, del primero al último",
    en: "up to {n} days, from the first to the last",
  },
  "as mensagens não pertencem a um serviço; peça sem este filtro": {
    code: "not-here",
    es: "los mensajes no pertenecen a un servicio; pida sin este filtro",
    en: "messages belong to no service; ask without this filter",
  },
  "os envios não pertencem a um serviço; peça sem este filtro": {
    code: "not-here",
    es: "los envíos no pertenecen a un servicio; pida sin este filtro",
    en: "deliveries belong to no service; ask without this filter",
  },
  "a resposta já é por serviço; peça sem este filtro": {
    code: "not-here",
    es: "la respuesta ya es por servicio; pida sin este filtro",
    en: "the answer is by service already; ask without this filter",
  },
  "um cursor recebido em next, da mesma lista e ordem": {
    code: "invalid-format",
    es: "un cursor recibido en next, de la misma lista y orden",
    en: "a cursor received in next, of the same list and order",
  },
  "não é desta lista e ordem; comece sem cursor": {
    code: "contradiction",
    es: "no es de esta lista y orden; empiece sin cursor",
    en: "not of this list and order; begin without a cursor",
  },
  'uma versão como "3"': { code: "invalid-format", es: 'una versión como "3"', en: 'a version such as "3"' },
  "letras minúsculas, números e hífens": {
    code: "invalid-format",
    es: "letras minúsculas, números y guiones",
    en: "lower case letters, digits and hyphens",
  },
  "letras minúsculas e hífens": {
    code: "invalid-format",
    es: "letras minúsculas y guiones",
    en: "lower case letters and hyphens",
  },
  "de 1 a 32 letras minúsculas, números ou hífens": {
    code: "invalid-format",
    es: "de 1 a 32 letras minúsculas, números o guiones",
    en: "1 to 32 lower case letters, digits or hyphens",
  },
  "o número como o WhatsApp o conhece, só dígitos e com o 55, ou lid- e dígitos": {
    code: "invalid-contact",
    es: "el número como WhatsApp lo conoce, solo dígitos y con el 55, o lid- y dígitos",
    en: "the number as WhatsApp knows it, digits only and with the 55, or lid- and digits",
  },
  "um endereço que começa com https://": {
    code: "invalid-link",
    es: "una dirección que empieza con https://",
    en: "an address that begins with https://",
  },
  "cada convênio uma vez só": {
    code: "contradiction",
    es: "cada seguro una sola vez",
    en: "each plan only once",
  },
  "não existe ou foi excluído": { code: "not-there", es: "no existe o fue eliminado", en: "not there, or deleted" },
  "uma cor como #1d4ed8": { code: "invalid-color", es: "un color como #1d4ed8", en: "a colour such as #1d4ed8" },
  "um arquivo de fluxo, como states/menu.yaml": {
    code: "invalid-format",
    es: "un archivo de flujo, como states/menu.yaml",
    en: "a file of a flow, such as states/menu.yaml",
  },
  "até {n} arquivos": { code: "too-many", es: "hasta {n} archivos", en: "up to {n} files" },
  "até {n} escolhas": { code: "too-many", es: "hasta {n} elecciones", en: "up to {n} choices" },
  "um paciente: ou o cadastro existente, ou os dados de um novo": {
    code: "contradiction",
    es: "un paciente: o el registro existente, o los datos de uno nuevo",
    en: "one patient: either an existing record, or the data of a new one",
  },
  "um responsável: ou o cadastro existente, ou os dados de um novo": {
    code: "contradiction",
    es: "un responsable: o el registro existente, o los datos de uno nuevo",
    en: "one guardian: either an existing record, or the data of a new one",
  },
  "com um responsável, e só com um, é preciso dizer o parentesco": {
    code: "contradiction",
    es: "con un responsable, y solo con uno, hay que decir el parentesco",
    en: "with a guardian, and only with one, the relation has to be named",
  },
  "quem escreve é um responsável: informe qual": {
    code: "contradiction",
    es: "quien escribe es un responsable: indique cuál",
    en: "a guardian writes: say which",
  },
  "um horário como 08:30": { code: "invalid-time", es: "una hora como 08:30", en: "a time such as 08:30" },
  "um horário como 08:30, ou 24:00": {
    code: "invalid-time",
    es: "una hora como 08:30, o 24:00",
    en: "a time such as 08:30, or 24:00",
  },
  "fecha depois de abrir; o que passa da meia-noite é do dia seguinte": {
    code: "out-of-order",
    es: "cierra después de abrir; lo que pasa de medianoche es del día siguiente",
    en: "closes after it opens; what goes on past midnight is the next day's",
  },
  "este horário se sobrepõe a outro do mesmo dia": {
    code: "contradiction",
    es: "este horario se superpone a otro del mismo día",
    en: "this time overlaps another of the same day",
  },
  "esta ausência se sobrepõe a outra": {
    code: "contradiction",
    es: "esta ausencia se superpone a otra",
    en: "this absence overlaps another",
  },
  "depois do início": { code: "out-of-order", es: "después del inicio", en: "after the beginning" },
  "um fuso da IANA": { code: "invalid-time-zone", es: "un huso horario de la IANA", en: "a time zone of the IANA" },
  "no futuro": { code: "not-in-future", es: "en el futuro", en: "in the future" },
  "Use ao menos {n} caracteres.": {
    code: "too-short",
    es: "Use al menos {n} caracteres.",
    en: "Use at least {n} characters.",
  },
  "Não conte com o nome da clínica, o seu nome, o e-mail, a senha anterior nem palavras do trabalho.": {
    code: "weak",
    es: "No cuente con el nombre de la clínica, el suyo, el correo, la contraseña anterior ni palabras del trabajo.",
    en: "Do not rely on the clinic's name, your own, your e-mail, the former password or words of the trade.",
  },
  "É fácil de adivinhar. Junte três ou quatro palavras que não combinem; símbolos não são precisos.": {
    code: "weak",
    es: "Es fácil de adivinar. Junte tres o cuatro palabras que no combinen; no hacen falta símbolos.",
    en: "It is easy to guess. Join three or four words that do not go together; no symbols are needed.",
  },
};

const NUMBER = /\d+/g;
const general = (sentence: string) => sentence.replaceAll(NUMBER, "{n}");

/** The code and the translation of what one of our checks says; undefined for a sentence of another origin. */
export function fieldSentence(
  portuguese: string,
): { code: FieldCode; in: (language: ReaderLanguage) => string } | undefined {
  const numbers = portuguese.match(NUMBER) ?? [];
  const row = FIELDS[portuguese] ?? FIELDS[general(portuguese)];
  if (!row) return undefined;
  const filled = (sentence: string) => numbers.reduce<string>((said, number) => said.replace("{n}", number), sentence);
  return { code: row.code, in: (language) => (language === "pt" ? portuguese : filled(row[language])) };
}

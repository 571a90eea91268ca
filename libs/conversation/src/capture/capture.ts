import type { Language, Understanding } from "@acolhe/events";
import { fieldText } from "../flow/choice.ts";
import type { Flow, ValueKind } from "../flow/compile.ts";
import type { Capture } from "../flow/route-schema.ts";
import { isPlainYes } from "../reading/denial.ts";
import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean, hasWords, plain, type Utterance } from "../state/utterance.ts";
import { birthDate, birthDateText, NEWBORN_MS } from "./birth-date.ts";
import { cpf, cpfText } from "./cpf.ts";
import { email } from "./email.ts";
import { INSURANCES, insurance, insuranceOf, isPlan } from "./insurance.ts";
import { NO_NAME_ALONE } from "./no-names.ts";
import { otherNamed, patientNamed } from "./other-name.ts";
import { fullNameTold } from "./own-name.ts";
import { fuller, personName } from "./person-name.ts";
import { phone, phoneText } from "./phone.ts";
import { isBareWhen } from "./preference.ts";
import { timesAlone } from "./times-alone.ts";

interface Answer {
  readonly flow: Flow;
  readonly utterance: Utterance;
  readonly understanding: Understanding | undefined;
  readonly now: number;
}

/** The value an answer gives, in its normal form; null when it gives none. */
export function capture(wanted: Capture, { flow, utterance, understanding, now }: Answer): string | null {
  const { text } = utterance;
  const said = plain(text);
  if (!hasWords(text) || flow.words.is("greetings", said) || flow.words.is("thanks", said)) return null;
  const entity = (...types: string[]) => understanding?.entities.find(({ type }) => types.includes(type))?.value;
  switch (wanted.as) {
    case "person-name":
      if (isSentence(text, understanding)) return null;
      return notAPlan(flow, wanted.into === OWN_NAME ? ownName(text, understanding) : patientName(text, understanding));
    case "birth-date":
      return birthDate(text, now) ?? birthDate(entity("birth_date") ?? "", now) ?? longAgo(entity("date"), now);
    case "phone":
      return phone(text);
    case "cpf":
      return cpf(text);
    case "email":
      return email(text);
    case "insurance":
      if (paysAlone(flow, text, understanding)) return PRIVATE;
      return isPlainYes(said) || isNoPlan(flow, text, understanding) ? null : insurance(flow, text);
    case "preference":
      return flow.words.is("yes", said) || flow.words.is("no", said) ? null : clean(timesAlone(text), VALUE_LENGTH_MAX);
    case "free-text":
      return clean(text, VALUE_LENGTH_MAX);
  }
}

/** "Tá fechado no quarto": in small letters, without any name that people have, and begun as no name is. */
function isSentence(text: string, understanding: Understanding | undefined): boolean {
  const words = plain(text.split(/[,.;!?\n]/u, 1)[0]!).split(" ");
  if (!understanding?.reading || understanding.given !== undefined) return false;
  if (isBareWhen(text) || (words.length > 1 && NO_NAME_BEGINS.has(words[0]!))) return true;
  if (/\p{Lu}/u.test(text)) return false;
  return words.length >= SENTENCE_WORDS_MIN && NO_NAME_ALONE.has(words[0]!) && !ARTICLES.has(words[0]!);
}
/** Verbs and small words that a sentence begins with, and nobody's name: "moro no Jardim Europa", "na Av. Paulista". */
const NO_NAME_BEGINS: ReadonlySet<string> = new Set(
  "na no nas nos em moro mora moramos trabalho trabalha estudo estuda vivo vive tenho tem faz fui foi vou vai estou esta to ta any every in at on we he she it vivimos tengo tiene estoy voy".split(
    " ",
  ),
);
const SENTENCE_WORDS_MIN = 3;
const ARTICLES: ReadonlySet<string> = new Set(["o", "a", "el", "la", "seu", "dona", "eu", "yo"]);

/** The value that holds the name of whoever writes. */
export const OWN_NAME = "name";

/** Of a date in words ("catorze de março de…") that is not about today: nobody here was born this month. */
function longAgo(date: string | undefined, now: number): string | null {
  const born = birthDate(date ?? "", now);
  return born !== null && Date.parse(born) < now - NEWBORN_MS ? born : null;
}

/** Who tells another's name has told their own only beside it: "Ana, mãe do Théo". */
function ownName(text: string, understanding: Understanding | undefined): string | null {
  // What the writer is called at home stands beside it.
  const full = fullNameTold(text);
  if (full?.isMine) return full.name;
  const other = otherNamed(withNamesWritten(text, understanding));
  const alone = withoutSecond(text, understanding);
  if (alone !== null) return personName(alone);
  return other === null ? (personName(text) ?? personName(nameNoticed(text, understanding))) : personName(other.rest);
}

/** "Ngozi and Peter Eze", "Larissa e Caio": who writes is named first. "Costa e Silva" is one name. */
function withoutSecond(text: string, understanding: Understanding | undefined): string | null {
  const { index = 0, 0: joint = "" } = JOINT.exec(text) ?? {};
  if (joint === "") return null;
  const isSecond = /and|&/u.test(joint) || (understanding?.given?.includes(index + joint.length) ?? false);
  return isSecond ? text.slice(0, index) : null;
}
const JOINT = /(?<=^[^,.;:!?\n]*\p{Lu}\p{L}+) (?:and|e|y|&) (?=\p{Lu}\p{Ll})/u;

const patientName = (text: string, understanding: Understanding | undefined): string | null =>
  patientNamed(withNamesWritten(text, understanding)) ??
  personName(text, "another") ??
  personName(nameNoticed(text, understanding));

/**
 * A name that is well known is one in small letters, too: "meu filho joão". In capitals alone nothing tells a name from
 * other words. The text stays as long as it is.
 */
export function withNamesWritten(text: string, understanding: Understanding | undefined): string {
  const known = (understanding?.entities ?? []).filter(({ type, known }) => type === "name" && known === true);
  return known.reduce(
    (written, { value, text: name = value }) => {
      const at = written.toLowerCase().indexOf(name.toLowerCase());
      return at < 0 ? written : `${written.slice(0, at)}${inCapitals(name)}${written.slice(at + name.length)}`;
    },
    /\p{Ll}/u.test(text) ? text : text.toLowerCase(),
  );
}
const inCapitals = (name: string): string =>
  name.toLowerCase().replace(/(?<![\p{L}\p{M}])\p{Ll}(?=\p{L}{2})/gu, (letter) => letter.toLocaleUpperCase("pt-BR"));

/** A name among other words: a well-known one, or one written as names are that is most of what was said. "Trinta anos de rádio" gives none. */
function nameNoticed(text: string, understanding: Understanding | undefined): string {
  const noticed = understanding?.entities.find(({ type }) => type === "name");
  const count = (words: string) => words.trim().split(/\s+/).length;
  const isMost = () => text.includes(noticed!.value) && count(noticed!.value) * 2 >= count(text);
  return noticed && (noticed.known === true || isMost()) ? (fuller(noticed.value, text) ?? noticed.value) : "";
}

/** The plan is told before it is asked for, where a name is. */
const notAPlan = (flow: Flow, name: string | null) => (name !== null && isPlan(flow, name) ? null : name);

/** Any words may be a plan's name; where the reader read them against the question, it has to take them for one. */
function isNoPlan(flow: Flow, text: string, understanding: Understanding | undefined): boolean {
  const reading = understanding?.reading;
  if (reading?.question !== INSURANCE_QUESTION || insuranceOf(flow, text) !== undefined) return false;
  const plan = reading.values.find(({ slot, value }) => slot === "insurance" && value === "plan");
  return (plan?.confidence ?? 0) < PLAN_FROM;
}
const INSURANCE_QUESTION = "insurance";
const PLAN_FROM = 0.5;

/** The insurance of who has none, or will not use it. */
const PRIVATE = "private";

/** "Pago eu mesmo", "a firma paga" name no plan, however much they look like one. */
function paysAlone(flow: Flow, text: string, understanding: Understanding | undefined): boolean {
  if (flow.definition.catalogue[INSURANCES]?.[PRIVATE] === undefined) return false;
  const told = understanding?.reading?.values.find(({ slot }) => slot === "insurance");
  return told?.value === PRIVATE || (insuranceOf(flow, text) === undefined && PAYS.test(plain(text)));
}
/** A form of paying, without a plan and without a question about it. */
const PAYS =
  /^(?!.*(?:plano|convenio|seguro|insurance|quanto|cuanto|how much|reembols|nao|no )).*(?:^| )(?:pag\w+|pays?|paying)(?: |$)/;

/** A kept value as a person reads it. */
export function valueText(flow: Flow, kind: ValueKind | undefined, value: string, language: Language): string {
  if (typeof kind === "object") return itemText(flow, kind.catalogue, value, "name", language) ?? value;
  switch (kind) {
    case "birth-date":
      return birthDateText(value, language);
    case "phone":
      return phoneText(value);
    case "cpf":
      return cpfText(value);
    case "insurance":
      return itemText(flow, INSURANCES, value, "name", language) ?? value;
    default:
      return value;
  }
}

export function itemText(
  flow: Flow,
  collection: string,
  id: string,
  field: string,
  language: Language,
): string | undefined {
  const items = flow.definition.catalogue[collection];
  const item = items && Object.hasOwn(items, id) ? items[id] : undefined;
  if (!item || !Object.hasOwn(item, field)) return undefined;
  return fieldText(item[field], language, flow.head.languages[0]!);
}

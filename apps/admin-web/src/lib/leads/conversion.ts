import { phone } from "#lib/format/text.ts";
import { isForAnother } from "./captured.ts";
import type { Conversion, Lead } from "./changes.ts";

export interface Person {
  /** Of somebody who is there already; "" for a new record. */
  id: string;
  name: string;
  birthDate: string;
  cpf: string;
  phone: string;
}
type Relation = NonNullable<Conversion["link"]>["relation"];
export interface Form {
  writes: Conversion["writes"];
  patient: Person & { insurance: string };
  guardian: Person;
  /** "": not said; a father is not to be written down as the mother because that stood there. */
  relation: Relation | "";
  custody: NonNullable<Conversion["link"]>["custody"];
  contactPreference: NonNullable<Conversion["link"]>["contactPreference"];
}

const NOBODY: Person = { id: "", name: "", birthDate: "", cpf: "", phone: "" };
const isDay = (text: string | undefined): text is string => /^\d{4}-\d\d-\d\d$/.test(text ?? "");
/** A private id of WhatsApp tells no number. */
const phoneOf = ({ contactKey }: Lead) => (/^\d+$/.test(contactKey) ? phone(contactKey) : "");

/** A birthday as the bot noted it: 2018-03-12 or 12/03/2018. */
function dayIn(text: string | undefined): string {
  const found = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text ?? "");
  const day = found ? `${found[3]}-${found[2]}-${found[1]}` : text;
  return isDay(day) ? day : "";
}

/** As people say it, in the three languages. Of "mãe ou pai" nobody said which. */
const RELATIONS: readonly [RegExp, Relation][] = [
  [/^(?:mãe|mae|madre|mother|mom)(?! (?:ou|o|or) )/i, "mother"],
  [/^(?:pai|padre|father|dad)(?! (?:ou|o|or) )/i, "father"],
  [/^(?:av[óôo]|abuel|grand)/i, "grandparent"],
  [/^(?:irmã|irma|herman|sister|brother)/i, "sibling"],
];

/** What a person starts from: what was said, nothing more. */
export function formOf(lead: Lead): Form {
  const { captured, patientName, name } = lead;
  const birthDate = dayIn(captured.birth_date);
  const insurance = captured.insurance ?? "";
  const writer = { ...NOBODY, name: name ?? "", phone: phoneOf(lead) };
  const relation = RELATIONS.find(([words]) => words.test(captured.guardian ?? ""))?.[1] ?? "";
  const link = { relation, custody: "unknown", contactPreference: "preferred" } as const;
  return isForAnother(lead)
    ? {
        writes: "guardian",
        patient: { ...NOBODY, name: patientName ?? "", birthDate, insurance },
        guardian: writer,
        ...link,
      }
    : { writes: "patient", patient: { ...writer, birthDate, insurance }, guardian: NOBODY, ...link };
}

const digits = (text: string) => text.replace(/\D/g, "");
const PHONE_DIGITS_MIN = 10;
const CPF_DIGITS = 11;

/** As far as it is typed: half a number finds nobody, and would be refused. */
export const likenessOf = ({ name, birthDate, cpf, phone }: Person) => ({
  ...(name.trim() ? { name: name.trim() } : {}),
  ...(isDay(birthDate) ? { birthDate } : {}),
  ...(digits(cpf).length === CPF_DIGITS ? { cpf: digits(cpf) } : {}),
  ...(digits(phone).length >= PHONE_DIGITS_MIN ? { phone } : {}),
});

const recordOf = ({ name, birthDate, cpf, phone }: Person) => ({
  name: name.trim(),
  birthDate: birthDate || null,
  cpf: cpf.trim() || null,
  phone: phone.trim() || null,
});

/** The request's body. Undefined: a name is missing, or how the two belong together. */
export function bodyOf(form: Form, allowDuplicates: boolean): Conversion | undefined {
  const { patient, guardian, writes, relation, custody, contactPreference } = form;
  const hasGuardian = writes === "guardian";
  const isNamed = ({ id, name }: Person) => id !== "" || name.trim() !== "";
  if (!isNamed(patient) || (hasGuardian && !isNamed(guardian))) return undefined;
  const link = relation && { relation, custody, contactPreference };
  if (hasGuardian && !link) return undefined;
  return {
    writes,
    allowDuplicates,
    ...(patient.id
      ? { patientId: patient.id }
      : { patient: { ...recordOf(patient), insurance: patient.insurance.trim() || null } }),
    ...(hasGuardian && link
      ? {
          link,
          ...(guardian.id ? { guardianId: guardian.id } : { guardian: recordOf(guardian) }),
        }
      : {}),
  };
}

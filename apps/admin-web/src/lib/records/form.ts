import type { Kind, PersonBody } from "./people.ts";

/** A person's data as they are typed: text alone, empty where nothing is known. */
export type PersonForm = {
  name: string;
  socialName: string;
  birthDate: string;
  cpf: string;
  phone: string;
  email: string;
  language: "pt" | "es" | "en";
  insurance: string;
};

export const EMPTY_PERSON: PersonForm = {
  name: "",
  socialName: "",
  birthDate: "",
  cpf: "",
  phone: "",
  email: "",
  language: "pt",
  insurance: "",
};

const orNull = (text: string) => text.trim() || null;

export function bodyOf(kind: Kind, form: PersonForm): PersonBody {
  const body = {
    name: form.name.trim(),
    socialName: orNull(form.socialName),
    birthDate: orNull(form.birthDate),
    cpf: orNull(form.cpf),
    phone: orNull(form.phone),
    email: orNull(form.email),
    language: form.language,
  };
  return kind === "patients" ? { ...body, insurance: orNull(form.insurance) } : body;
}

/** Only what became different: what a colleague changed meanwhile in another field is not written over. */
export function patchOf(kind: Kind, before: PersonForm, form: PersonForm): Partial<PersonBody> {
  const [old, now] = [bodyOf(kind, before), bodyOf(kind, form)];
  const fields = Object.keys(now) as (keyof PersonBody)[];
  return Object.fromEntries(fields.filter((name) => old[name] !== now[name]).map((name) => [name, now[name]]));
}

/** Whether its two check digits fit the digits before them. */
export function isCpf(text: string): boolean {
  const digits = [...text.replace(/\D/g, "")].map(Number);
  if (digits.length !== 11 || new Set(digits).size === 1) return false;
  return [9, 10].every((place) => {
    const sum = digits.slice(0, place).reduce((total, digit, index) => total + digit * (place + 1 - index), 0);
    return ((sum * 10) % 11) % 10 === digits[place];
  });
}

const NAME_LETTERS_MIN = 3;
const isPhone = (text: string) => {
  const digits = text.replace(/\D/g, "");
  return /^(?:55)?[1-9]{2}9?\d{8}$/.test(digits);
};

/** What of a half-typed form duplicates can be looked for by; undefined: too little yet. */
export function likenessOf(form: PersonForm): PersonBody | undefined {
  const name = form.name.trim();
  if (name.length < NAME_LETTERS_MIN) return undefined;
  return {
    name,
    ...(/^(?:19|20)\d{2}-\d{2}-\d{2}$/.test(form.birthDate) ? { birthDate: form.birthDate } : {}),
    ...(isCpf(form.cpf) ? { cpf: form.cpf } : {}),
    ...(isPhone(form.phone) ? { phone: form.phone } : {}),
  };
}

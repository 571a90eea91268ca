import type { Person } from "@acolhe/database/privacy";

/** Shorter ones occur in texts about no person. */
const LENGTH_MIN = 6;
/** In its canonical form: country, area, nine and eight digits. Source: Anatel, numbering of mobile lines. */
const MOBILE = /^55(\d\d)9(\d{4})(\d{4})$/;
const LANDLINE = /^55(\d\d)(\d{4})(\d{4})$/;

/**
 * What is looked for, in lower case. A name of one word, or one that another person has too, would be found in texts
 * about others. Such a name is not looked for, and the certificate says so.
 */
export function needlesOf(person: Person, conversations: readonly { readonly contact: string }[]): string[] {
  const keys = [...new Set([...person.phones, ...person.contacts, ...conversations.map(({ contact }) => contact)])];
  const needles = [
    ...person.patients,
    ...person.guardians,
    ...person.cpfs.flatMap((cpf) => [cpf, cpf.replace(/(\d{3})(\d{3})(\d{3})(\d\d)/, "$1.$2.$3-$4")]),
    ...keys.flatMap(spellings),
    ...person.emails,
    ...searchedNames(person),
  ];
  return [...new Set(needles.map((needle) => needle.toLowerCase()))].filter(({ length }) => length >= LENGTH_MIN);
}

export const searchedNames = ({ names, namesakes }: Pick<Person, "names" | "namesakes">): string[] =>
  namesakes ? [] : names.filter((name) => /\S\s+\S/.test(name.trim()));

/** A key as people and systems write it. */
function spellings(key: string): string[] {
  const mobile = MOBILE.exec(key);
  const landline = mobile ? null : LANDLINE.exec(key);
  const [, area, first, last] = mobile ?? landline ?? [];
  const lid = key.startsWith("lid-") ? [key, `${key.slice(4)}@lid`] : [];
  if (area === undefined) return lid.length > 0 ? lid : [key];
  const nine = mobile ? "9" : "";
  return [
    key,
    `55${area}${first}${last}`,
    `${area}${nine}${first}${last}`,
    `(${area}) ${nine}${first}-${last}`,
    `${area} ${nine}${first}-${last}`,
    `+55 ${area} ${nine}${first}-${last}`,
  ];
}

/** For LIKE: any of its own signs in a needle means itself. */
export const patternsOf = (needles: readonly string[]): string[] =>
  needles.map((needle) => `%${needle.replace(/[\\%_]/g, "\\$&")}%`);

export const names = (needles: readonly string[], text: string): boolean => {
  const lower = text.toLowerCase();
  return needles.some((needle) => lower.includes(needle));
};

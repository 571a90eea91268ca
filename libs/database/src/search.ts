import { searchedParts, seen } from "@acolhe/phone";
import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";

/** `%` and `_` typed by a person mean themselves. */
const literal = (text: string) => text.replace(/[\\%_]/g, "\\$&");

const wordsOf = (text: string) =>
  seen(text)
    .split(/\s+/)
    .filter((word) => word !== "");

/** Digits are looked for in phones and CPFs, all else in names. */
export const isName = (text: string) => seen(text).replace(/\D/g, "").length < 3 || /\p{L}/u.test(text);

/** What a search for names sorts a list into: conditions that no name meets two of. */
export interface NameSections {
  /** As they are listed, one behind the other. */
  readonly listed: readonly { readonly where: Expression<SqlBool>; readonly by: "name" | "id" }[];
  /** As they are counted soonest. */
  readonly counted: readonly Expression<SqlBool>[];
}

/**
 * Names that begin with the first word, those that begin with the next one, those in which each word begins a later
 * word, and last those with one in the middle of a word. In alphabetical order alone, a search for Maria would read
 * half the clinic first. The last ones come in the order they were entered: "liana" is in the middle of a few given
 * names, which lie together in the alphabet, maybe behind half a million others.
 *
 * Each condition is as narrow as it can be said, because from it PostgreSQL guesses how many there are, and so the way.
 */
export function nameSections(column: string, text: string): NameSections {
  const name = sql.ref(column);
  const words = wordsOf(text).map((word) => sql`fold(${literal(word)})`);
  const all = (conditions: readonly Expression<SqlBool>[]) => sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
  const not = (earlier: readonly Expression<SqlBool>[]) => earlier.map((one) => sql<SqlBool>`not ${one}`);
  const matches = namesMatch(column, text);
  const begins = words.map((word) => sql<SqlBool>`${name} like ${word} || '%'`);
  const inLater = all(words.map((word) => sql<SqlBool>`${name} like '% ' || ${word} || '%'`));
  const first = begins.map((begin, n) => all([...matches, begin, ...not(begins.slice(0, n))]));
  return {
    listed: [
      ...first.map((where) => ({ where, by: "name" as const })),
      { where: all([inLater, ...not(begins)]), by: "name" },
      { where: all([...matches, ...not([...begins, inLater])]), by: "id" },
    ],
    // Of a frequent name there are a thousand among those that begin with it, side by side.
    counted: [...first, all([...matches, ...not(begins)])],
  };
}

/** Each word of the text is part of the folded column, in any order. */
export const namesMatch = (column: string, text: string): Expression<SqlBool>[] => wordsMatch(sql.ref(column), text);

/** The same for any folded expression. */
export function wordsMatch(folded: RawBuilder<unknown>, text: string): Expression<SqlBool>[] {
  return wordsOf(text).map((word) => sql<SqlBool>`${folded} like '%' || fold(${literal(word)}) || '%'`);
}

/** What a person typed into the search box of a list of people: digits are a phone's part or a CPF, all else a name. */
export function personMatches(table: string, text: string): Expression<SqlBool>[] {
  if (isName(text)) return namesMatch(`${table}.searchName`, text);
  const digits = seen(text).replace(/\D/g, "");
  const phone = numbersMatch(`${table}.phoneDigits`, text);
  // A spreadsheet may have taken the zeros in front of a CPF.
  if (digits.length < 9 || digits.length > 11) return [phone];
  return [sql<SqlBool>`(${phone} or ${sql.ref(`${table}.cpfDigits`)} = ${digits.padStart(11, "0")})`];
}

/** What a person typed into the search box of a list of contacts or conversations: digits are a number's part, all else a name. */
export function partsMatch(text: string, nameColumn: string, keyColumn: string): Expression<SqlBool>[] {
  if (isName(text)) return namesMatch(nameColumn, text);
  return [numbersMatch(keyColumn, text)];
}

/** The number has a part that the typed one may mean. */
function numbersMatch(column: string, text: string): Expression<SqlBool> {
  const likes = searchedParts(text).map((part) => sql<SqlBool>`${sql.ref(column)} like ${`%${part}%`}`);
  return likes.length === 1 ? likes[0]! : sql<SqlBool>`(${sql.join(likes, sql` or `)})`;
}

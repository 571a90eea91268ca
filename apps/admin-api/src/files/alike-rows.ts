import { unaccented } from "../unaccented.ts";

interface Row {
  readonly row: number;
  readonly name: string;
  readonly birthDate?: string | null | undefined;
  readonly phone?: string | null | undefined;
}
export interface RowWarning {
  readonly row: number;
  readonly messages: readonly string[];
}

/** Of names that share so many of their three-letter parts, one is the other with a slip of the pen. */
const NEAR_NAME = 0.5;
/** Brothers and sisters share a day of birth and a phone; of a made-up day that everybody has, some are compared. */
const COMPARED_MAX = 30;

/** Rows of one file that may be one person, though nothing says so for sure: told, and taken. */
export function alikeRows(rows: readonly Row[]): RowWarning[] {
  const born = new Map<string, Row[]>();
  const phones = new Map<string, Row>();
  const bare = new Map<string, Row>();
  return rows.flatMap((row) => {
    const messages: string[] = [];
    const sharing = row.phone ? phones.get(row.phone) : undefined;
    if (sharing) messages.push(`mesmo telefone da linha ${sharing.row}`);
    else if (row.phone) phones.set(row.phone, row);
    if (row.birthDate) {
      const same = born.get(row.birthDate) ?? [];
      const near = same.find(({ name }) => likeness(name, row.name) >= NEAR_NAME);
      if (near) messages.push(`nome parecido com o da linha ${near.row}, e mesmo nascimento`);
      if (same.length < COMPARED_MAX) born.set(row.birthDate, [...same, row]);
    }
    // Of a row with neither, the name is all that could be compared.
    const folded = row.birthDate || row.phone ? "" : [...trigrams(row.name)].join();
    const namesake = folded === "" ? undefined : bare.get(folded);
    if (namesake) messages.push(`mesmo nome da linha ${namesake.row}`);
    else if (folded !== "") bare.set(folded, row);
    return messages.length > 0 ? [{ row: row.row, messages }] : [];
  });
}

/** The part of two names' trigrams that they share, as PostgreSQL's pg_trgm counts it. */
function likeness(one: string, other: string): number {
  const [some, more] = [trigrams(one), trigrams(other)];
  const shared = [...some].filter((part) => more.has(part)).length;
  return shared / (some.size + more.size - shared || 1);
}

function trigrams(name: string): Set<string> {
  const words = unaccented(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words.flatMap((word) => {
      const padded = `  ${word} `;
      return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
    }),
  );
}

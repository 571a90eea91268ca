import type { Db } from "@acolhe/database";
import { accessRows, type Consent, consentsOf, findPerson, type SubjectKind } from "@acolhe/database/privacy";
import { accessPage } from "./page.ts";

/** Everything about a person, by subject, in the order of the page. */
export interface AccessFile {
  readonly madeAt: string;
  readonly kind: SubjectKind;
  readonly sections: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly consents: readonly Consent[];
  /** Conversations of somebody else who wrote for this person: theirs, so only how many there are. */
  readonly otherConversations: number;
}

/**
 * Null: nobody is known by this id. What third people are called is masked: the file may be handed to the person, and
 * a family is not always one.
 *
 * @throws AmbiguousPerson
 */
export async function accessFile(db: Db, kind: SubjectKind, id: string, madeAt: string): Promise<AccessFile | null> {
  const person = await findPerson(db, kind, id);
  if (!person) return null;
  const rows = await accessRows(db, person);
  const sections = {
    ...rows,
    relations: (rows.relations ?? []).map((row) => ({ ...row, otherName: initials(String(row.otherName)) })),
  };
  return {
    madeAt,
    kind: person.kind,
    sections,
    consents: await consentsOf(db, person.contacts),
    otherConversations: person.shared.length,
  };
}

/** "Márcia da Conceição" → "M. C." */
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => `${word[0]}.`)
    .join(" ");

/** The file as a page in Portuguese. */
export const accessText = (file: AccessFile): string => accessPage(file);

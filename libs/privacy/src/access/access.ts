import type { Db } from "@acolhe/database";
import { accessRows, consentsOf, findPerson, type SubjectKind } from "@acolhe/database/privacy";
import type { AccessFile } from "./access-file.ts";
import { accessPage } from "./page.ts";

/**
 * Null: no person is known by this id. Names of third persons are masked: the file may be handed to the person, and a
 * family is not always on good terms.
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

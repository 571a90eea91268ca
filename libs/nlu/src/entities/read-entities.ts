import { dayAt } from "../calendar.ts";
import type { Language } from "../language-code.ts";
import { ENTITIES_MAX } from "../limits.ts";
import { readFullDates, readRelativeDates } from "./dates.ts";
import type { Entity } from "./entity.ts";
import { readCpfs, readEmails, readPhones } from "./identifiers.ts";
import { readMoney } from "./money.ts";
import { readNames } from "./names.ts";
import { readOrdinals } from "./ordinals.ts";
import { Reading } from "./reading.ts";
import { readPeriods, readTimes } from "./times.ts";
import { readYesNo } from "./yes-no.ts";

export interface EntityContext {
  readonly lang: Language;
  /** Epoch milliseconds that "tomorrow" is reckoned from. */
  readonly now: number;
  readonly timeZone: string;
  /** What the step asked for: a whole message may then be a name, or a full date a birth date. */
  readonly expecting: string | null;
}

/** Why the order matters: the first reader takes the characters, so the strictest in form comes first. */
const READERS = [
  readEmails,
  readCpfs,
  readPhones,
  readMoney,
  readFullDates,
  readRelativeDates,
  readTimes,
  readPeriods,
  readYesNo,
  readNames,
  readOrdinals,
] as const;

/** Entities of a message in the order of the text; `rest` is the folded text without them. */
export function readEntities(
  text: string,
  folded: string,
  context: EntityContext,
): { entities: Entity[]; rest: string } {
  const today = dayAt(context.now, context.timeZone);
  const reading = new Reading({ text, folded, lang: context.lang, today, expecting: context.expecting });
  for (const read of READERS) read(reading);
  const entities = reading.found.toSorted((a, b) => a.start - b.start).slice(0, ENTITIES_MAX);
  return { entities, rest: reading.rest };
}

import { personName } from "./person-name.ts";

/** Two words at least, written as names are: one word behind "meu nome é" may be what the writer is called at home. */
const WORD = "(?-i:\\p{Lu})[\\p{L}\\p{M}'’-]+";
const FULL = `(?<name>${WORD}(?: (?:(?:d[aeo]s?|del|de la|e|y|van|von) )?${WORD})+)`;
const KIND =
  "(?: (?:completo|certo|correto|inteiro|todo|verdadeiro|mesmo|real|correcto|entero|de verdade|na verdade|en realidad))*";
const IS = "(?: (?:é|eh|e|es|is|fica|seria|should be)(?: mesmo)?|['’]s|:)";
const OWN = `(?:meu nome${KIND}|mi nombre${KIND}|my (?:full |real |correct |complete )?name)`;
const BARE = `(?:(?:o|el|the) (?:nome|nombre|(?:full |real |complete )?name)${KIND}|(?:nome|nombre|full name) completo)`;
/** "Meu nome não é Rita Lima, é Rita Lemos": what is denied stands before what is so. */
const NOT = `(?: (?:n[ãa]o|no|is not|isn['’]t)(?: (?:é|eh|es))? [^.!?\\n]{1,60}?(?<!\\p{L})(?:(?:mas|e|sino|but) )?(?:é|eh|es|it['’]?s|is))`;
const PUT = "(?:escrev[ae]|escrib[ae]|escrib[íi]|write)(?: (?:a[íi]|lá|down|ah[íi]|assim|as[íi]|só|just))*:?(?!\\p{L})";
const form = (lead: string) => new RegExp(`(?<![\\p{L}'’])(?:${lead}) ?(?:[oa] )?${FULL}`, "iu");

const MINE = form(`${OWN}(?:${NOT}|${IS})|me chamo|me llamo`);
const OF_ONE = form(`${BARE}(?:${NOT}|${IS})|${PUT}`);

interface Told {
  readonly name: string;
  /** Said to be the writer's; of "o nome completo é Rita Lemos" only who is spoken of tells. */
  readonly isMine: boolean;
}

/** A full name that a message gives as the one that holds, whatever else it says; null where it gives none. */
export function fullNameTold(text: string): Told | null {
  for (const [told, isMine] of [
    [MINE, true],
    [OF_ONE, false],
  ] as const) {
    // In capitals alone nothing tells a name from other words, and a question gives none.
    if (!isMine && (!/\p{Ll}/u.test(text) || text.includes("?"))) continue;
    const found = told.exec(text)?.groups?.name;
    const name = found === undefined ? null : personName(found, "another");
    if (name !== null) return { name, isMine };
  }
  return null;
}

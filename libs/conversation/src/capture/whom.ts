import { RELATIVES, type Relative, relativeAs } from "./relations.ts";

const LETTERS = "[\\p{L}\\p{M}’-]+";
const START = "(?<![\\p{L}'’])";
const END = "(?![\\p{L}'’])";
const pattern = (form: string) => new RegExp(`${START}(?:${form})${END}`, "iu");

/** Said in order to leave oneself out: "não pra mim", "not for me". */
const NOT_MINE = pattern(
  "(?:n[ãa]o|nem|no|not|isn'?t)(?: (?:é|e|eh|es|it'?s))? (?:(?:para|pra|pa|pro|for) )?(?:mim|m[íi]|eu|yo|me|myself)",
);
/** The writer takes the place of the patient: "pode colocar no meu nome", "put me". */
const IN_MY_NAME = pattern(
  "(?:(?:n?o|em|no) )?meu (?:pr[óo]prio )?nome|(?:(?:a|en|con) )?mi (?:propio )?nombre|(?:in|under) my (?:own )?name|put me(?: down)?|(?:pode|podem|puede[ns]?) (?:me (?:colocar|p[ôo]r|botar|poner)|ponerme)|(?:coloca|bota|p[õo]e|pon|ponga|anota) (?:eu|a m[íi])",
);
/** More than one: the reader knows, or it is asked. */
const WITH_ME = pattern(
  "(?:eu|mim|yo|m[íi]) (?:e|y|mais|con|com)|(?:e|y|and) (?:eu|mim|yo|m[íi]|me|i)|(?:me|i|myself) and|n[óo]s|nosotr[oa]s|us|both|amb[oa]s|(?:os|as|los|las|the) (?:dois|duas|dos|two)",
);
const RELATIVE = new RegExp(`${START}(?<relation>${RELATIVES})${END}`, "giu");
const YOUNGEST = /^caçula$/iu;
/** By what people call a husband, a wife or a parent at home. */
const AT_HOME = pattern("(?:meu|minha) (?:v[ée]i[oa]|velh[oa]|coroa)|mi viej[oa]|my old (?:man|lady)");
/** "Pra Lucineide", "for Teo": somebody, by name. */
const BY_NAME = new RegExp(
  `${START}(?:para|pra|pro|pa|for) (?:(?:[oa]|el|la|seu|dona|don|doña) )?(?-i:\\p{Lu})${LETTERS}`,
  "iu",
);
const OF_THEM = pattern("(?:para|pra|pro|pa|for) (?:el[ea]|él|ella|him|her|them)");

/**
 * Whom an answer to "for whom?" names by its words, where a reader is not sure: somebody who is called by what they are to the
 * writer or by name, or the writer. Null where more than one is named, or none.
 */
export function whomNamed(text: string): Relative | "self" | null {
  const isNotMine = NOT_MINE.test(text);
  const rest = text.replace(NOT_MINE, " ");
  if (IN_MY_NAME.test(rest)) return isNotMine ? null : "self";
  if (WITH_ME.test(rest)) return null;
  const called = [...rest.matchAll(RELATIVE)].map(({ groups }) => groups!.relation!);
  // "Irmã caçula" is called a sister.
  const named = new Set(called.filter((word) => called.length === 1 || !YOUNGEST.test(word)).map(relativeAs));
  const [relation, another] = named;
  if (another !== undefined) return null;
  if (relation !== undefined) return relation;
  return AT_HOME.test(rest) || BY_NAME.test(rest) || (OF_THEM.test(rest) && isNotMine) ? "relative" : null;
}

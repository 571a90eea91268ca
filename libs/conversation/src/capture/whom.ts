import { isOneOfChildren, PARENTS, RELATIVES, type Relative, relativeAs } from "./relations.ts";

const LETTERS = "[\\p{L}\\p{M}’-]+";
const START = "(?<![\\p{L}'’])";
const END = "(?![\\p{L}'’])";
const pattern = (form: string) => new RegExp(`${START}(?:${form})${END}`, "iu");

/** Said in order to leave oneself out: "não pra mim", "not for me". */
const NOT_MINE = pattern(
  "(?:n[ãa]o|nem|no|not|isn'?t)(?: (?:é|e|eh|es|it'?s|sou|soy))? (?:(?:para|pra|pa|pro|for) )?(?:mim|m[íi]|eu|yo|me|myself)",
);
/** The writer takes the place of the patient: "pode colocar no meu nome", "put me". */
const IN_MY_NAME = pattern(
  "(?:(?:n?o|em|no) )?meu (?:pr[óo]prio )?nome|(?:(?:a|en|con) )?mi (?:propio )?nombre|(?:in|under) my (?:own )?name|put me(?: down)?|(?:pode|podem|puede[ns]?) (?:me (?:colocar|p[ôo]r|botar|poner)|ponerme)|(?:coloca|bota|p[õo]e|pon|ponga|anota) (?:eu|a m[íi])",
);
/** "Para mi muchachito", without the accent that nobody writes: somebody of the writer's, and not the writer. */
const OF_MINE =
  /(?<!\p{L})(?:para|pa) mi (?!(?:que|porque|por|pues|pero|y|e|o|yo|no|si|sí|mism[oa]|mismit[oa]|sol[oa]|solit[oa]|nom[aá]s|nada|gracias|en|con|sin|la|el|es|quiero|tengo|estoy|soy|me|personalmente|directamente|bien|mero|mera|favor)(?!\p{L}))(?<called>\p{L}{3,})/iu;
const LITTLE = /(?<!^(?:viej|abuel|mam|pap|espos|suegr|señor))it[oa]$/iu;
/** Whether somebody of the writer's is named by a word that no list knows. */
export const isOfMine = (text: string): boolean => OF_MINE.test(text) && !/(?:para|pa) mí(?!\p{L})/iu.test(text);

/** More than one: the reader knows, or it is asked. */
const WITH_ME = pattern(
  "(?:eu|mim|yo|m[íi]) (?:e|y|mais|con|com)|(?:e|y|and) (?:eu|mim|yo|m[íi]|me|i)|(?:me|i|myself) and|n[óo]s|nosotr[oa]s|us|both|amb[oa]s|(?:os|as|los|las|the) (?:dois|duas|dos|two)",
);
/** Said after "sou eu", "it's me", it tells what else the writer is or does: "sou eu quem responde por ela", "soy yo la mamá". */
const WHO_ELSE =
  "(?! ?(?:mesm[oa] |mism[oa] )?(?:(?:que|quem|quien|qui[ée]n|(?:el|la|o|a) que) (?!(?:vai|vou|va|voy)$)|(?:el|la|os|as|los|las|o|a|um|uma|una|su|the|h(?:er|is)|their) (?!(?:pr[óo]pri|propi|mesm|mism|pacient|patient|one$))|(?:who|that)(?!(?: will| would| is going to|['’]ll|['’]d| ll) (?!(?:writ|pay|ask|book|answer|tak|bring|driv|car)))|(?:writ|pay|ask|book|answer|tak|bring|car)ing|respons|m[ãa]e|pai|mam|pap|madre|padre))";
/** "Eu vou levar", "yo voy a acompañarla": to go along is not to come. */
const TO_COME =
  "(?! (?:a )?(?!(?:ir|ser|fazer|hacer|passar|pasar|consultar(?:me)?|tratar(?:me)?|comparecer|asistir|usar|participar|come[çc]ar|empezar)(?!\\p{L}))\\p{L}+[aei]r(?:l[aeo]s?|[mt]e|se|nos)?(?!\\p{L}))";
/** Who comes is the writer, whoever else is named: "voy yo, quizá mi esposa se arrime", "para este su servidor". */
const I_COME = pattern(
  `(?:voy|iré|vou|irei|vo|va|vai|sou|soy|seré|serei|vengo|sería|seria) (?:a ser |ser |ir )?(?:eu|yo)${WHO_ELSE}|(?:eu|yo) (?:mesm[oa]s? |mism[oa]s? )?(?:que )?(?:vou|irei|voy|iré|vo)${TO_COME}|(?:est[ea]|um|un|una|uma) (?:su |seu |sua )?(?:servidora?|servo)|est[ea] (?:que )?(?:te|le|les|vos|lhes?) (?:escreve|escribe|fala|habla)(?! (?:é|es|e) )|(?:la|el|o|a|quem|quien) (?:(?:que|q) )?(?:(?:te|le|les|vos|lhes?) )?(?:escreve|escribe|está escrevendo|está escribiendo)(?! (?:é|es|e) )|(?:(?:a|la|the|my|minha|mi) )?(?:sess[ãa]o|sesi[óo]n|session|consulta|cita|terapia|therapy|appointment|vaga) (?:é|eh|es|is|seria|sería|would be) (?:minha|m[íi]a|mine)|yours truly|(?:it'?s|it is|it'?ll be|it will be) me${WHO_ELSE}|i(?:'m| am) the (?:one|patient)${WHO_ELSE}|i(?:'ll| will) be the one${WHO_ELSE}`,
);
/** What stands beside "sou eu" tells whose relative the writer is: "sou eu, a mãe", "it's me, her mom". */
const AS_RELATIVE = new RegExp(
  `^ *(?:a|o|el|la|the|su|her|his|their) (?:${PARENTS}|${RELATIVES}|respons[áa]vel|tutora?|guardi[ãa]n?)${END}`,
  "iu",
);
/** "Sou eu, a mãe": asked for whom, the writer says who writes. */
const WHO_WRITES = new RegExp(
  `^(?:(?:sou|é|eh|soy|es|it'?s|i'?m|aqui é) )?(?:eu|yo|me)(?: mesm[oa]| mism[oa])?,? +(?:a|o|la|el|su|the|his|her) (?:${PARENTS}|respons[áa]vel|tutora?)[^\\p{L}]*$`,
  "iu",
);
export const saysWhoWrites = (text: string): boolean => WHO_WRITES.test(text.trim());
const ALSO = pattern("tamb[eé]m|também|también|too|as well|junt[oa]s?|together|n[ãa]o|no|not|mas|pero|but");
const RELATIVE = new RegExp(`${START}(?<relation>${RELATIVES})${END}`, "giu");
const YOUNGEST = /^caçula$/iu;
/** By what people call a husband, a wife or a parent at home. */
const AT_HOME = pattern("(?:meu|minha) (?:v[ée]i[oa]|velh[oa]|coroa)|mi viej[oa]|my old (?:man|lady)");
/** "Pra Lucineide", "for Teo": somebody, by name. */
const BY_NAME = new RegExp(
  `${START}(?:para|pra|pro|pa|for) (?:(?:[oa]|el|la|seu|dona|don|doña) )?(?-i:\\p{Lu})${LETTERS}`,
  "iu",
);
/** For somebody, and not said in order to leave them out: "não é pra minha mãe, sou eu". */
const FOR_RELATIVE = pattern(
  `(?<!(?:n[ãa]o|nem|no|not|isn'?t)(?: (?:é|e|eh|es|it'?s|será?))? )(?:para|pra|pro|pa|p|for) (?:(?:[oa]|el|la|the|um|uma|una?|meus?|minhas?|mis?|my|our|noss[oa]s?|nuestr[oa]s?|dois|duas|dos|two) )*(?:${RELATIVES})s?`,
);
const OF_THEM = pattern("(?:para|pra|pro|pa|for) (?:el[ea]|él|ella|him|her|them)");

/** Two who are named side by side, or counted: "pra minha filha e pro meu filho", "my two boys". */
const ANY = "(?:(?:para|pra|pro|pa|for|[oa]|el|la|the) )?(?:(?:meus?|minhas?|mis?|my|our|noss[oa]s?|nuestr[oa]s?) )?";
const TWO = pattern(
  `(?:${RELATIVES}) (?:e|y|and|mais|&) ${ANY}(?:${RELATIVES})|(?:dois|duas|dos|two|tr[êe]s|three|both|amb[oa]s) (?:my |of my |meus |minhas |mis |[oa]s |los |las )?(?:${RELATIVES})s|(?:g[êe]me[oa]s|mellizos|gemel[oa]s|twins)`,
);

/** For whom an answer is, whatever else it names: the writer alone, or two or more, or not the writer but whoever is named. */
export function whomBeyondDoubt(text: string): Relative | "self" | "several" | null {
  if (comesAlone(text)) return "self";
  if (TWO.test(text)) return "several";
  if (isOneOfChildren(text)) return "child";
  return NOT_MINE.test(text) ? whomNamed(text) : null;
}

/** Whom the words say that it is for: "é pro meu menino, ele troca o R pelo L". Null where they name more than one, or ask. */
export const whomToldFor = (text: string): Relative | null => {
  if (text.includes("?") || !FOR_RELATIVE.test(text)) return null;
  const whom = whomNamed(text);
  return whom === "self" ? null : whom;
};

/** "Não é pra mim": whoever it is for, it is not the writer. */
export const isNotMine = (text: string): boolean => NOT_MINE.test(text);

/** A person is spoken of, in whatever way: nobody is looked for where there is no word of one. */
export function speaksOfAnother(given: string): boolean {
  const text = given.replace(SURNAME, "");
  return ANOTHER.test(text) || AT_HOME.test(text) || BY_NAME.test(text) || text.search(RELATIVE) >= 0;
}
/** "Sebastião Neto", "Neto é sobrenome": a relative only by its letters. */
const SURNAME = /(?<!\p{L})(?:Neto|Netto|Neta|Sobrinho|Filho)(?!\p{L})(?! (?:d[aeo]|meu|minha) )/gu;
const ANOTHER = pattern(
  "\\p{L}*d?el[ea]s?|él|ella|ellos|ellas|l[eo]s?|su|seus?|suas?|s?he|him|his|hers?|they|them|their|someone|somebody|algu[ée]m|alguien|pessoas?|personas?|person|people|outr[oa]s?|otr[oa]s?|other|pacientes?|patients?|alun[oa]s?|alumn[oa]s?|student|vizinh[oa]|vecin[oa]|neighbou?r|colega|chefe|jefe|boss|empregad[oa]|funcion[áa]ri[oa]|dele|dela|idos[oa]|anci[ãa][on]?|abuelit[oa]|vov[óôoa]|vozinh[oa]|vó|vô|teens?|adolescentes?|jovem|joven|crian[çc]as?|menores?|kids?|children|\\p{L}*(?:filh|hij|net[oa]|niet|irm[ãa]|herman|sobrin|ni[ñn][oa]|menin|bab|m[ãa]e|pai|pap|mam|espos|marid|ti[oa]|prim)\\p{L}*|anos|años|years? old|cas(?:al|ados)|pareja|couple|noiv|n[óo]s|nosotr[oa]s|us|we|our|noss[oa]|nuestr[oa]",
);

/**
 * Whether the writer says that they come themselves, and neither that somebody comes with them nor that it is otherwise. Not where it is
 * for somebody else: "é para minha filha, sou eu quem responde por ela".
 */
export const comesAlone = (text: string): boolean => {
  const clauses = text.split(/[,.;:!?\n]/).map((clause) => clause.trim());
  const at = clauses.findIndex((clause) => I_COME.test(clause));
  if (at < 0 || WITH_ME.test(text) || ALSO.test(clauses[at]!)) return false;
  const isForAnother = FOR_RELATIVE.test(text) || BY_NAME.test(text);
  return !isForAnother && !clauses.slice(at + 1).some((clause) => AS_RELATIVE.test(clause));
};

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
  const mine = OF_MINE.exec(rest)?.groups?.called;
  if (mine !== undefined && LITTLE.test(mine)) return "child";
  return AT_HOME.test(rest) || BY_NAME.test(rest) || (OF_THEM.test(rest) && isNotMine) ? "relative" : null;
}

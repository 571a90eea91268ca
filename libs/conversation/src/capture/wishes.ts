import type { Language } from "@acolhe/events";
import { type Named, named } from "../reading/options.ts";
import { plain } from "../state/utterance.ts";
import { ADULT_YEARS } from "./ages.ts";
import { personName } from "./person-name.ts";
import { RELATIVES, type Relative, relativeAs } from "./relations.ts";

/** What one person is to be booked. */
export interface Wish {
  readonly service: string;
  /** Null where it is not said who that person is to the writer. */
  readonly whom: Relative | "self" | null;
  /** By name, or by what they are to the writer: "sua filha". */
  readonly called: string | null;
  /** The same, where it is a name. */
  readonly name: string | null;
  readonly years: number | null;
}

interface Service extends Named {
  readonly id: string;
}

interface Reader {
  readonly services: readonly Service[];
  readonly language: Language;
  /** The writer's own name, if it is known. */
  readonly own: string | undefined;
  /** A service is asked for: two of them and no more words are two wishes. */
  readonly isAsked: boolean;
}

interface Person {
  /** Tells one from another. */
  readonly key: string;
  readonly whom: Wish["whom"];
  readonly name: string | null;
  /** "Sua filha". */
  readonly related: string | null;
  /** "Pra mim" says for whom it is; "eu quero" only that somebody wishes. */
  readonly isTarget: boolean;
}

interface Piece {
  readonly text: string;
  readonly sentence: number;
  readonly isJoined: boolean;
}

interface Part extends Piece {
  readonly service: string | undefined;
  readonly person: Person | null;
}

/**
 * The wishes of a message in which more than one is told, in its order: "psiquiatra pra mim e psicóloga pra minha filha", "fono e TO pro
 * meu filho". Empty where it is one, or none, or somebody tells of what was, or asks what there is.
 */
export function wishesIn(text: string, reader: Reader): readonly Wish[] {
  const pieces = piecesIn(text);
  // Most messages are of one piece, and tell one wish at most.
  if (pieces.length < 2) return [];
  const parts = partsOf(pieces, reader);
  const people = peopleIn(parts, text);
  const pairs = pairsIn(parts);
  const hasTarget = pairs.some(({ person }) => person.isTarget);
  const byPerson = new Map(
    pairs
      .filter(({ person }) => person.whom !== "self" || person.isTarget || !hasTarget)
      .toReversed()
      .map((pair) => [pair.person.key, pair]),
  );
  const wishes = [...byPerson.values()].toReversed();
  const found = new Set(wishes.map(({ service }) => service)).size > 1 ? wishes : twoOfOne(parts, reader);
  return found.map(({ service, person }) => ({ service, ...people(person) }));
}

const SENTENCE_END = /[.;!?\n]+/u;
const PART_END = /(?<comma>[,:]\s*|\s+[–-]\s+)|\s+(?:e|y|and|mais|m[aá]s|plus|&|\+)\s+/giu;

function piecesIn(given: string): Piece[] {
  const text = /\p{Ll}/u.test(given) ? given.replace(SHORT, "terapia ocupacional") : given;
  return text.split(SENTENCE_END).flatMap((words, sentence) => {
    const ends = [...words.matchAll(PART_END)];
    return [0, ...ends.map(({ index, 0: end }) => index + end.length)].flatMap((from, at) => {
      const one = words.slice(from, ends[at]?.index).trim();
      const isJoined = at > 0 && ends[at - 1]!.groups?.comma === undefined;
      return one === "" ? [] : [{ text: one, sentence, isJoined }];
    });
  });
}

function partsOf(pieces: readonly Piece[], reader: Reader): Part[] {
  return pieces.flatMap((piece) => {
    const said = plain(piece.text);
    if (NO_WISH.test(said)) return [];
    const service = named(reader.services, said, reader.language)?.id;
    return [{ ...piece, service, person: personIn(piece.text, reader) }];
  });
}
/** As it is called for short. Written small it is something else: "tô". */
const SHORT = /(?<![\p{L}.])T\.?O\.?(?!\p{L})/gu;

/** Of what was, what others say, and what is asked. In plain form. */
const NO_WISH =
  /(?:^| )(?:faz(?:ia|emos)?|faco|fez|fiz|ja|tratou|trata|toma|tomo|encaminh[a-z]+|indic[a-z]+|pediu|pediram|disse|falou|mandou|recomend[a-z]+|hace|hago|hizo|ya|dijo|dice|pidio|deriv[a-z]+|(?:voces|vcs|vc|ustedes) t[ei][a-z]+|tienen|hay|ha|do you|are there|is there|already|has been|was|were|said|told|referred|recommended|see(?:s|ing)|saber|cobrem?|cubren?|covers?|quanto|cuanto|how much|valor(?:es)?|precos?|precios?|prices?|aceitam?|aceptan?|accept|nao|no quier[oa]|don t|ou|or)(?: |$)/;

const LETTERS = "[\\p{L}\\p{M}’-]+";
const FOR = "(?:para|pra|pro|pras|pros|prá|pa|p|for)";
const ARTICLE = "(?:(?:[oa]s?|el|la|the|seu|dona|um|uma) )?";
const MY = "(?:meus?|minhas?|noss[oa]|mi|mis|nuestr[oa]|my|our)";
const START = "(?<![\\p{L}'’])";
const END = "(?![\\p{L}'’])";
const NAME = `(?<name>(?-i:\\p{Lu})\\p{Ll}${LETTERS}(?: (?:(?:d[aeo]s?|del|de la) )?(?-i:\\p{Lu})\\p{Ll}${LETTERS})*)`;
const form = (pattern: string) => new RegExp(pattern, "iu");
const TO_SELF = form(`${START}${FOR} (?:mim|eu|m[íi](?! \\p{L})|me|myself)${END}`);
const SELF = form(
  `(?:^|${START})(?:eu|yo|i(?:'d|'m)?)(?= |$)|^(?:(?:a|o|la|el) )?(?:minha|meu|m[íi]a|m[íi]o|mine)(?= (?:é|e|eh|es|is|seria))`,
);
const TO_RELATIVE = form(`${START}${FOR} ${ARTICLE}(?:(?<my>${MY}) )?(?<relation>${RELATIVES})${END}`);
const RELATIVE = form(`(?<!(?:d[aeo]|del|of|com|con|with) )${START}(?<my>${MY}) (?<relation>${RELATIVES})${END}`);
const TO_NAME = form(`${START}${FOR} ${ARTICLE}${NAME}`);
const NAMED = form(
  `(?:^(?:(?:e|y|and|tenho|tengo|i have) )?|${START}(?:tenho|tengo|i have) )(?:(?:[oa]|el|la) )?${NAME}(?= *(?:$|[(\\d]|de \\d|que |q |precisa|quer |é |eh |vai |seria |fica |needs|wants|is |would|necesita|quiere|es |va ))|^(?:(?:e|y|and) )?(?:[oa]|el|la) ${NAME.replace("name", "after")}`,
);
const OF_RELATIVE = form(`${START}${MY} (?:${RELATIVES}),? (?:(?:[oa]|el|la|named|called|chamad[oa]) )?${NAME}`);
const TO_THEM = form(`${START}(?:${FOR} |d)(?<who>el[ea]|él|ella|him|her)${END}`);
const THEY = form(`^(?:(?:e|y|and) )?(?<who>el[ea]|él|ella|s?he)(?= )`);

function personIn(text: string, { services, own }: Reader): Person | null {
  const self: Person = { key: "self", whom: "self", name: null, related: null, isTarget: true };
  if (TO_SELF.test(text)) return self;
  const target = TO_RELATIVE.exec(text)?.groups;
  const { relation, my } = target ?? RELATIVE.exec(text)?.groups ?? {};
  const byName = (OF_RELATIVE.exec(text) ?? TO_NAME.exec(text) ?? NAMED.exec(text))?.groups;
  const name = nameOf(byName?.name ?? byName?.after, services);
  if (name !== null && name.split(" ")[0] === own?.split(" ")[0]) return self;
  const isTarget = target !== undefined || TO_NAME.test(text) || TO_THEM.test(text);
  const who = (TO_THEM.exec(text) ?? THEY.exec(text))?.groups?.who?.toLowerCase();
  const mine = relation === undefined || my === undefined ? null : `${YOUR[my.toLowerCase()]} ${relation}`;
  const related = mine ?? (who === undefined ? null : (OBJECT[who] ?? who));
  const whom = relation === undefined ? null : relativeAs(relation);
  const key = name ?? relation ?? (who === undefined ? null : "they");
  if (key !== null) return { key: plain(key).split(" ")[0]!, whom, name, related, isTarget };
  return SELF.test(text) ? { ...self, isTarget: false } : null;
}
const OBJECT: Readonly<Record<string, string>> = { he: "him", she: "her" };
/** What the writer calls "minha" is the reader's "sua". */
const YOUR: Readonly<Record<string, string>> = {
  ...{ meu: "seu", meus: "seus", minha: "sua", minhas: "suas", nosso: "seu", nossa: "sua" },
  ...{ mi: "tu", mis: "tus", nuestro: "tu", nuestra: "tu", my: "your", our: "your" },
};

/** A name that is none of a service's words, and can be one. */
function nameOf(found: string | undefined, services: readonly Service[]): string | null {
  const name = found === undefined ? null : personName(found, "another");
  if (name === null) return null;
  const first = plain(name).split(" ")[0]!;
  const isService = services.some(({ names }) => names.some((one) => one.split(" ").includes(first)));
  return isService ? null : name;
}

interface Pair {
  readonly service: string;
  readonly person: Person;
}

/** Who stands beside a service, or right before or behind it in the same sentence. */
function pairsIn(parts: readonly Part[]): readonly Pair[] {
  let open: Part | null = null;
  return parts.flatMap((part) => {
    const { service, person } = part;
    const before: Part | null = open?.sentence === part.sentence ? open : null;
    open = null;
    if (service !== undefined && person) return [{ service, person }];
    if (service !== undefined && before?.person) return [{ service, person: before.person }];
    if (person && before?.service !== undefined) return [{ service: before.service, person }];
    if (service !== undefined || person) open = part;
    else open = before;
    return [];
  });
}

/** "Quero fono e TO pro meu filho": two services side by side, and one person at most. */
function twoOfOne(parts: readonly Part[], { isAsked }: Reader): readonly Pair[] {
  const people = parts.flatMap(({ person }) => (person && (person.isTarget || person.whom !== "self") ? [person] : []));
  if (new Set(people.map(({ key }) => key)).size > 1) return [];
  const person = people[0] ?? { key: "", whom: null, name: null, related: null, isTarget: false };
  const at = parts.findIndex(({ service, isJoined, sentence }, index) => {
    const before = parts[index - 1];
    if (!before || !isJoined || before.sentence !== sentence) return false;
    if (service === undefined || before.service === undefined || service === before.service) return false;
    const isBare = isAsked && before.text.split(" ").length <= BARE_WORDS_MAX;
    return isBare || WISHES.test(plain(before.text));
  });
  return at < 0 ? [] : [parts[at - 1]!, parts[at]!].map(({ service }) => ({ service: service!, person }));
}
const BARE_WORDS_MAX = 3;
const WISHES =
  /(?:^| )(?:quero|queria|queremos|gostaria|precis[ao]|marcar|agendar|duas consultas|dois atendimentos|quiero|quisiera|necesit[oa]|want|needs?|book|schedule|would like)(?: |$)/;

/** Who somebody is, by all that the message says of them. */
function peopleIn(parts: readonly Part[], text: string): (person: Person) => Omit<Wish, "service"> {
  const all = parts.flatMap(({ person, text: words }) => (person ? [{ ...person, words }] : []));
  const known = [...new Set(all.flatMap(({ name, key }) => (name === null ? [] : [key])))];
  return ({ key: given, whom }) => {
    // "Eu tenho 44 e a Bianca 15. eu quero psiquiatra e ela psicóloga": she is the only one who was named.
    const key = given === "they" && known.length === 1 ? known[0]! : given;
    const same = all.filter((one) => one.key === key);
    const name = same.flatMap((one) => one.name ?? []).toSorted((a, b) => b.length - a.length)[0] ?? null;
    const years = same.flatMap(({ words }) => AGE.exec(words)?.groups?.years ?? [])[0];
    const age = years === undefined ? null : Number(years);
    const related = whom ?? same.find((one) => one.whom !== null)?.whom ?? (age === null ? null : agedAs(age));
    const called = name ?? same.find((one) => one.related !== null)?.related ?? null;
    return { whom: related ?? (name !== null && CHILDREN.test(text) ? "child" : null), name, called, years: age };
  };
}
const AGE = /(?<![\d/.:])(?<years>\d{1,2})(?![\d/:h])(?! ?(?:h|hs|horas?|meses|months|am|pm|de \p{L})(?!\p{L}))/iu;
const agedAs = (years: number): Relative => (years < ADULT_YEARS ? "child" : "relative");
const CHILDREN = form(
  `${START}(?:${MY} |dois |duas |dos |two )+(?:filh[oa]s|hij[oa]s|kids|children|sons|daughters|net[oa]s|crianças|niñ[oa]s)${END}`,
);

import { plain } from "../state/utterance.ts";
import { YEARS } from "./ages.ts";
import { NEVER_IN_NAMES, NO_NAME_ALONE } from "./no-names.ts";
import { inDigits } from "./number-words.ts";
import { personName } from "./person-name.ts";
import { PARENTS, RELATIVES } from "./relations.ts";
import { withoutTowns } from "./towns.ts";

/** Somebody a message speaks of, with all that it says of them. */
export interface Person {
  readonly isSelf: boolean;
  /** What they are to the writer, as it was said: "sobrinho". */
  readonly relation: string | null;
  readonly name: string | null;
  readonly years: number | null;
  /** Said to be whom it is for: "pro meu marido". */
  readonly isFor: boolean;
  /** By a name that many have. */
  readonly isKnown: boolean;
  /** Said to be called so: "se llama X", "her name is X". */
  readonly isCalled: boolean;
}

type Kind = "self" | "relation" | "parent-of" | "name" | "own-name" | "own-age" | "age" | "they" | "called";
interface Mention {
  readonly kind: Kind;
  readonly at: number;
  readonly end: number;
  readonly value: string;
  readonly isFor: boolean;
}
type Mutable = { -readonly [K in keyof Person]: Person[K] };
const UNKNOWN: Person = {
  isSelf: false,
  relation: null,
  name: null,
  years: null,
  isFor: false,
  isKnown: false,
  isCalled: false,
};

const START = "(?<![\\p{L}\\p{M}\\d'’])";
const END = "(?![\\p{L}\\p{M}'’])";
const FOR = "(?:para|pra|pras|pro|pros|pr[aá]|pa|p|for)";
const MY = "(?:meus?|minha|noss[oa]|mi|nuestr[oa]|my|our)";
const ROLES =
  "funcion[áa]ri[oa]|colaborador[a]?|empregad[oa]|alun[oa]|pacient[ea]|emplead[oa]|alumn[oa]|employee|student|patient";
/** Accents are left out more often than not. */
const RELATIONS = `${RELATIVES}|mae|avo|irma`;
/** Before an age without a word for years. */
const AGED = "(?:tem|tiene|fez|cumpli[óo]|has|turned|(?:t[áa]|est[áa]) com|est[áa] con)";
/** Behind a number that counts no things. */
const UNCOUNTED =
  "(?![\\d/:h%])(?=\\s*(?:[,.;)!?(](?!\\d)|$|(?:e|y|and|pra|pro|para|mas|pero|but|me|ele|ela|eu|é|eh|es|is|que|quem)(?!\\p{L})))";
const each = (form: string) => new RegExp(`${START}(?:${form})`, "giu");

const I_AM = "(?:(?:eu )?sou|(?:yo )?soy|i['’]m|i am|this is|aqui é)";
/** Before the name of a person who is spoken of. */
const CALLED =
  "(?:se chama|se llama|chama-se|(?<=(?:el[ea]|que|q) )chama|(?:is|['’]s) (?:called|named)|(?:(?:o |el )?(?:nome|nombre) (?:completo )?(?:del[ea]|de ella|de [eé]l)|(?:his|her)(?: full)? name|su nombre(?: completo)?)(?: (?:é|eh|es|is)|['’]s|:))";

const FORMS: readonly (readonly [Kind, RegExp])[] = [
  ["parent-of", each(`(?<value>${PARENTS}) (?:d[aeo]s?|del|de la|de|of)(?= (?!qu)\\p{L})${END}`)],
  [
    "relation",
    each(
      `(?:(?<for>${FOR}) )?(?:(?:[oa]|el|la|the) )?${MY} (?:(?:pequen[oa]|younger|older|little|elder|eldest|youngest) )?(?<value>${RELATIONS}|${ROLES})(?: (?:mais (?:nov|velh)[oa]|ca[çc]ula|menor|mayor))?(?:['’]s(?= (?:full )?name))?${END}`,
    ),
  ],
  [
    "relation",
    each(`(?:(?<for>${FOR}) )?(?:[oa]|el|la|his|her) (?<value>${RELATIONS})(?: (?:del[ea]|de ella|de [eé]l))${END}`),
  ],
  ["relation", each(`(?:(?<for>${FOR}) )?(?:[oa]|el|la|the) (?<value>${ROLES})${END}`)],
  ["relation", each(`(?<for>pr[oa]) (?<value>${RELATIONS})${END}`)],
  ["relation", each(`(?:um|uma|un|una) (?<value>${ROLES})${END}`)],
  [
    "own-name",
    each(
      "(?:(?:o )?meu nome (?:completo )?(?:é|eh|e)|me chamo|mi nombre (?:completo )?es|me llamo|my (?:full )?name(?:['’]s| is))(?: [ao])?(?= )",
    ),
  ],
  [
    "own-name",
    each(
      "(?:(?:eu )?sou|aqui (?:é|quem fala é)|yo soy|soy|i['’]m|i am|this is)(?: (?:[ao]|la|el))?(?= (?-i:\\p{Lu})\\p{Ll})",
    ),
  ],
  [
    "own-name",
    each(
      `${I_AM} (?:(?:a|o|la|el|su|his|her|their|the) )?(?:${RELATIONS}|${PARENTS})(?: (?:del[ea]|de ella|de [eé]l))?,?(?= (?-i:\\p{Lu})\\p{Ll})`,
    ),
  ],
  ["called", each(`(?:(?:el[ea]|[eé]l|ella|s?he|que|q|who) |s?he(?=['’]))?${CALLED}(?= )`)],
  [
    "own-age",
    each(`(?:(?:eu )?tenho|(?:yo )?tengo|i['’]m|i am|sou eu,?|soy yo,?) (?<value>\\d{1,2})(?: ?${YEARS})?${UNCOUNTED}`),
  ],
  ["self", each(`(?:(?<for>${FOR}) )?(?:eu|mim|yo|m[ií] m[ie]sm[oa]|mí|myself|me|i)${END}`)],
  ["they", each(`(?:el[ea]|[eé]l|ella|s?he)(?!['’])${END}`)],
  ["age", each(`(?:${AGED} )?(?<value>\\d{1,2}) ?${YEARS}${END}`)],
  [
    "age",
    each("(?:fez|cumpli[óo]|turned) (?:los )?(?<value>\\d{1,2})(?= (?:em|en|in|n[oa]|agora|ahora|now)(?!\\p{L}))"),
  ],
  ["age", each(`(?:${AGED} )?(?<value>\\d{1,2})${UNCOUNTED}`)],
];

const NAME_WORD = "\\p{L}[\\p{L}\\p{M}’'-]*";
const CAPITAL = "\\p{Lu}(?:[’']\\p{Lu})?[\\p{Ll}\\p{M}]+(?:[’'-]\\p{L}[\\p{Ll}\\p{M}]*)*";
const WRITTEN = new RegExp(
  `${START}${CAPITAL}(?: (?:(?:d[aeo]s?|del|de la|van|von|der|van der|van den|bin|al) )?${CAPITAL})*`,
  "gu",
);
/** Words that can hardly be a name, though somebody is called so, and those who are spoken of. */
const NO_NAMES =
  /^(?:era|mora|cara|santa|alo|mas|ele|ela|estou|sera|terapia|psicoterapia|psicolog[oa]|psiquiatra|fono(?:audiologia)?|avaliacao|consulta|unimed|bradesco|amil|sulamerica|clinica|deus|whats(?:app)?|ola|oie?|bom|boa|segunda|terca|quarta|quinta|sexta|sabado|domingo|crianca|(?:mon|tues|wednes|thurs|fri|satur|sun)day|miercoles|viernes|jueves|tod[oa]s?|correct[oa]?|perfect[oa]?|perfeit[oa]|ud|uds|gracias|obrigad[oa]|thanks|particular|online|video|presencial|lunes|martes|hola|buenas|hello|good|rh|tea|tdah|nome|nombre|name)$/;
const KIN = new RegExp(`^(?:${RELATIVES}|${PARENTS}|${ROLES})s?$`, "iu");

const isNoName = (word: string): boolean => {
  const said = plain(word);
  return NO_NAMES.test(said) || NEVER_IN_NAMES.has(said) || NO_NAME_ALONE.has(said) || KIN.test(word) || KIN.test(said);
};

/** "Sou Fernanda", "Meu Théo": the first word has a capital because the sentence begins with it. */
function withoutNoNames(run: string): string {
  const [first = "", ...more] = run.split(" ");
  return isNoName(first) ? (more.length === 0 ? "" : withoutNoNames(more.join(" "))) : run;
}

/** Stands in small letters before somebody's name, and before other things as well. */
const BEFORE_NAME =
  /(?:^|[^\p{L}])(?:[oa]|el|la|d[ao]|del|pr[ao]|para|for|e|y|and|é|eh|es|is|eu|com|con|with|se chama|chamad[oa]|se llama|called|named)[ ,:]+$|^\s*$|[,.:(–-]\s*$/iu;

function namesIn(text: string, given: ReadonlySet<number>): Mention[] {
  const written = [...text.matchAll(WRITTEN)].flatMap(({ index, 0: run }) => {
    const found = withoutNoNames(run);
    const at = index + run.length - found.length;
    // The first word of a sentence has a capital anyway.
    const opens = /(?:^|[.!?…\n]\s*)$/u.test(text.slice(0, at));
    if (found === "" || (opens && !found.includes(" ") && !given.has(at))) return [];
    if (personName(found, "another") === null) return [];
    return [{ kind: "name" as const, at, end: at + found.length, value: found, isFor: isFor(text, at) }];
  });
  const small = [...text.matchAll(new RegExp(`${START}(?-i:\\p{Ll})${NAME_WORD.slice(5)}`, "gu"))].flatMap(
    ({ index, 0: word }) => {
      const isKnown = given.has(index) && BEFORE_NAME.test(text.slice(0, index));
      const isNext = given.has(index) && given.has(text.slice(0, index - 1).search(/[\p{L}\p{M}]+$/u));
      const isKin = isNext || (given.has(index) && AFTER_KIN.test(text.slice(0, index)));
      if (
        isNoName(word) ||
        !(isKnown || isKin || (given.has(index) && AGED_BEHIND.test(text.slice(index + word.length))))
      )
        return [];
      return [{ kind: "name" as const, at: index, end: index + word.length, value: word, isFor: isFor(text, index) }];
    },
  );
  return [...written, ...joined(small)];
}
/** "Carlos henrique" is one. */
function joined(names: readonly Mention[]): Mention[] {
  const all: Mention[] = [];
  for (const one of names) {
    const before = all.at(-1);
    if (before?.end === one.at - 1)
      all[all.length - 1] = { ...before, end: one.end, value: `${before.value} ${one.value}` };
    else all.push(one);
  }
  return all;
}
const AFTER_KIN = new RegExp(`(?:${RELATIVES}|${ROLES})[ ,:]+$`, "iu");
const AGED_BEHIND = new RegExp(
  `^,? (?:(?:de|tem|com|tiene|is) )?\\d{1,2}(?! ?(?:h|hs|horas?|x|vezes|%|reais)${END})`,
  "iu",
);
const isFor = (text: string, at: number): boolean =>
  new RegExp(`${START}${FOR} (?:(?:[oa]|el|la|the) )?$`, "iu").test(text.slice(0, at));

/** Neither of these tells an age: how long it has been, and how long somebody has been what they are. */
const NO_AGES = new RegExp(
  `(?<!\\p{L})(?:h[áa]|hace|faz(?:em)?|por|durante|desde os|desde as|[úu]ltimos|for|since) (?:uns |umas |mais de |cerca de |quase )?\\d{1,2} ?(?:${YEARS}|mes(?:es)?|months?|dias?|semanas?)|(?:quando|cuando|when|desde que|since)(?: \\p{L}+)? (?:fez|tinha|completou|cumpli[óo]|ten[íi]a|turned|was) \\d{1,2}|\\d{1,2} ?${YEARS} (?:de (?:casad|casamento|namoro|relac|uni|tratamento|terapia|empresa|experi)\\p{L}*|atr[áa]s|ago|juntos|depois|together)`,
  "giu",
);

function mentionsIn(given: string, places: ReadonlySet<number>): Mention[] {
  const text = given.replace(NO_AGES, (found) => " ".repeat(found.length));
  const forms = FORMS.flatMap(([kind, form]) =>
    [...text.matchAll(form)].map(({ index, 0: found, groups }) => ({
      kind,
      at: index,
      end: index + found.length,
      value: groups?.value ?? found,
      isFor: groups?.for !== undefined,
    })),
  );
  const taken: Mention[] = [];
  const isBeside = ({ kind, at }: Mention) =>
    (OF_PEOPLE.has(kind) && LEFT_OUT.test(text.slice(0, at))) ||
    (kind === "name" && [ABOUT, PLACE].some((form) => form.test(text.slice(0, at)))) ||
    (kind === "called" && OF_OTHERS.test(text.slice(0, at)));
  const told = [...forms, ...namesIn(text, places)].filter((one) => !isBeside(one));
  for (const one of told.toSorted((a, b) => a.at - b.at || b.end - a.end))
    if (taken.every(({ end }) => end <= one.at)) taken.push(one);
  return taken;
}

const OF_PEOPLE: ReadonlySet<Kind> = new Set(["relation", "name"]);
/** Named in order to leave them out, "não pro guri"; or as what it is about: "é sobre a Flor, mas quem vai sou eu". */
const LEFT_OUT =
  /(?<!\p{L})(?:n[ãa]o(?: [ée])?|nem|not|isn'?t|no (?:es )?(?=(?:para|pa)(?!\p{L})))(?: (?:para|pra|pro|pa|for))?(?: (?:[oa]|el|la|the))? $/iu;
const ABOUT = /(?<!\p{L})(?:sobre|about)(?: (?:[oa]|el|la))? $/iu;

/** What stands behind these is where people are, or come from: "I am from Lagos", "moro em Salvador". */
const PLACE =
  /(?<!\p{L})(?:(?:from|live in|living in|based in|here in|moro em|moramos em|aqui em|vivo en|vivimos en|ac[áa] en)|(?:sou|somos|soy|venho|vim|vengo|cidade|ciudad) (?:de|do|da))(?: \p{Lu}\p{L}+,)? $/iu;
/** A name that is told of one who treats, teaches or is kept at home is no patient's. */
const OF_OTHERS =
  /(?<!\p{L})(?:psic|psiq|psych|terap|therap|dra?|m[ée]dic|pediat|neuro|fono|prof|teacher|doctor|doutor|escola|escuela|school|empresa|company|cachorr|gat[oa]|perr|dog|cat)\p{L}*\.? $/iu;

/** Words between two mentions that leave them together: "marido, o carlos, ele tá com 52". */
const TOGETHER =
  /^(?:[\s,(:–-]|(?<!\p{L})(?:[oa]|el|la|que|q|se|chamad[oa]|chama|llama|called|named|é|eh|es|is|de|com|con|tem|ta|tá|tô|to|está|esta|fez|faz|tiene|has|who|agora|j[áa]|ya|now|dona|seu|don|doña|aged?|old|idade|edad|full|name|nome|nombre|uai|u[ée]|n[ée]|viu|sabe|mo[çc][oa]|pues|well)(?!\p{L}))*$/iu;
const ENDS = /[.!?;\n]/u;
const IS_THEN = /^(?:[\s,]|(?<!\p{L})(?:é|eh|e|es|is|[oa]|el|la|anos?)(?!\p{L}))+$/iu;

/** The people a message speaks of, in its order. @param given places of words that many are called by, in whatever letters */
export function peopleIn(said: string, given: readonly number[] = []): readonly Person[] {
  const text = withDigits(withoutTowns(said));
  const people: Mutable[] = [];
  let current = null as Mutable | null;
  let [pending, last, isTheirs] = [null as number | null, 0, false];
  const add = (one: Partial<Person>): Mutable => {
    const person = { ...UNKNOWN, ...one };
    people.push(person);
    return person;
  };
  const self = () => people.find((one) => one.isSelf) ?? add({ isSelf: true });
  const places = new Set(given);
  for (const { kind, at, end, value, isFor } of mentionsIn(text, places)) {
    const gap = text.slice(last, at);
    const isTogether: boolean = TOGETHER.test(gap);
    const who: Mutable | null = isTogether || (kind === "name" && IS_NAMED.test(gap)) ? current : null;
    if (kind === "parent-of") [current, isTheirs] = [null, true];
    else if (kind === "own-name") current = self();
    else if (kind === "self") {
      current = self();
      current.isFor ||= isFor || COMES_TOO.test(text);
    } else if (kind === "relation") {
      const named: boolean =
        who !== null && !who.isSelf && who.name !== null && who.relation === null && IS_OF.test(gap);
      current = named ? who! : add({});
      current.relation = value.toLowerCase();
      current.isFor ||= isFor;
    } else if (kind === "name") {
      const known = people.find((one) => one.name !== null && firstOf(one.name) === firstOf(value));
      const isOpen: boolean = who !== null && who.name === null;
      current = known ?? (isOpen ? who! : add(isTheirs && places.has(at) ? { relation: "filho" } : {}));
      current.name ??= personName(value, "another");
      current.isKnown ||= places.has(at);
      current.isFor ||= isFor;
      if (pending !== null && IS_THEN.test(gap)) [current.years, pending] = [pending, null];
    } else if (kind === "own-age") {
      current = self();
      current.years ??= Number(value);
      current.isFor ||= COMES_TOO.test(text);
    } else if (kind === "called") {
      current = who !== null && !who.isSelf && who.name === null ? who : (nameless(people) ?? add({}));
      current.isCalled = true;
    } else if (kind === "they") current = theyIn(people, value, current) ?? add({});
    else if (who !== null && who.years === null) who.years = Number(value);
    else if (current !== null && isSpokenOf(current, gap, text.slice(at, end))) current.years = Number(value);
    else if (!ENDS.test(gap) && /\p{L}/u.test(text.slice(at, end))) pending = Number(value);
    last = end;
  }
  return people.filter(
    (one) => !isPartOfOther(one, people) && (one.isSelf || (one.relation ?? one.name ?? one.years) !== null),
  );
}
/** Of whom only a relation or an age was told before their name. */
const nameless = (people: readonly Mutable[]): Mutable | undefined => {
  const [one, ...more] = people.filter(({ isSelf, name }) => !isSelf && name === null);
  return more.length === 0 ? one : undefined;
};
/** "Arthur Vogel. O Vogel é do pai": a name of which another holds every word is nobody else's. */
const isPartOfOther = (one: Person, all: readonly Person[]): boolean =>
  one.name !== null &&
  one.years === null &&
  all.some((other) => other !== one && isWithin(plain(one.name!).split(" "), plain(other.name ?? "").split(" ")));
const isWithin = (some: readonly string[], all: readonly string[]): boolean =>
  some.length < all.length && some.every((word) => all.includes(word));
/** The writer is one of those who come: "eu e o Pedro", "sou eu, 36, e meu filho". */
const COMES_TOO = new RegExp(
  `${START}(?:(?:eu|yo|i|mim|m[íi]|me|myself),? (?:\\p{Lu}\\p{L}+ )?(?:\\d{1,2},? )?(?:e|y|and|com|con|with)|(?:e|y|and|mais) (?:eu|mim|yo|m[íi]|me|i|myself)|(?:sou|soy) (?:eu|yo)|eu \\p{L}+ \\d{1,2}(?= e ))${END}(?! (?:quer|gost|precis|quier|necesit|want|need|sou|soy|am)\\p{L}*)`,
  "iu",
);
export const writerComesToo = (text: string): boolean => COMES_TOO.test(text);
/** "Meu sobrinho mora comigo, tem 15 anos": in the same sentence, and said with its verb. */
const isSpokenOf = ({ years, isSelf }: Person, gap: string, age: string): boolean =>
  years === null &&
  !isSelf &&
  !ENDS.test(gap) &&
  gap.length <= SPOKEN_OF_LENGTH_MAX &&
  /^\p{L}/u.test(age) &&
  !/(?<!\p{L})(?:quem|quien|who)(?!\p{L})/iu.test(gap);
const SPOKEN_OF_LENGTH_MAX = 40;
const IS_OF = /^\s*(?:[,(–-]|,? ?(?:que )?(?:é|eh|es|is)|,)\s*$/iu;
/** "A minha mãe é a Iracema", "meu filho de 6 anos se chama Theo". */
const IS_NAMED = /^[\s,]*(?:que |q )?(?:é|eh|es|is|se chama|chama|se llama)?(?: (?:[oa]|el|la|dona|seu))*\s*$/iu;

/** The first word of a name, in plain form: by it people are told apart. */
export const firstOf = (name: string): string => plain(name).split(" ", 1)[0]!;

/** Whom a "he" or "she" speaks of: who was named last, if they may be so called, else the first of whom no age was told. */
function theyIn(people: readonly Mutable[], word: string, current: Mutable | null): Mutable | null {
  const isShe = /^(?:ela|ella|she)$/iu.test(word);
  const fits = (one: Mutable) => !one.isSelf && isFemale(one) !== !isShe;
  if (current !== null && fits(current) && people.filter((one) => !one.isSelf).length === 1) return current;
  return people.find((one) => fits(one) && one.years === null) ?? people.findLast(fits) ?? null;
}
/** Undefined where neither the name nor the relation tells. */
const isFemale = ({ relation, name }: Person): boolean | undefined => {
  const word = plain(relation === "filho" && name !== null ? firstOf(name) : (relation ?? name ?? ""));
  if (/^(?:mae|mother|mom|mum|mulher|wife|sister|daughter|girl|grandmother|aunt|niece|girlfriend)$/.test(word))
    return true;
  return /a$/.test(word) ? true : /(?:o|e|i|r|l|s|n|u)$/.test(word) ? false : undefined;
};

/** "Seis anos" → "   6 anos": places in the text stay where they are. */
function withDigits(text: string): string {
  return text.replace(AGE_IN_WORDS, (found, words: string) => {
    const number = inDigits(plain(words));
    return /^\d{1,2}$/.test(number) ? `${number.padStart(words.length)}${found.slice(words.length)}` : found;
  });
}
const AGE_IN_WORDS = new RegExp(
  `(?<!\\p{L})((?:(?:vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|twenty|thirty|forty|fifty|sixty|seventy|eighty)(?: (?:e|y) |[- ]))?\\p{L}{2,10}) ?${YEARS}(?!\\p{L})`,
  "giu",
);

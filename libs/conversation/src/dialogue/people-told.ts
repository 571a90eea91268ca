import { ADULT_YEARS, AGE_VALUES, TEEN_YEARS, YEARS, yearsText } from "../capture/ages.ts";
import { birthDate, birthTold, bornBesideName, isAdultOn, NEWBORN_MS } from "../capture/birth-date.ts";
import { OWN_NAME } from "../capture/capture.ts";
import { firstOf, type Person, peopleIn, writerComesToo } from "../capture/people.ts";
import { relationTold } from "../capture/relation-told.ts";
import { PARENTS, RELATIVES, relativeAs } from "../capture/relations.ts";
import { isNotMine } from "../capture/whom.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { actsOf, does } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { plain } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { inSentence } from "../words/in-sentence.ts";
import { countTold } from "../words/told.ts";
import { takeEffect } from "./actions.ts";
import { ownNameTold, renameOwn, withWriterNamed } from "./own-name.ts";
import { BIRTH_OF_WRITER } from "./relative.ts";
import { keepByRoute } from "./slots.ts";

/*
 * Whoever is spoken of in a message, with their names, ages and what they are to the writer, is known from then on, whatever was asked: "meu
 * sobrinho Kauã de 15" tells five things, and none of them is asked for again. What is kept already changes by none of it.
 */

const FOR_WHOM = "for_whom";
const PATIENT_NAME = "patient_name";
const BIRTH_DATE = "birth_date";
/** Of somebody of age. */
const AGE = "age";
/** What is read back is put right in other ways; and who is known by the clinic has a record. */
const NOT_AT: ReadonlySet<string | undefined> = new Set(["summary", "correction", "danger"]);

/** Keeps what a message tells of people; gives back the names of the values that are new. */
export function keepPeople(draft: Draft, here: State | undefined, said: Said): readonly string[] {
  const { state, flow } = draft;
  const { utterance, understanding } = said;
  if (!understanding?.reading || utterance.optionId !== null || NOT_AT.has(here?.asks) || here?.urgent) return [];
  if (flow.head.slots?.[FOR_WHOM] === undefined || state.values.patient !== undefined) return [];
  const before = { ...state.values };
  const people = withWriterNamed(draft, here, peopleIn(utterance.text, understanding.given), utterance.text);
  const others = othersIn(draft, here, people);
  const own = people.find(({ isSelf }) => isSelf);
  keepOwn(draft, here, own, utterance.text);
  keepExchanged(draft, own, others);
  if (isBooked(draft, here, said)) keepWhom(draft, here, { said, own, others });
  keepOf(draft, here, { said, own, others });
  return Object.keys(state.values).filter((name) => before[name] !== state.values[name]);
}

/** The writer's name, before it is asked for; behind "sou" stands a name only where many have it, or where it has two words. */
function keepOwn(draft: Draft, here: State | undefined, own: Person | undefined, text: string): void {
  const known = draft.state.values[OWN_NAME];
  const full = here?.capture?.into === OWN_NAME ? null : ownNameTold(draft, text);
  if (full !== null) {
    renameOwn(draft, full);
    return;
  }
  if (!own?.name || here?.capture?.into === OWN_NAME) return;
  // "Patrícia de Recife" may tell where she lives.
  const name = BY_NAME.test(text) ? own.name : own.name.replace(/^(\S+) (?:de|do|da) \S+$/u, "$1");
  if (known !== undefined) {
    if (isFuller(name, known)) renameOwn(draft, name);
    return;
  }
  if (!BY_NAME.test(text) && !own.isKnown && !name.includes(" ") && !AS_RELATIVE.test(text)) return;
  setValue(draft, OWN_NAME, name);
  setValue(draft, "introduced", "sim");
}

/** The same name with more of it: "Ana", "Ana Souza". */
const isFuller = (name: string, known: string): boolean =>
  plain(name).startsWith(`${plain(known)} `) ||
  (!known.includes(" ") && name.includes(" ") && firstOf(name) === plain(known));

/** "Soy su mamá Elena": a name beside what the writer is to the patient. */
const AS_RELATIVE = new RegExp(
  `(?<!\\p{L})(?:sou|soy|i['’]m|i am|this is|aqui é) (?:(?:a|o|la|el|su|his|her|their|the) )?(?:${RELATIVES}|${PARENTS})(?!\\p{L})`,
  "iu",
);
/** "Meu nome é rosana", in whatever letters; "sou X" may be anything. */
const BY_NAME = /(?<!\p{L})(?:nome|me chamo|nombre|me llamo|name)(?!\p{L})/iu;

/** A booking, or a beginning in which nothing else is wished for or asked: who tells of a child then hardly wants the address. */
function isBooked({ flow, state: { values } }: Draft, here: State | undefined, said: Said): boolean {
  const wish = values.wish ?? values.guess ?? BOOKING;
  if (values.topic === "booking" || values[FOR_WHOM] !== undefined || does(flow, said, BOOKING)) return true;
  const isOpen = here === undefined || OPEN.has(here.asks);
  return isOpen && wish === BOOKING && ["ask:", "request:"].every((family) => actsOf(flow, said, family).length === 0);
}
const BOOKING = "request:book";
const OPEN: ReadonlySet<string | undefined> = new Set([OWN_NAME, "guess", "service_next"]);

/** "Kauã é meu sobrinho, eu sou a Denise": the name that was taken for the writer's is the patient's. */
function keepExchanged({ state: { values } }: Draft, own: Person | undefined, others: readonly Person[]): void {
  const name = values[OWN_NAME];
  const theirs = others.find(
    (one) => one.name !== null && one.relation !== null && name !== undefined && firstOf(one.name) === firstOf(name),
  );
  const patient = values[PATIENT_NAME];
  if (!theirs || name === undefined || !own?.name || (patient !== undefined && firstOf(patient) !== firstOf(name)))
    return;
  values[OWN_NAME] = own.name;
  values[PATIENT_NAME] = patient !== undefined && patient.length > name.length ? patient : name;
}

/** All but the writer. A bare name is the patient's where it is asked who that is, and else may be anybody's, or a place's. */
function othersIn({ state }: Draft, here: State | undefined, people: readonly Person[]): readonly Person[] {
  const own = firstOf(state.values[OWN_NAME] ?? "");
  return people.filter(({ isSelf, isFor, isCalled, name, relation, years }) => {
    if (isSelf || (relation === null && name !== null && firstOf(name) === own)) return false;
    return relation !== null || years !== null || isFor || isCalled || NAMES_WHOM.has(here?.asks);
  });
}
const NAMES_WHOM: ReadonlySet<string | undefined> = new Set([FOR_WHOM, PATIENT_NAME, "guess"]);
interface Told {
  readonly own: Person | undefined;
  readonly others: readonly Person[];
}

/** As whom the clinic sees somebody; null where nothing tells. */
function whomOf({ relation, years }: Person): "child" | "relative" | null {
  if (years !== null) return years < ADULT_YEARS ? "child" : "relative";
  return relation === null ? null : relativeAs(relation);
}

/** For whom it is, where the message leaves no doubt: somebody whose age or name it tells, or two of whom it says that both come. */
function keepWhom(draft: Draft, here: State | undefined, { said, own, others }: Told & { readonly said: Said }): void {
  const { state, flow } = draft;
  const { text } = said.utterance;
  const known = state.values[FOR_WHOM];
  const asking = flow.state(flow.head.slots![FOR_WHOM]!);
  const told = others.filter((one) => one.name !== null || one.years !== null);
  const isSelfToo = own?.isFor === true && !isNotMine(text);
  const isOpen = known === undefined || (known === "child" && state.values[PATIENT_NAME] === undefined);
  const isAsked = here?.asks === FOR_WHOM || here?.asks === PATIENT_NAME;
  const count = told.length + (isSelfToo ? 1 : 0);
  const areBoth =
    count > 1 &&
    (BOTH.test(text) ||
      (here?.asks === FOR_WHOM && isSelfToo && (writerComesToo(text) || told.some((one) => one.isFor))) ||
      (isAsked && told.length > 1 && areListed(told, text)));
  const areChildren = !isSelfToo && told.every((one) => whomOf(one) !== "relative");
  if (isOpen && asking && told.length > 0 && areBoth && (areChildren || isAsked)) {
    keepByRoute(draft, asking, FOR_WHOM, "several");
    if (areChildren) setValue(draft, "minors", "crianças");
    return;
  }
  const [only, ...more] = others;
  if (known !== undefined || !only || more.length > 0 || isSelfToo) return;
  const whom = whomOf(only) ?? (only.isCalled ? whomCalled(text, draft.now) : null);
  if (whom === null || !(only.isCalled || isMeant(only, said, here))) return;
  const choice = choicesOf(draft, flow.head.slots![FOR_WHOM]!).find(({ means }) => means === whom);
  const ages = Object.fromEntries(Object.entries(state.values).filter(([name]) => KEPT_BESIDE.has(name)));
  if (choice) takeEffect(draft, choice);
  state.values = { ...state.values, ...ages };
}
/** Of whom a name is told: a child where the writer is a parent, or it was born a child's years ago. */
function whomCalled(text: string, now: number): "child" | "relative" | null {
  const born = BORN.test(text) ? birthDate(text.slice(text.search(BORN)), now) : birthTold(text, now);
  if (born !== null) return isAdultOn(born, now) ? "relative" : "child";
  return PARENT_OF.test(text) ? "child" : null;
}
const PARENT_OF =
  /(?<!\p{L})(?:sou|soy|i['’]m|i am|this is|aqui é) (?:(?:a|o|la|el|su|his|her|their|the) )?(?:m[ãa]e|mam[ãaá]e?|papai|pai|madre|padre|pap[áa]|mother|father|mum|mom|dad)(?!\p{L})/iu;

/** "Lívia e Bento": side by side, or each with an age. "Arthur Vogel, o pai é Otto" names one. */
function areListed(told: readonly Person[], text: string): boolean {
  // "O pai é Otto" joins nobody: the accent tells.
  const joined = [...text.matchAll(/(?<!\p{L})(?:e|y|and)(?: (?:[oa]|el|la))? (?<name>\p{L}+)/giu)].map(({ groups }) =>
    plain(groups!.name!),
  );
  const isJoined = ({ name }: Person, at: number) => at === 0 || joined.includes(firstOf(name ?? "-"));
  return told.every(({ years }) => years !== null) || told.every(isJoined);
}
const KEPT_BESIDE: ReadonlySet<string> = new Set([...AGE_VALUES, PATIENT_NAME]);
const BOTH =
  /(?<!\p{L})(?:(?:[oa]s|pr[oa]s|d[oa]s|los|las|the) (?:dois|duas|dos|two|tr[êe]s|tres|three)|ambos|ambas|both|cada um|cada uno|each|crian[çc]as|(?:meus|minhas|mis|my) (?:\p{L}+ )?(?:filh[oa]s|hij[oa]s|kids|children|sons|daughters)|(?:dois|duas|dos|two) (?:filh[oa]s|hij[oa]s|kids|children))(?!\p{L})/iu;

/** Somebody with an age, or said to be whom it is for, and nobody who only sent the writer here; or all that was said. */
function isMeant({ isFor, years, name }: Person, { utterance: { text }, plain: words }: Said, here: State | undefined) {
  if (isFor || years !== null) return true;
  return (
    (here?.asks === FOR_WHOM || here?.asks === "guess") &&
    name !== null &&
    words.split(" ").length <= BARE_WORDS_MAX &&
    !text.includes("?")
  );
}
const BARE_WORDS_MAX = 5;

/** What is told of whom it is for already. */
function keepOf(draft: Draft, here: State | undefined, { said, own, others }: Told & { readonly said: Said }): void {
  const { state } = draft;
  const whom = state.values[FOR_WHOM];
  if (whom === "several")
    keepSeveral(draft, here, own, areListed(others, said.utterance.text) ? others : others.filter(isSure));
  keepBorn(draft, here, said, others);
  if (whom === "self") {
    const years = own?.years ?? (others.length === 0 ? ageAlone(said.utterance.text) : null);
    if (years !== null && years >= WRITES_FROM_YEARS) state.values[AGE] ??= yearsText(years, state.language);
    return;
  }
  // What the writer says of their own age holds where it turns out to be for them.
  if (whom === undefined && own?.years != null && own.years >= WRITES_FROM_YEARS)
    state.values[AGE] ??= yearsText(own.years, state.language);
  const [one, ...more] = others.filter((person) => [whom, null].includes(whomOf(person)));
  // Of whom it is not known yet, who is said to be called so is called so.
  if (whom === undefined && one?.isCalled && one.name !== null && more.length === 0)
    state.values[PATIENT_NAME] ??= one.name;
  if (!one || more.length > 0 || (whom !== "child" && whom !== "relative")) return;
  // Where one name is asked for, it is read as names are.
  const isWhole = one.name?.includes(" ") || one.relation !== null || one.years !== null || one.isCalled;
  const known = state.values[PATIENT_NAME];
  const isNew = known === undefined || (one.name !== null && isFuller(one.name, known));
  if (one.name !== null && isWhole && isNew && here?.asks !== PATIENT_NAME) setValue(draft, PATIENT_NAME, one.name);
  // Where a date is asked for, and told, the age beside it is no more.
  if (here?.asks !== BIRTH_DATE || birthTold(said.utterance.text, draft.now) === null) keepAge(draft, one.years);
  if (whom !== "child") return;
  const relation = relationTold(said.utterance.text, one.relation);
  const isKnown = state.values.guardian !== undefined && state.values.relation !== "parent";
  if (relation !== null && !isKnown) for (const [name, value] of Object.entries(relation)) setValue(draft, name, value);
}

/** Who is younger hardly writes, and a number of so few years tells something else. */
const WRITES_FROM_YEARS = 10;

/** Said to be somebody: by an age, a relation, or a name that many have. */
const isSure = ({ relation, years, isKnown }: Person): boolean => relation !== null || years !== null || isKnown;

function keepAge({ state: { values, language } }: Draft, years: number | null): void {
  if (years === null || [...AGE_VALUES, BIRTH_DATE].some((name) => values[name] !== undefined)) return;
  values[years < TEEN_YEARS ? "small_age" : years < ADULT_YEARS ? "teen_age" : AGE] ??= yearsText(years, language);
}

/** "Pra mim. 34 anos": an age in a clause of its own. */
function ageAlone(text: string): number | null {
  const years = AGE_ALONE.exec(text)?.groups?.years;
  return years === undefined ? null : Number(years);
}
const AGE_ALONE = new RegExp(
  `(?:^|[.,;!\\n(] *)(?:tenho |tengo )?(?<years>\\d{2}) ?${YEARS}(?: old)? *(?=[.,;!\\n)]|$)`,
  "iu",
);

/** "Nasceu 14/03/2020", "nací el 9 de septiembre de 1994": of the one whom it is for, where no other is spoken of. */
function keepBorn(
  draft: Draft,
  here: State | undefined,
  { utterance: { text } }: Said,
  others: readonly Person[],
): void {
  const { values } = draft.state;
  if (values[BIRTH_DATE] !== undefined || here?.asks === BIRTH_DATE || text.includes("?")) return;
  const whom = values[FOR_WHOM];
  const beside = here?.capture?.into === OWN_NAME ? bornBesideName(text, draft.now) : null;
  if (beside !== null && (whom ?? "self") !== "self") return;
  const isOfWriter = beside !== null || BORN_MYSELF.test(text);
  if (isOfWriter && whom === undefined) countTold(draft, BIRTH_OF_WRITER);
  const born =
    beside !== null
      ? beside
      : BORN.test(text)
        ? birthDate(text.slice(text.search(BORN)), draft.now)
        : birthTold(text, draft.now);
  if (born === null || Date.parse(born) >= draft.now - NEWBORN_MS) return;
  if (whom === "several" || (whom === "self" ? others.length > 0 : isOfWriter)) return;
  const isOfAge = isAdultOn(born, draft.now);
  // Of whom it is for a child is asked; the date of a grown-up who writes for one is none of the child's.
  if ((whom === "child" && isOfAge) || (whom === undefined && !isOfWriter && others.length === 0 && !isOfAge)) return;
  setValue(draft, BIRTH_DATE, born);
}
const BORN =
  /(?<!\p{L})(?:nasc(?:eu|i|id[oa]|imento)?|nac(?:i|í|ió|id[oa]|imiento)|dn|born|date of birth|dob|birthday|cumplea[ñn]os|anivers[áa]rio)(?!\p{L})/iu;
const BORN_MYSELF =
  /(?<!\p{L})(?:(?:eu )?nasci|(?:yo )?nac[ií]|i was born|minha data de nasc\p{L}*|mi fecha de nac\p{L}*|my (?:birthday|date of birth|dob)|meu anivers[áa]rio|mi cumplea[ñn]os)(?!\p{L})/iu;

/** Two or more by their names, each with their age: "Lívia (3) e Bento (7)". */
function keepSeveral(draft: Draft, here: State | undefined, own: Person | undefined, others: readonly Person[]): void {
  const { state } = draft;
  const areNamed = here?.asks !== PATIENT_NAME && areACouple(draft, others);
  const self = own?.isFor || areNamed ? (own ?? WRITER) : undefined;
  const names = namesOf(draft, self, others);
  if (names === null || state.values[PATIENT_NAME] !== undefined) return;
  setValue(draft, PATIENT_NAME, names);
  const years = others.map((one) => one.years);
  if (self === undefined && years.every((one) => one !== null && one < TEEN_YEARS)) state.values.age_group ??= "child";
}

/** The writer and one more, who is named: nobody else is meant by two. */
const areACouple = ({ state: { values } }: Draft, [one, ...more]: readonly Person[]): boolean =>
  values.minors === undefined &&
  more.length === 0 &&
  (one?.name ?? null) !== null &&
  !plain(values[OWN_NAME] ?? "")
    .split(" ")
    .includes(firstOf(one!.name!));
const WRITER: Person = {
  ...{ isSelf: true, isFor: true, isKnown: false, isCalled: false },
  ...{ relation: null, name: null, years: null },
};

/** Null where not at least two are named. */
function namesOf({ state }: Draft, own: Person | undefined, others: readonly Person[]): string | null {
  const self = own && { ...own, name: own.name ?? state.values[OWN_NAME] ?? null };
  const all = [...(self ? [self] : []), ...others].filter(({ name }) => name !== null);
  if (all.length < 2) return null;
  return inSentence(
    all.map(({ name, years }) => (years === null ? name! : `${name} (${years})`)),
    state.language,
  );
}

/**
 * Where all is read back: two who come, by other names or ages ("o bento tem 7, quem tem 3 é a livia"), and the age of a grown-up. Gives
 * back whether anything changed.
 */
export function correctPeople(draft: Draft, here: State, { utterance, understanding }: Said): boolean {
  const { state } = draft;
  const { values } = state;
  if (!REVIEWS.has(here.asks) || !understanding?.reading || utterance.optionId !== null) return false;
  const people = peopleIn(utterance.text, understanding.given);
  const own = ownNameTold(draft, utterance.text);
  if (own !== null) renameOwn(draft, own);
  if (values[FOR_WHOM] === "several") return correctSeveral(draft, people, utterance.text) || own !== null;
  if (values[FOR_WHOM] === "self") return correctOwnAge(draft, people, utterance.text) || own !== null;
  if (values[FOR_WHOM] !== "relative") return own !== null;
  const years =
    people.find((one) => !one.isSelf && one.years !== null && one.years >= ADULT_YEARS)?.years ??
    bareAge(utterance.text, ADULT_YEARS);
  const told = years === null ? undefined : yearsText(years, state.language);
  if (told === undefined || values[AGE] === told) return own !== null;
  setValue(draft, AGE, told);
  return true;
}

/** "Falta minha idade, 17", of who comes alone. */
function correctOwnAge(draft: Draft, people: readonly Person[], text: string): boolean {
  const { values, language } = draft.state;
  const named = bareAge(text, WRITES_FROM_YEARS);
  const years = people.find(({ isSelf }) => isSelf)?.years ?? named;
  if (years === null || years < WRITES_FROM_YEARS) return false;
  // What is looked for and stands there already is read back once more.
  if (values[AGE] === yearsText(years, language)) return named !== null;
  setValue(draft, AGE, yearsText(years, language));
  return true;
}
const REVIEWS: ReadonlySet<string | undefined> = new Set(["summary", "correction"]);

/** "Põe a idade, 52". */
function bareAge(text: string, from: number): number | null {
  const years =
    /(?<!\p{L})(?:idade|edad|age)(?: (?:del[ea]|é|eh|es|is|dela))*[ ,:]+(?:(?:é|eh|es|is|it['’]s|tenho|tengo) )?(\d{2})(?!\d)/iu.exec(
      text,
    )?.[1];
  return years === undefined || Number(years) < from ? null : Number(years);
}

/** Somebody is looked for in what was read back: "falta meu marido, Rui", "Tom isn't on there". */
export const NOT_THERE =
  /(?<!\p{L})(?:falt[aoe]u?|faltando|n[ãa]o (?:aparece|est[áa]|consta|saiu)|no (?:aparece|est[áa]|sale|figura)|sigue sin|missing|(?:isn['’]?t|is not|not) (?:on|in|there|listed)|left out|tamb[ée]m|tambi[ée]n|also|as well|too|inclu\p{L}*|add|acrescent\p{L}*|agreg\p{L}*)(?!\p{L})/iu;

function correctSeveral(draft: Draft, people: readonly Person[], text: string): boolean {
  const { values } = draft.state;
  const known = peopleIn(values[PATIENT_NAME] ?? "", [0]).filter(({ name }) => name !== null);
  const kept = known.length > 0 || values.minors ? known : [{ ...WRITER, name: values[OWN_NAME] ?? null }];
  const self = people.find(({ isSelf, isFor }) => isSelf && isFor);
  const same = (one: Person) => kept.find(({ name }) => one.name !== null && firstOf(name!) === firstOf(one.name));
  const isMissing = NOT_THERE.test(text);
  const isAdded = (one: Person) => isMissing && (one.name?.includes(" ") ?? false);
  const others = people.filter(
    (one) =>
      !one.isSelf &&
      one.name !== null &&
      (one.isKnown ||
        one.years !== null ||
        one.relation !== null ||
        one.isCalled ||
        same(one) !== undefined ||
        isAdded(one)),
  );
  const told = [...(self ? [{ ...self, name: self.name ?? values[OWN_NAME] ?? null }] : []), ...others];
  const added = others.filter((one) => same(one) === undefined);
  const all =
    added.length === 1 && told.length === 1 && (kept.length < 2 || isMissing)
      ? [...kept, ...added]
      : told.length > 1
        ? told.map((one) => ({ ...one, years: one.years ?? same(one)?.years ?? null }))
        : kept.map((one) => told.find((other) => same(other) === one && other.years !== null) ?? one);
  const names = namesOf(draft, undefined, all);
  if (told.length === 0 || names === null || names === values[PATIENT_NAME]) return false;
  setValue(draft, PATIENT_NAME, names);
  return true;
}

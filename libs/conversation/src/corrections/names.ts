import { personName } from "../capture/person-name.ts";
import { daysIn, saysWhen } from "../capture/preference.ts";
import { plain } from "../state/utterance.ts";
import type { Candidate, Kept, Unclear, Words } from "./candidate.ts";
import type { Clause } from "./clauses.ts";
import { isDenied } from "./mentions.ts";
import { slotsNamed } from "./words.ts";

const OWN = "name";
const PATIENT = "patient_name";
const PARTICLES: ReadonlySet<string> = new Set(["da", "de", "do", "das", "dos", "e", "del", "la", "y"]);

/** Words in a row that may be a name. */
interface Run {
  readonly words: readonly string[];
  readonly clause: Clause;
  readonly before: string;
  readonly after: string;
}

interface Fit {
  readonly slot: string;
  readonly name: string;
  readonly run: Run;
  /** The more of a kept name it holds, the surer it is that one. */
  readonly score: number;
}

/**
 * A name that is near to one that is kept: by its letters ("Thays", "Thaís"), by its first name with another family's ("Théo Lopes", "Théo
 * Tavares") or with one that was missing.
 *
 * @param isThing whether a text is called so in the catalogue: "Amil" is near to Camila, and is no name
 */
export function otherName(kept: Kept, words: Words, isThing: (plain: string) => boolean): Candidate | Unclear | null {
  // Several names in one value are put right where people are.
  const areSeveral = kept.values.for_whom === "several";
  const slots = areSeveral ? [OWN] : [OWN, PATIENT];
  const known = slots.flatMap((slot) => (kept.values[slot] === undefined ? [] : [{ slot, own: kept.values[slot] }]));
  const others = new Set(known.map(({ own }) => plain(own)));
  const fits = words.clauses
    .flatMap((clause) => runsIn(clause, isTerse(words)))
    .filter(
      (run) => !isThing(plain(run.words.join(" "))) && !(areSeveral && run.words.some((word) => /^[ey]$/i.test(word))),
    )
    .filter((run) => !known.some(({ own }) => isOf(run.words, own)))
    .flatMap((run) => known.flatMap(({ slot, own }) => fitsIn(run, slot, own)))
    .filter(({ name }) => !others.has(plain(name)));
  const best = fits.toSorted((a, b) => b.score - a.score || b.name.length - a.name.length)[0];
  if (best === undefined) return familyAlone(kept, words);
  if (fits.some((one) => one.score === best.score && one.slot !== best.slot && one.name === best.name)) return null;
  const { clause } = best.run;
  const isAlone = plain(best.name).split(" ").length + WORDS_BESIDE_MAX >= clause.plain.split(" ").length;
  const isNamed = slotsNamed(clause.plain).some((one) => one === OWN || one === PATIENT);
  // "Monday is okay" is said of no Sunday: letters alone tell less than a first name with another family's.
  const isSaid = best.score > NEAR_ALONE ? IS.test(clause.plain) : IS_BEFORE.test(best.run.before);
  const isSure = words.corrects || isAlone || isNamed || isSaid;
  return { slot: best.slot, value: best.name, used: new Set([clause.index]), isSure };
}
/** Named as it is kept, or by a part of it. */
const isOf = (words: readonly string[], own: string): boolean =>
  words.every((word) => own.split(" ").some((one) => one.toLowerCase() === word.toLowerCase()));
const WORDS_BESIDE_MAX = 2;
const NEAR_ALONE = 2;
const IS_BEFORE = /(?:^| )(?:e|eh|es|is|it s|sou|soy|i m|chamo|llamo|chama|llama|called|name)(?: (?:a|o|la|el))? $/;
const IS =
  /(?:^| )(?:e|eh|es|is|it s|sou|soy|i m|me chamo|me llamo|se chama|se llama|called|nome|nombre|name|sobrenome|apellido|surname)(?: |$)/;

/** Hardly more than a name, and in small letters alone: "poppy kowalski*". "Miguel vai quarta" tells something. */
const isTerse = ({ text, plain: said }: Words): boolean =>
  !/[\p{Lu}\d]/u.test(text) &&
  slotsNamed(said).length === 0 &&
  said.split(" ").length <= TERSE_WORDS_MAX &&
  daysIn(text).length === 0;
const TERSE_WORDS_MAX = 3;

const TOKEN = /[\p{L}\p{M}]+(?:['’-](?!s(?!\p{L}))[\p{L}\p{M}]+)*/gu;

function runsIn(clause: Clause, isAnyCase: boolean): Run[] {
  const tokens = [...clause.text.matchAll(TOKEN)].map(({ 0: word, index }) => ({
    word,
    index,
    end: index + word.length,
  }));
  const isName = (word: string) => isAnyCase || /^\p{Lu}/u.test(word);
  const runs: (typeof tokens)[] = [];
  for (const [at, token] of tokens.entries()) {
    const last = runs.at(-1)?.at(-1);
    const joins = last !== undefined && clause.text.slice(last.end, token.index) === " ";
    const next = tokens[at + 1];
    const joined = PARTICLES.has(token.word.toLowerCase()) && next !== undefined && isName(next.word) && joins;
    if (!isName(token.word) && !joined) continue;
    if (joins) runs.at(-1)!.push(token);
    else runs.push([token]);
  }
  return runs.map((run) => ({
    words: run.map(({ word }) => word),
    clause,
    before: ` ${plain(clause.text.slice(0, run[0]!.index))} `,
    after: ` ${plain(clause.text.slice(run.at(-1)!.end))} `,
  }));
}

/** "Otávia é minha avó", "Lopes é do pai": somebody else, whose name is so. */
const OF_OTHERS =
  /^ (?:e|eh|es|is|era|was) (?:(?:o|a|el|la|the) )?(?:meu|minha|mi|my|d[aeo]|del|his|her|sobrenome|apellido)(?: |$)/;

/** "Minha filha Ana Luiza", "a psicóloga se chama Ana Lins": nobody calls themselves so. */
const SOMEBODY =
  /(?:^| )(?:(?:minha|meu|mi|my|nossa|nosso|her|his|su) (?!nome |proprio |nombre |name |full |sobrenome |apellido |surname |last |family |first )[a-z]+|(?:a|o|la|el|the|dr|dra|doutora?|doctora?) (?:psicolog[oa]|terapeuta|medic[oa]|doutora?|doctora?|psiquiatra|fono[a-z]*|professora?|profesora?|therapist|psychologist|doctor|teacher))(?: (?:se chama|se llama|e|es|is|is called|chamada?|llamada?|called|named))? $/;
/** "O pai dele é Téo", "meu marido Theo": somebody beside the patient, whose name is alike. */
const GROWN_UP =
  /(?:^| )(?:pai|papai|avo|irma|irmao|tia|tio|prim[oa]|marido|esposa|esposo|padrasto|madrasta|padrinho|madrinha|professora?|padre|papa|abuel[oa]|herman[oa]|novi[oa]|father|dad|grandfather|grandmother|brother|sister|uncle|aunt|cousin|husband|wife|teacher)(?: (?:dele|dela|del|de ella|tambem|tambien|also|se chama|se llama|e|es|is|is called|called))* $/;
/** "Meu nome não é Ana Souza": of a name alone "não é Anna" may say either. */
const NOT_CALLED =
  /(?:^| )(?:(?:nome|nombre|name|sobrenome|apellido|surname) (?:nao|n|no) (?:e|eh|es)|(?:nao|n|no) (?:sou|me chamo|se chama|soy|me llamo|se llama)|(?:i m|i am|is|he s|she s|s) not|isn t)(?: (?:a|o|la|el|called))? $/;

function fitsIn(run: Run, slot: string, own: string): Fit[] {
  const kept = own.split(" ");
  if (OF_OTHERS.test(run.after) || saysWhen(run.words.join(" ")) || NOT_CALLED.test(run.before)) return [];
  if (slot === OWN && SOMEBODY.test(run.before)) return [];
  if (slot === PATIENT && GROWN_UP.test(run.before)) return [];
  return run.words.flatMap((word, at) => {
    const taken = run.words.slice(at);
    const before = ` ${plain(run.words.slice(0, at).join(" "))} `.replace(/^ +$/, run.before);
    if (isDenied(before, run.after, "es") && !/ (?:e|eh|es|is|s) $/.test(before)) return [];
    const score = scoreOf(taken, kept);
    const name = score === 0 ? null : merged(taken, kept);
    return name === null || plain(word) === "" ? [] : [{ slot, name, run, score }];
  });
}

function scoreOf(taken: readonly string[], kept: readonly string[]): number {
  const [first = "", ...family] = taken.filter((word) => !PARTICLES.has(word.toLowerCase())).map(plain);
  const [ownFirst = "", ...ownFamily] = kept.filter((word) => !PARTICLES.has(word.toLowerCase())).map(plain);
  const isOwn = (word: string) => word === ownFirst || ownFamily.includes(word);
  if ([first, ...family].every(isOwn))
    return taken.join(" ").toLowerCase() !== kept.slice(0, taken.length).join(" ").toLowerCase() &&
      isAccented(taken, kept)
      ? 2
      : 0;
  const shared = family.filter((word) => ownFamily.includes(word) || ownFamily.some((one) => isNear(one, word))).length;
  if (first === ownFirst || (kept.length === 1 && isShortFor(ownFirst, first)))
    return family.length > 0 ? 4 + shared : 0;
  if (!isNear(first, ownFirst)) return 0;
  return family.length === 0 ? NEAR_ALONE : shared > 0 ? 5 + shared : 0;
}
/** "Flor" of Florencia, "Bia" of Beatriz is told by no letters; what a name begins with is. */
const isShortFor = (short: string, name: string): boolean => short.length >= 3 && name.startsWith(short);
/** "Thais" and "Thaís" are one in plain letters, and not as they are written. */
const isAccented = (taken: readonly string[], kept: readonly string[]): boolean =>
  taken.length === kept.length && taken.every((word, at) => plain(word) === plain(kept[at]!));

/** Short names are near to many. */
const SHORT_LENGTH_MAX = 5;
const isNear = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 3 &&
  (a[0] === b[0] || a.length === b.length || distance(a, b) === 1) &&
  distance(a, b) <= (Math.max(a.length, b.length) > SHORT_LENGTH_MAX ? 2 : 1);

/** How many letters have to be put in, left out or exchanged to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= b.length; at++)
      next.push(Math.min(row[at]! + 1, next[at - 1]! + 1, row[at - 1]! + Number(b[at - 1] !== letter)));
    row = next;
  }
  return row[b.length]!;
}

/** The kept name with what was said in its place: a first name alone leaves the family's. */
function merged(taken: readonly string[], kept: readonly string[]): string | null {
  const [, ...ownFamily] = kept;
  const words = taken.length === 1 ? [taken[0]!, ...ownFamily] : taken;
  return personName(words.join(" "), "another");
}

/** "O sobrenome é Prado": a family's name alone, and whose it is. */
const FAMILY =
  /(?:sobrenome|apellido|surname|last name|family name)(?: (?:d[aeo]l?[ae]?|de el|de ella|certo|correto|correcto|mesmo))*(?: (?:é|eh|es|is|should be|tem que ser))?:? (?<family>\p{Lu}[\p{L}'’-]+(?: (?:d[aeo]s? )?\p{Lu}[\p{L}'’-]+)*)/u;
const OF_PATIENT =
  /(?:^| )(?:dele|dela|del|filh[oa]|hij[oa]|his|her|son|daughter|crianca|nin[oa]|kid|child|paciente|patient)(?: |$)/;

/** The family's name is wanted beside what is kept, and not instead of it. */
const LEFT_OUT =
  /(?:^| )(?:falt[a-z]+|missing|left out|missed|add|acrescent[a-z]+|agreg[a-z]+|anad[a-z]+|tambem|tambien|also|segundo|second|outro|otro|other)(?: |$)/;

function familyAlone({ values }: Kept, { clauses }: Words): Candidate | Unclear | null {
  for (const clause of clauses) {
    const family = FAMILY.exec(clause.text)?.groups?.family;
    if (family === undefined) continue;
    // Of a Spanish "su apellido" the writer is not the owner.
    const isTheirs = / su apellido(?: |$)/.test(` ${clause.plain}`) && values[PATIENT] !== undefined;
    const isPatients = isTheirs || (OF_PATIENT.test(clause.plain) && values[PATIENT] !== undefined);
    const slot = isPatients || values[OWN] === undefined ? PATIENT : OWN;
    const kept = (values[slot] ?? "").split(" ");
    const [first] = kept;
    const used = new Set([clause.index]);
    const isMine = /(?:^| )(?:meu|minha|mi|my)(?: |$)/.test(clause.plain);
    if (!first || (!isPatients && !isMine && values[PATIENT] !== undefined))
      return { slot: OWN, value: null, used, isSure: true };
    const isMissing = LEFT_OUT.test(clause.plain) || kept.length === 1;
    const value = personName(`${isMissing ? values[slot] : first} ${family}`, "another");
    return value === null || plain(value) === plain(values[slot]!) ? null : { slot, value, used, isSure: true };
  }
  return null;
}

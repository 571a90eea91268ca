import type { Candidate, Kept, Unclear, Words } from "./candidate.ts";
import { type Mention, mentionsOf, type Named } from "./mentions.ts";
import { hasWord, slotsNamed } from "./words.ts";

interface Asked {
  readonly slot: string;
  readonly things: readonly Named[];
  /** The value that is kept. */
  readonly own: string;
}

/**
 * Another thing of a catalogue than the one that is kept: an insurance, a service, a place. Null where the message names none, or names it
 * only in order to say that it is not meant.
 */
export function otherThing(kept: Kept, words: Words, { slot, things, own }: Asked): Candidate | Unclear | null {
  const isForRelative = kept.values.for_whom === "relative";
  const all = mentionsOf(things, words.clauses, { language: kept.language, isForRelative });
  const isOwnNamed = all.some(({ value }) => value === own);
  const mentions = all.filter((one) => one.value === own || isMeant(slot, one, isOwnNamed));
  const isOwnDenied = mentions.some(({ value, isDenied }) => value === own && isDenied);
  const others = mentions.filter((one) => one.value !== own && !one.isDenied && isStated(one, isOwnDenied));
  const told = others.filter(({ isAside }) => !isAside);
  const meant = told.length > 0 ? told : isOwnDenied ? others : [];
  const special = meant.filter((one) => !(one.value === GENERAL && GENERAL_NAMES.has(one.name)));
  const values = [...new Set((special.length > 0 ? special : meant).map(({ value }) => value))];
  const used = new Set(
    mentions.filter((one) => one.value === own || meant.includes(one)).map(({ clause }) => clause.index),
  );
  const [only, ...more] = values.length > 1 ? cameTo(special) : values;
  if (only === undefined)
    return isOwnDenied ? { slot, value: null, used, isSure: words.corrects || isOwnDenied } : null;
  const clauses = new Set(meant.filter(({ value }) => value === only).map(({ clause }) => clause));
  const isSure =
    isOwnNamed ||
    words.corrects ||
    slot === "insurance" ||
    [...clauses].some(({ plain }) => slotsNamed(plain).includes(slot)) ||
    (slot === "modality" && [...clauses].some(({ plain }) => hasWord("wishing", plain)));
  return more.length > 0 ? { slot, value: null, used, isSure: words.corrects } : { slot, value: only, used, isSure };
}

/** Of several the ones that are wished for, else the last one that the message turns to. */
function cameTo(meant: readonly Mention[]): readonly string[] {
  const wished = [...new Set(meant.filter(({ clause }) => hasWord("wishing", clause.plain)).map(({ value }) => value))];
  return wished.length === 1 ? wished : [...new Set(meant.map(({ value }) => value))];
}

/** A question changes nothing, unless it asks kindly for another value, or denies the one that is kept. */
const isStated = ({ clause }: Mention, isOwnDenied: boolean): boolean =>
  !clause.asks || isOwnDenied || (hasWord("wishing", clause.plain) && !ABOUT_HOUSE.test(clause.plain));
/** What the clinic takes, has or does is asked about, not changed. */
const ABOUT_HOUSE =
  /(?:^| )(?:voces|vcs|ustedes|aceitam|atendem|aceptan|atienden|do you|you (?:take|accept)|tambem|tambien|quanto|cuanto|how much)(?: |$)/;

/** "Aí", "clinic" may be anything, unless somebody goes there; "terapeuta" is whoever treats, unless hardly more is said. */
function isMeant(slot: string, { name, clause, at, value }: Mention, isOwnNamed: boolean): boolean {
  const before = ` ${clause.plain} `.slice(0, at + 1);
  if (slot === "modality" && ANY.has(name)) return PLACE.test(clause.plain);
  if (slot === "modality") return !WEAK.has(name) || GOES.test(before);
  if (value !== GENERAL || !(GENERAL_NAMES.has(name) || PEOPLE.has(name))) return true;
  return clause.plain.split(" ").length <= SHORT_WORDS_MAX || (isOwnNamed && !PEOPLE.has(name));
}
const SHORT_WORDS_MAX = 6;
const names = (text: string): ReadonlySet<string> => new Set(text.split("|"));
const WEAK = names(
  "ai|ahi|ate ai|ate voces|clinic|office|consultorio|na clinica|en la clinica|internet|come in|ao vivo|pelo celular|pelo telemovel|remote|remoto",
);
/** "Pode ser qualquer um" is said of days as well. */
const ANY = names("qualquer um|os dois|qualquer|any|both|either|ambos|ambas|cualquiera|los dos|da igual|indiferente");
const PLACE =
  /(?:^| )(?:presencia[a-z]*|pessoalmente|person|persona|clinica|clinic|consultorio|office|on ?line|video[a-z]*|virtual[a-z]*|remot[a-z]*|lugar|local|place|modalidad[e]?|modality|jeito|formato)(?: |$)/;
const GOES =
  /(?:^| )(?:ir|vou|voy|iria|vamos|venir|llegar|chegar|levo|levar|llevar|i ll|i d|rather|prefir[oa]|prefer|prefiero|go|going|visit|pode ser|puede ser|ser|atendid[oa]|atendimento|consulta|appointment)(?: (?:ate|hasta|a|to|at|no|na|en|el|la|the|your|see|you|in|por|mesmo)){0,3} $/;
/** The therapy that others are named after. */
const GENERAL = "individual";
const GENERAL_NAMES = names("terapia|psicoterapia|psicologa|psicologo|psico|psicologia|therapy|counseling|counselling");
const PEOPLE = names("terapeuta|que conversa|therapist|psychologist|counsellor|counselor|shrink");

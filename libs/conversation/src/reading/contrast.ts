import type { Language } from "@acolhe/events";
import { plain } from "../state/utterance.ts";
import { type Named, sound, soundOfName } from "./options.ts";

/** Turns away from what was said before: "presencial, aliás por vídeo". */
const TURN =
  /(?<!\p{L})(?:mas|por[eé]m|na verdade|ali[aá]s|melhor|prefiro|quer dizer|digo|espera|pera[ií]?|pero|mejor|en realidad|perd[oó]n|quiero decir|sino|but|wait|actually|rather(?! than)|better|instead(?! of)|i mean|(?:agora|hoje) (?:eu )?(?:quero|prefiro|preciso|queria)|ahora (?:quiero|prefiero|necesito)|now i(?:'d)?(?: would)? (?:want|like|prefer|need))(?!\p{L})/iu;
const CLAUSE_END = /[.;:!?\n]+|,\s/u;
/** Said right before what is not wanted, with at most two words between: "e não presencial", "em vez de vídeo". */
const DENIED_BEFORE =
  /(?:^| )(?:nao|nem|sem|menos|not|(?:do|does|is|wo|ca)n t|never|without|(?:em vez|ao inves|en vez|en lugar) de|instead of|rather than)(?: [a-z0-9]+){0,2} $/;
/** In Portuguese it is a preposition: "no consultório". */
const NO_BEFORE = /(?:^| )no(?: [a-z0-9]+){0,2} $/;
/** Said right after it: "por vídeo não dá", "video doesn't work for me". */
const DENIED_AFTER =
  /^ (?:(?:eu|yo|para|pra|mi|mim|a|it|that) ){0,2}(?:nao|no|not|doesn t|does not|won t|isn t|can t) (?:da|posso|quero|rola|funciona|serve|vai|consigo|puedo|quiero|me sirve|funcionaria|work|works|good|possible|go)(?: |$)|^ (?:(?:e|eh|es|is|fica|seria) )?(?:impossivel|imposible|impossible|inviavel|nem pensar|ni pensar|ni loc[oa]|jamais|jamas|no way)(?: |$)/;

interface Found<T> {
  readonly one: T;
  /** How often the message had turned by then. */
  readonly turns: number;
}

/**
 * Of several that a message names the one that it comes to: the only one that is not denied ("por vídeo e não presencial"), or
 * the last one that it turns to ("presencial, não, espera, melhor por vídeo"). Undefined where it names several and leaves it open.
 */
export function cameTo<T extends Named>(choices: readonly T[], text: string, language: Language): T | undefined {
  const found = namedInTurn(choices, text, language);
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last) return undefined;
  return first.one === last.one || last.turns > first.turns ? last.one : undefined;
}

/** Whether a thing is named, and each time only in order to say that it is not meant: "pra ela, não pra mim". */
export const isOnlyDenied = <T extends Named>(one: T, text: string, language: Language): boolean =>
  one.names.some((name) => name !== "" && ` ${plain(text)} `.includes(` ${name} `)) &&
  namedInTurn([one], text, language).length === 0;

/** Those that are named, in the order of the message, without those that are denied. */
function namedInTurn<T extends Named>(choices: readonly T[], text: string, language: Language): Found<T>[] {
  let turns = 0;
  return text.split(CLAUSE_END).flatMap((clause) =>
    clause.split(TURN).flatMap((part, index) => {
      if (index > 0) turns++;
      return namedIn(choices, plain(part), language).map((one) => ({ one, turns }));
    }),
  );
}

function namedIn<T extends Named>(choices: readonly T[], said: string, language: Language): T[] {
  const texts = { letters: ` ${said} `, sounds: ` ${sound(said)} ` };
  const places = choices.flatMap((one) => one.names.flatMap((name) => placeOf(one, name, texts, language)));
  const isInside = ({ one, at, end }: (typeof places)[number]) =>
    places.some((other) => other.one !== one && other.at <= at && other.end >= end && other.end - other.at > end - at);
  return places
    .filter((place) => !isInside(place))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Where a name stands in what is said, by its letters or, where they are not there, by its sound: "terapia ocupasional". */
function placeOf<T>(one: T, name: string, texts: { letters: string; sounds: string }, language: Language) {
  // Nearly all names are in neither.
  if (!texts.letters.includes(name) && !texts.sounds.includes(soundOfName(name))) return [];
  const ways = [
    { padded: texts.letters, sought: name },
    { padded: texts.sounds, sought: soundOfName(name) },
  ];
  const found = ways.find(({ padded, sought }) => sought !== "" && padded.includes(` ${sought} `));
  if (!found) return [];
  const { padded, sought } = found;
  const at = padded.indexOf(` ${sought} `);
  return isDenied(padded, at, sought, language) ? [] : [{ one, at, end: at + sought.length }];
}

function isDenied(padded: string, at: number, name: string, language: Language): boolean {
  const before = padded.slice(0, at + 1);
  return (
    DENIED_BEFORE.test(before) ||
    (language !== "pt" && NO_BEFORE.test(before)) ||
    DENIED_AFTER.test(padded.slice(at + 1 + name.length)) ||
    padded.endsWith(` ${name} nao `) ||
    (language !== "pt" && padded.endsWith(` ${name} no `))
  );
}

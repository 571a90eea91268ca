import type { Language } from "@acolhe/events";
import { sound, soundOfName } from "../reading/options.ts";
import type { Clause } from "./clauses.ts";
import { hasWord } from "./words.ts";

/** A value, and what it is called in plain form. */
export interface Named {
  readonly value: string;
  readonly names: readonly string[];
}

export interface Mention {
  readonly value: string;
  readonly name: string;
  readonly clause: Clause;
  readonly at: number;
  /** Named in order to say that it is not so, or is so no more. */
  readonly isDenied: boolean;
  /** Said of somebody besides the patient, or in a reason. */
  readonly isAside: boolean;
}

/** Said right before what is not meant, with at most three words between. */
const DENIED_BEFORE =
  /(?:^| )(?:nao|naum|n|nem|sem|menos|not|never|without|isn t|wasn t|don t|doesn t|em vez de|ao inves de|inves de|no lugar de|en vez de|en lugar de|instead of|rather than|nada de|ya no|fora)(?: (?!e |eh |es |mas |is )[a-z0-9]+){0,3} $/;
/** In Portuguese it is a preposition. */
const NO_BEFORE =
  /(?:^| )no(?: (?!es |is )(?:es |era |is |soy |tengo |para |con |de |la |el |the |for )?[a-z0-9]+){0,2} $|(?:^| )no $/;
const DENIED_AFTER =
  /^ (?:(?:eu|yo|i|ele|ela|para|pra|mi|mim|it|that|ja|ya) ){0,2}(?:nao|naum|n|doesn t|don t|does not|won t|isn t|can t|not going|is not|is no)(?: |$)|^ (?:(?:e|eh|es|is|fica|seria) )?(?:impossivel|imposible|impossible|inviavel|nem pensar|ni pensar|jamais|no way)(?: |$)/;
const NO_AFTER = /^ (?:(?:yo|i|ya|it|that) )?no(?: |$)/;
/** "Cancelei a amil", "é o banco onde eu recebo": what was, and what it is besides. */
const PAST_BEFORE =
  /(?:cancelei|cancelamos|cancele|cancel?led|tinha|tive|tenia|tuve|had|used to have|jurava que era|nao tenho mais|ya no tengo|ya no estoy en|no longer have)(?: [a-z0-9]+){0,2} $|(?:antig[oa]|anterior|previous|former|old) (?:era|foi|fue|was)(?: [a-z]+){0,1} $/;
const REASON = /(?:^| )(?:porque|porq|pq|pois|ja que|por causa|puesto que|ya que|because|cause|cuz|since)(?: |$)/;
/** "A psicóloga se chama Ana", "a fono pediu": a person who is spoken of. */
const SPEAKS =
  /^ (?:d[aeo] [a-z]+ )?(?:se chama|se llama|is called|disse|falou|dijo|said|indicou|indico|pediu|pidio|recomendou|recomendo|told|asked)(?: |$)/;
/** "Vi num vídeo que ajuda". */
const SEEN =
  /(?:^| )(?:vi|viu|vimos|assisti|mandei|mando|gravei|saw|watched|seen|sent|vio|mire|grabe)(?: (?:n?um|n?uma|no|na|o|a|un|una|el|la|en|in|the|an|this|that|esse|este|ese)){0,3} $/;

const KIN =
  "(?:mae|pai|papai|mamae|avo|vo|vovo|irma|irmao|tia|tio|primo|prima|marido|esposa|mulher|namorad[oa]|sogr[oa]|cunhad[oa]|amig[oa]|chefe|vizinh[oa]|madre|padre|mama|papa|abuel[oa]|herman[oa]|espos[oa]|novi[oa]|mother|mum|mom|father|dad|sister|brother|aunt|uncle|husband|wife|friend|cousin|boss|grand[a-z]+)";
/** "Minha mãe tem unimed", "my sister has Unimed". */
const OTHER_BEFORE = new RegExp(
  `(?:^| )(?:(?:a|o|la|el) )?(?:minha|meu|mi|my|his|her|su|o|a|la|el) ${KIN}(?: del[ea]| de el| de ella)?(?: [a-z]+){0,3} $`,
);
/** "Unimed é do pai", "Unimed is my sister's plan". */
const OTHER_AFTER = new RegExp(
  `^ (?:(?:saude|mesmo) )?(?:e|eh|es|is|era|was)(?: (?:so|just|o|a|el|la|the|plano|convenio|seguro))* (?:(?:do|da|de|del|de la|of|que) )?(?:(?:minha|meu|mi|my|his|her|su) )?${KIN}(?: |$)`,
);
/** Grown-ups about whom a booking may be. */
const isOthers = (before: string, after: string): boolean => OTHER_BEFORE.test(before) || OTHER_AFTER.test(after);

export interface Reading {
  readonly language: Language;
  /** Whether a grown-up relative who is named is the patient. */
  readonly isForRelative?: boolean;
}

/** Each place where one of these values is named, a longer name before those inside it. */
export function mentionsOf(things: readonly Named[], clauses: readonly Clause[], reading: Reading): readonly Mention[] {
  const byLetters = clauses.flatMap((clause) =>
    mentionsIn(things, clause, ` ${clause.plain} `, (name) => name, reading),
  );
  if (byLetters.length > 0) return byLetters;
  return clauses.flatMap((clause) => mentionsIn(things, clause, ` ${sound(clause.plain)} `, soundOfName, reading));
}

function mentionsIn(
  things: readonly Named[],
  clause: Clause,
  said: string,
  form: (name: string) => string,
  reading: Reading,
): Mention[] {
  const places = things.flatMap(({ value, names }) =>
    names.flatMap((name) => placesOf(said, form(name)).map((at) => ({ value, name, at, end: at + form(name).length }))),
  );
  const isInside = (one: (typeof places)[number]) =>
    places.some(
      (other) => other !== one && other.at <= one.at && other.end >= one.end && other.end - other.at > one.end - one.at,
    );
  return places
    .filter((place) => !isInside(place))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value, name, at, end }) => {
      const [before, after] = [said.slice(0, at + 1), said.slice(end + 1)];
      const isAside =
        REASON.test(before) ||
        SEEN.test(before) ||
        SPEAKS.test(after) ||
        (reading.isForRelative !== true && isOthers(before, after)) ||
        hasWord("adding", clause.plain);
      return { value, name, clause, at, isDenied: isDenied(before, after, reading.language), isAside };
    });
}

function placesOf(said: string, name: string): number[] {
  const places: number[] = [];
  if (name === "") return places;
  for (let at = said.indexOf(` ${name} `); at >= 0; at = said.indexOf(` ${name} `, at + 1)) places.push(at);
  return places;
}

/** Whether what stands around a name says that it is not meant. */
export const isDenied = (before: string, after: string, language: Language): boolean =>
  DENIED_BEFORE.test(before) ||
  DENIED_AFTER.test(after) ||
  PAST_BEFORE.test(before) ||
  (language !== "pt" && (NO_BEFORE.test(before) || NO_AFTER.test(after)));

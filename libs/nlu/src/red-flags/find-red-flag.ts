import { loadModel, type Model } from "../intents/weights.ts";
import { LANGUAGES, type Language } from "../language-code.ts";
import { listed, withoutIdioms } from "./flag-words.ts";
import { FLAG_PATTERNS, PATTERNS_VERSION, RED_FLAG_KINDS, type RedFlagKind } from "./patterns.ts";

export { RED_FLAG_KINDS, type RedFlagKind } from "./patterns.ts";

/** Asks whether the clinic treats something, which is no sign of danger by itself. */
const ASKS_SERVICE: Readonly<Record<Language, RegExp>> = {
  pt: / (?:atend\w*|trat(?:a|am|ar|amento|amentos)|trabalha\w*|cuida\w*|faz|fazem|acolhe\w*|especialista\w*|tem (?:psicolog\w+|psiquiatr\w+|grupo|terap\w+)) /,
  es: / (?:atiend\w*|trat(?:a|an|ar|amiento)|trabaja\w*|hacen|especialista\w*) /,
  en: / (?:treat\w*|offer\w*|handle\w*|speciali\w+|do you (?:see|work|have|help)) /,
};

/** Long ago, told in the past, with nothing of today: a history, not an emergency. */
const LONG_AGO: Readonly<Record<Language, RegExp>> = {
  pt: / (?:(?:ha|faz|fazem|a) (?:0+|um|uns|dois|tres|quatro|cinco|seis|dez|muitos|varios|alguns|mais de) (?:\w+ )?anos?|anos? atras|ano passado|anos passados|quando (?:eu |ele |ela )?era|na (?:minha )?(?:adolescencia|infancia|juventude)|em 0000|meses atras|(?:ha|faz) (?:0+|alguns|uns|dois|tres|quatro|cinco|seis|varios) meses|no passado|ja superei|ja superou) /,
  es: / (?:hace (?:0+|un|dos|tres|cuatro|cinco|diez|muchos|varios) (?:\w+ )?(?:anos?|meses)|anos atras|ano pasado|cuando era|en mi (?:adolescencia|infancia)|en 0000) /,
  en: / (?:(?:0+|a few|some|many|two|three|four|five|ten|several) (?:years|months) ago|last year|when i was|as a (?:child|teen|teenager|kid)|in 0000|years ago|in the past) /,
};
const PAST: Readonly<Record<Language, RegExp>> = {
  pt: / (?:tentei|tentou|tive|teve|sofri|sofreu|tomei|tomou|passei|passou|infartou|infartei|aconteceu|foi|fui|fiz|fez|perdi|morreu|era|sofria|apanhava|batia|bateu|abusou|desmaiou|desmaiei|sofremos|pensava|queria|cortava|me cortei) /,
  es: / (?:intente|intento|tuve|tuvo|sufri|sufrio|paso|fue|fui|hice|era|sufria|pegaba|tome|pensaba) /,
  en: / (?:tried|had|was|were|suffered|happened|did|used to|attempted|took) /,
};
const STILL: Readonly<Record<Language, RegExp>> = {
  pt: / (?:agora|de novo|novamente|voltou|voltei|voltando|voltaram|ainda|ontem|outra vez|continu\w+|quero|estou|vontade|penso|pensando|todo dia|todos os dias|desde|sempre|nao aguento|socorro|hoje (?!estou bem|estamos bem|estou melhor|ele esta bem|ela esta bem|ja|sou|tenho|faco)) /,
  es: / (?:ahora|hoy|otra vez|de nuevo|volvio|volvi|todavia|aun|sigo|ayer|quiero|estoy|ganas|pienso|pensando|siempre|desde) /,
  en: / (?:now|again|today|still|yesterday|want|thinking|keep|always|since|came back) /,
};

/** However the patterns read it, weights this sure that nothing is wrong are believed. */
const HARMLESS_BELOW = 0.03;
/** Where no pattern fits, weights this sure of a danger are believed; surer where a few words have to tell it. */
const DANGER_FROM = 0.3;
const DANGER_FROM_BRIEF = 0.5;
const BRIEF_WORDS_MAX = 4;
/** Fewer words tell weights too little: what is dangerous in so few is a pattern. */
const WORDS_MIN = 3;

const MODELS = Object.fromEntries(LANGUAGES.map((lang) => [lang, loadModel(`flags.${lang}`)])) as Record<
  Language,
  Model
>;

/** Names the patterns and weights that decide. */
export const RED_FLAGS_VERSION = `${PATTERNS_VERSION}.${LANGUAGES.map((lang) => MODELS[lang].version.slice(0, 4)).join("")}`;

/** The gravest danger that a message tells of, or null. It errs on the side of calling a person. */
export function findRedFlag(folded: string, lang: Language): RedFlagKind | null {
  const said = withoutIdioms(folded, lang);
  const found = kindsByPattern(said, lang);
  const model = MODELS[lang];
  const words = listed(said);
  const probabilities = model.probabilities(words);
  const danger = 1 - probabilities[0]!;
  const isPast = LONG_AGO[lang].test(said) && PAST[lang].test(said) && !STILL[lang].test(said);
  if (isPast) return null;
  if (found.size > 0) return danger < HARMLESS_BELOW ? null : (RED_FLAG_KINDS.find((kind) => found.has(kind)) ?? null);
  const from = words.length > BRIEF_WORDS_MAX ? DANGER_FROM : DANGER_FROM_BRIEF;
  if (danger < from || words.length < WORDS_MIN) return null;
  const best = RED_FLAG_KINDS.map((kind, index) => ({ kind, probability: probabilities[index + 1]! })).sort(
    (a, b) => b.probability - a.probability,
  )[0];
  return best?.kind ?? null;
}

function kindsByPattern(said: string, lang: Language): ReadonlySet<RedFlagKind> {
  const asks = ASKS_SERVICE[lang].test(said);
  const found = new Set<RedFlagKind>();
  for (const { kind, topic, pattern } of FLAG_PATTERNS[lang].flags.candidates(listed(said))) {
    if (found.has(kind) || (topic && asks)) continue;
    if (pattern.test(said)) found.add(kind);
  }
  return found;
}

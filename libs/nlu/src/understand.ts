import type { Entity } from "./entities/entity.ts";
import { choose } from "./intents/choose.ts";
import { type Prepared, prepare } from "./intents/intent-words.ts";
import type { Intent } from "./intents/intents.ts";
import type { Language } from "./language-code.ts";
import { evidenceIn } from "./reader/evidence.ts";
import type { DangerKind } from "./reader/labels.ts";
import { actsOf, dangerOf, type Found, intentProbabilities, rounded, valuesOf } from "./reader/read.ts";
import type { Danger, DangerTier, Reading, Risk } from "./reader/reading.ts";
import { Scorer } from "./reader/scorer.ts";
import { loadStored } from "./reader/stored.ts";
import { byStretches } from "./reader/stretches.ts";
import { expectedBy, tokensOf } from "./reader/tokens.ts";
import { withIntent, withoutStrayQuiet } from "./reader/wish.ts";
import { isEuphemism } from "./red-flags/euphemisms.ts";
import { PATTERNS_VERSION } from "./red-flags/patterns.ts";
import { dangerPictured } from "./red-flags/pictures.ts";
import { leftByIdioms, sureKind } from "./red-flags/sure-kind.ts";

export interface UnderstandOptions {
  readonly lang: Language;
  /** Epoch milliseconds: what "tomorrow" is reckoned from. */
  readonly now: number;
  readonly timeZone: string;
  /** What the conversation has just asked for: a whole message may be a name, a full date a birth date. */
  readonly expecting?: "name" | "name_confirmation" | "birth_date" | undefined;
  /** The question that is open, as `QUESTIONS` names them; `start` where none is. One that is unknown tells nothing. */
  readonly question?: string | undefined;
}

export interface Understood {
  /** As it was read: composed, and cut to the length that is read at all. */
  readonly text: string;
  readonly intent: Intent;
  readonly confidence: number;
  readonly alternatives: readonly { readonly intent: Intent; readonly confidence: number }[];
  readonly entities: readonly Entity[];
  readonly redFlag: {
    /** Of either tier. */
    readonly flagged: boolean;
    readonly kind: DangerKind | null;
    readonly tier: DangerTier | null;
  };
  /** What the message does in the light of the open question. */
  readonly reading: Reading;
  /** Names the rules and the weights that gave this answer. */
  readonly version: string;
}

interface Loaded {
  readonly scorer: Scorer;
  readonly version: string;
}
const loaded = new Map<Language, Loaded>();

/** A language's weights, loaded when it is first read: 7 MB, and some hundredths of a second. */
function weightsOf(lang: Language): Loaded {
  const known = loaded.get(lang);
  if (known) return known;
  const stored = loadStored(lang);
  const found = { scorer: new Scorer(stored, lang), version: stored.version };
  loaded.set(lang, found);
  return found;
}
// What most people write is there when the first of them does.
weightsOf("pt");

/** Changes whenever code of this package may answer differently from the same weights. */
const RULES_VERSION = 13;

/** What a message says. Pure: the same text and options give the same answer, and no text makes it throw. */
export function understand(text: string, options: UnderstandOptions): Understood {
  const { lang, question = "start" } = options;
  const { prepared, scores, chosen, acts } = read(text, options);
  const { scorer, version } = weightsOf(lang);
  const { danger, risk } = dangerIn(prepared, { scores, question, lang });
  return {
    text: prepared.text,
    ...chosen,
    entities: prepared.entities,
    redFlag: { flagged: danger !== null, kind: danger?.kind ?? null, tier: danger?.tier ?? null },
    reading: { question, acts, values: valuesOf(scores, scorer.stored.head), danger, risk },
    version: `${RULES_VERSION}.${version}.${PATTERNS_VERSION}`,
  };
}

/** What a message does, of which the dangers are known already: to look for them is half of a reading. */
export function understandAgain(text: string, options: UnderstandOptions): Pick<Reading, "acts" | "values"> {
  const { scores, acts } = read(text, options);
  return { acts, values: valuesOf(scores, weightsOf(options.lang).scorer.stored.head) };
}

function read(text: string, { lang, now, timeZone, question = "start", ...options }: UnderstandOptions) {
  const expecting = options.expecting ?? expectedBy(question);
  const prepared = prepare(text, { lang, now, timeZone, expecting });
  const { scorer } = weightsOf(lang);
  const { head } = scorer.stored;
  const scores = scorer.scores(tokensOf(prepared), question);
  const chosen = choose(prepared, intentProbabilities(scores, head), lang);
  const words = prepared.spelt.join(" ");
  const acts = withIntent(withoutStrayQuiet(actsOf(scores, head), words), { ...chosen, question, words });
  return { prepared, scores, chosen, acts };
}

interface DangerRead {
  readonly danger: Danger | null;
  readonly risk: Risk;
}

/** A danger that a sure pattern or the weights find. */
function dangerIn(
  prepared: Prepared,
  given: { readonly scores: Float64Array; readonly question: string; readonly lang: Language },
): DangerRead {
  const { question, lang } = given;
  const read = foundIn(prepared, given);
  const risk = { any: rounded(read.any), certain: rounded(read.certain) };
  const pictured = dangerPictured(prepared.text);
  if (pictured !== null) return { danger: { tier: "possible", kind: pictured, words: prepared.text }, risk };
  const sure = sureKind(prepared.spelt, lang);
  const tier = sure === null ? read.tier : "certain";
  if (tier === null && isEuphemism(prepared.spelt, lang))
    return { danger: { tier: "possible", kind: "self_harm", words: prepared.text }, risk };
  if (tier === null) return { danger: null, risk };
  const kind = sure ?? read.kind;
  const words = evidenceIn(prepared, { kind, question, lang, scorer: weightsOf(lang).scorer });
  return { danger: { tier, kind, words }, risk };
}

/** What the weights say of the whole, of its stretches, and of what idioms leave: "dor no peito do pé" sounds like a danger and is none. */
function foundIn(
  prepared: Prepared,
  { scores, question, lang }: { readonly scores: Float64Array; readonly question: string; readonly lang: Language },
): Found {
  const scorer = weightsOf(lang).scorer;
  const { head } = scorer.stored;
  const whole = dangerOf(scores, { question, words: tellingIn(prepared.spelt) }, head);
  const read = byStretches(whole, { words: prepared.spelt, question, scorer });
  const left = read.tier === null ? null : leftByIdioms(prepared.spelt, lang);
  if (left === null) return read;
  const rest = scorer.scores({ words: left, marks: [] }, question);
  return dangerOf(rest, { question, words: left.length, rest: true }, head);
}

/** Words beside which a person and an age are all that is said: "Alice, minha filha de 6 anos" is as brief as "minha filha". */
const OF_AGE =
  /^(?:\d+|anos?|aninhos?|mes|meses|anios|anos|years?|yrs?|yo|old|months?|tem|tiene|is|de|da|do|del|of|e|y|and)$/;
const tellingIn = (spelt: readonly string[]): number =>
  spelt.every((word) => OF_SEX.test(word)) ? 1 : spelt.filter((word) => !OF_AGE.test(word)).length;

/** "Um homem" says whom a patient would rather see, and as little as "homem" does. */
const OF_SEX = /^(?:um|uma|un|una|o|a|el|la|an|homem|homens|mulher|mulheres|hombre|mujer|man|woman|male|female)$/;

import { INTENTS } from "../intents/intents.ts";
import { ACTS, DANGER_KINDS, type DangerKind, VALUES } from "./labels.ts";
import { OUTPUTS } from "./outputs.ts";
import type { DangerTier, Reading, Risk } from "./reading.ts";
import type { Head } from "./stored.ts";

/** What is less likely is not worth telling. */
const CONFIDENCE_MIN = 0.15;
const ACTS_MAX = 8;
const VALUES_MAX = 12;

/** Questions answered with family, ages, illnesses and medicine: there, an alarm costs more. */
const FAMILY_QUESTIONS = new Set(["for_whom", "patient_name", "birth_date", "relation", "service"]);

export const isFamilyQuestion = (question: string): boolean => FAMILY_QUESTIONS.has(question);

export const rounded = (confidence: number) => Math.round(confidence * 1000) / 1000;

function probabilityOf(score: number, output: number, { slope, offset }: Pick<Head, "slope" | "offset">): number {
  return 1 / (1 + Math.exp(-(slope[output]! * score + offset[output]!)));
}

function likely(scores: Float64Array, labels: readonly string[], from: number, head: Head) {
  const found: { label: string; confidence: number }[] = [];
  for (let index = 0; index < labels.length; index++) {
    const confidence = probabilityOf(scores[from + index]!, from + index, head);
    if (confidence >= CONFIDENCE_MIN) found.push({ label: labels[index]!, confidence });
  }
  return found
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ label, confidence }) => ({ label, confidence: rounded(confidence) }));
}

export function actsOf(scores: Float64Array, head: Head): Reading["acts"] {
  const acts = likely(scores, ACTS, OUTPUTS.acts, head).slice(0, ACTS_MAX);
  return acts.map(({ label, confidence }) => ({ act: label, confidence }));
}

export function valuesOf(scores: Float64Array, head: Head): Reading["values"] {
  const values = likely(scores, VALUES, OUTPUTS.values, head).slice(0, VALUES_MAX);
  return values.map(({ label, confidence }) => {
    const at = label.indexOf(":");
    return { slot: label.slice(0, at), value: label.slice(at + 1), confidence };
  });
}

const ANSWER = OUTPUTS.acts + ACTS.indexOf("answer");
const STORY = OUTPUTS.acts + ACTS.indexOf("story");
const outputsOf = (pattern: RegExp) => ACTS.flatMap((act, index) => (pattern.test(act) ? [OUTPUTS.acts + index] : []));
const WISHES = outputsOf(/^(?:ask|request):/);
const PLEASANTRIES = outputsOf(/^social:/);

/** What speaks for or against a danger: its own score, its kinds together, and what else the message does. */
export function dangerInputs(scores: Float64Array): number[] {
  const highest = (outputs: readonly number[]) => Math.max(...outputs.map((output) => scores[output]!));
  const kinds = scores.subarray(OUTPUTS.kinds, OUTPUTS.intents);
  const most = Math.max(...kinds);
  const together = most + Math.log(kinds.reduce((sum, score) => sum + Math.exp(score - most), 0));
  return [
    ...[scores[OUTPUTS.danger]!, together, scores[OUTPUTS.certain]!, scores[ANSWER]!, scores[STORY]!],
    ...[highest(WISHES), highest(PLEASANTRIES), 1],
  ];
}

function weighed(inputs: readonly number[], weights: readonly number[]): number {
  return 1 / (1 + Math.exp(-inputs.reduce((sum, input, at) => sum + input * weights[at]!, 0)));
}

export function riskOf(scores: Float64Array, { danger }: Pick<Head, "danger">): Risk {
  const inputs = dangerInputs(scores);
  return { any: weighed(inputs, danger.weights), certain: weighed(inputs, danger.certainWeights) };
}

/**
 * Of a few words alone: surer than of a sentence, and near certain of one word, of what an idiom leaves, or where they name a person:
 * "dor" and "minha filha" begin many a danger and are none. Set by hand: among 2,700 messages as brief hands wrote one danger, too few to choose by.
 */
const BRIEF_WORDS_MAX = 3;
const BRIEF_FROM = 0.3;
const BARE_FROM = 0.9;
const PERSONS = VALUES.flatMap((value, index) =>
  /^(?:for_whom|relation):/.test(value) ? [OUTPUTS.values + index] : [],
);
const PERSON_FROM = 0.5;

/**
 * In scores. A certain danger that no kind speaks for is asked about: of the certain ones of the development and later parts the
 * least has −0.6, and look-alikes read as certain have −3 to −1. Where both the danger and its kind are weak it is none: on
 * writers left out, below −4; from −2.4 more dangers were lost than alarms.
 */
const KIND_FROM = { certain: -1, weak: -4 } as const;
const WEAK_BELOW = 0.3;

const namesPerson = (scores: Float64Array, head: Head): boolean =>
  PERSONS.some((output) => probabilityOf(scores[output]!, output, head) >= PERSON_FROM);

/** What the weights find of a danger: whether it is one, and of which kind it would be. */
export interface Found extends Risk {
  readonly tier: DangerTier | null;
  readonly kind: DangerKind;
}

/**
 * Kinds of which a body suffers. Where one of them is likely in itself, it is the kind, though a child speaks more for the danger
 * of a child: that is of what people do to children, and "minha filha engoliu remédio e não acorda" needs an ambulance. Of 391
 * lines of hands about what is done to children none, and of 46 of strangers none, has one of these above −0.5.
 */
const BODILY = ["overdose", "chest_pain", "stroke", "breathing", "other_emergency"] as const;
const BODILY_FROM = -0.5;
const CHILD = DANGER_KINDS.indexOf("child_danger");

/** The place of the kind that speaks most. */
function kindOf(scores: Float64Array): number {
  const scoreOf = (kind: number) => scores[OUTPUTS.kinds + kind]!;
  const surest = (kinds: readonly number[]) =>
    kinds.reduce((most, kind) => (scoreOf(kind) > scoreOf(most) ? kind : most));
  const kind = surest(DANGER_KINDS.map((_, index) => index));
  if (kind !== CHILD) return kind;
  const bodily = surest(BODILY.map((name) => DANGER_KINDS.indexOf(name)));
  return scoreOf(bodily) >= BODILY_FROM ? bodily : kind;
}

/**
 * Kinds that many harmless words hint at: a breathing exercise, a net that is down, what others said. Asked about below this, they were
 * needless nearly each time, and no danger of the open lines lies there.
 */
const FAINT_KINDS: ReadonlySet<string> = new Set([
  "breathing",
  "chest_pain",
  "stroke",
  "psychosis",
  "missing_person",
  "other_emergency",
]);
const FAINT_FROM = 0.62;

/**
 * Whether the weights find a danger, how surely, and which kind it would be.
 *
 * @param rest whether these are only what an idiom left over
 */
export function dangerOf(
  scores: Float64Array,
  { question, words, rest = false }: { readonly question: string; readonly words: number; readonly rest?: boolean },
  head: Head,
): Found {
  const { certain, possible } = head.danger[isFamilyQuestion(question) ? "family" : "anywhere"];
  const risk = riskOf(scores, head);
  const kind = kindOf(scores);
  const brief = rest || words === 1 || namesPerson(scores, head) ? BARE_FROM : BRIEF_FROM;
  const least = FAINT_KINDS.has(DANGER_KINDS[kind]!) ? Math.max(possible, FAINT_FROM) : possible;
  const from = words <= BRIEF_WORDS_MAX ? Math.max(least, brief) : least;
  const speaks = scores[OUTPUTS.kinds + kind]!;
  const isSure = risk.certain >= certain && speaks >= KIND_FROM.certain;
  const isWeak = risk.any < WEAK_BELOW && speaks < KIND_FROM.weak;
  const tier = risk.any >= from && !isWeak ? (isSure ? "certain" : "possible") : null;
  return { ...risk, tier, kind: DANGER_KINDS[kind]! };
}

/** Probabilities of the intents, in their order. */
export function intentProbabilities(scores: Float64Array, { temperature }: Head): number[] {
  const own = Array.from(INTENTS, (_, index) => scores[OUTPUTS.intents + index]! / temperature);
  const largest = Math.max(...own);
  const powers = own.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

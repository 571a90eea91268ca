import { prepare } from "../src/intents/intent-words.ts";
import { LANGUAGES, type Language } from "../src/language-code.ts";
import type { Tokens } from "../src/reader/features.ts";
import { QUESTIONS } from "../src/reader/labels.ts";
import { OUTPUTS } from "../src/reader/outputs.ts";
import { expectedBy, tokensOf } from "../src/reader/tokens.ts";
import { joined, restated } from "./augment.ts";
import { corpus, type Example, FIRST_WRITER, UNTOLD } from "./corpus.ts";
import { pick, type Random } from "./random.ts";

/** What weights are fitted to: an example, or a copy of it as another person might have typed it. */
export interface Sample {
  readonly tokens: Tokens;
  readonly question: string;
  readonly lang: Language;
  readonly targets: Int8Array;
  readonly weight: number;
}

/** Any moment will do: values become placeholders before anything is told apart. */
const SOME_TIME = { now: Date.parse("2026-11-24T14:30:00-03:00"), timeZone: "America/Sao_Paulo" } as const;
const COPIES = 2;
const COPY_WEIGHT = 0.5;
/** How many of a hundred examples are also said together with another. */
const JOINED_SHARE = 0.25;

export function tokensFor(text: string, question: string, lang: Language): Tokens {
  return tokensOf(prepare(text, { lang, ...SOME_TIME, expecting: expectedBy(question) }));
}

/** Each example, copies of it, and some pairs of examples in one message. The same seed gives the same samples. */
export function samplesOf(examples: readonly Example[], lang: Language, random: Random): Sample[] {
  const free = examples.filter((example) => example.free);
  return examples.flatMap((example) => {
    const { text, question, targets, weight } = example;
    const samples = [sampleOf(text, question, targets, weight, lang)];
    for (let copy = 0; copy < COPIES; copy++) {
      const asked = example.free && random() < 0.6 ? pick(QUESTIONS, random) : question;
      samples.push(sampleOf(restated(text, random), asked, targets, weight * COPY_WEIGHT, lang));
    }
    if (random() < JOINED_SHARE && free.length > 0) {
      const other = pick(free, random);
      const both = eitherOf(targets, other.targets);
      samples.push(sampleOf(joined(text, other.text, random), question, both, weight * COPY_WEIGHT, lang));
    }
    return samples;
  });
}

/** How much a line in another language counts: acts, dates and faces are alike in all, and so are many words. */
const OTHER_LANGUAGE_WEIGHT = 0.7;

/** What hands wrote in other languages, as it is. */
export function foreignSamples(lang: Language): Sample[] {
  return LANGUAGES.filter((other) => other !== lang).flatMap((other) =>
    corpus(other)
      .filter(({ writer }) => writer !== FIRST_WRITER)
      .map(({ text, question, targets }) => sampleOf(text, question, targets, OTHER_LANGUAGE_WEIGHT, other)),
  );
}

function sampleOf(text: string, question: string, targets: Int8Array, weight: number, lang: Language): Sample {
  return { tokens: tokensFor(text, question, lang), question, lang, targets, weight };
}

/** What two messages in one do: what either does. Which of two wishes it wants is not told. */
function eitherOf(first: Int8Array, second: Int8Array): Int8Array {
  return first.map((target, output) => {
    if (output >= OUTPUTS.intents) return UNTOLD;
    const other = second[output]!;
    if (target === 1 || other === 1) return output >= OUTPUTS.kinds && target !== other ? UNTOLD : 1;
    return target === UNTOLD || other === UNTOLD ? UNTOLD : 0;
  });
}

import { prepare } from "../src/intents/intent-words.ts";
import { INTENTS } from "../src/intents/intents.ts";
import type { StoredModel } from "../src/intents/weights.ts";
import type { Language } from "../src/language-code.ts";
import { fold } from "../src/text/fold.ts";
import { varied } from "./augment.ts";
import { drawn, type Line } from "./examples.ts";
import { fit, type Sample } from "./fit.ts";
import { type Random, seeded } from "./random.ts";

/** Any moment will do: values become placeholders before intents are told apart. */
const SOME_TIME = { now: Date.parse("2026-11-24T14:30:00-03:00"), timeZone: "America/Sao_Paulo" } as const;

const DRAWS = 8;
const VARIANTS = 2;

/** What the weights are fitted to: each line's sentences, and each of them mistyped. Sentences that only greet teach nothing. */
function samplesOf(lines: readonly Line[], lang: Language, random: Random): Sample[] {
  const context = { lang, ...SOME_TIME, expecting: null };
  const samples = lines.flatMap(({ label, line }) =>
    drawn(line, DRAWS, random).flatMap((sentence) => {
      const folded = fold(sentence);
      const forms = [folded, ...Array.from({ length: VARIANTS }, () => varied(folded, random))];
      return forms.map((form) => ({ words: prepare(form, context).words, label: INTENTS.indexOf(label as never) }));
    }),
  );
  const used = samples.filter(({ words }) => words.length > 0);
  const counts = INTENTS.map((_, label) => used.filter((sample) => sample.label === label).length || 1);
  const mean = used.length / INTENTS.length;
  return used.map((sample) => ({ ...sample, weight: Math.min(3, Math.sqrt(mean / counts[sample.label]!)) }));
}

/** Weights from training lines. The same lines give the same bytes. */
export function trainIntents(lines: readonly Line[], lang: Language, lexicon: string = lang): StoredModel {
  return fit(samplesOf(lines, lang, seeded(11)), {
    lexicon,
    classes: INTENTS,
    buckets: 2 ** 15,
    epochs: 12,
    rate: 0.5,
    decay: 1e-4,
    smoothing: 0.1,
    seed: 1,
  });
}

import type { StoredModel } from "../src/intents/weights.ts";
import type { Language } from "../src/language-code.ts";
import { flagWords } from "../src/red-flags/flag-words.ts";
import { RED_FLAG_KINDS } from "../src/red-flags/patterns.ts";
import { fold } from "../src/text/fold.ts";
import { varied } from "./augment.ts";
import { drawn, type Line } from "./examples.ts";
import { fit } from "./fit.ts";
import { seeded } from "./random.ts";

const CLASSES = ["harmless", ...RED_FLAG_KINDS] as const;
const VARIANTS = 3;
/** Messages written to tell danger from what sounds like it weigh more than everyday ones. */
const WEIGHT = 1.5;

/** Weights that tell danger from everyday messages. `everyday` are the lines that intents are trained on. */
export function trainFlags(lines: readonly Line[], everyday: readonly Line[], lang: Language): StoredModel {
  const random = seeded(13);
  const written = lines.flatMap(({ label, line }) => {
    const folded = fold(line);
    const forms = [folded, ...Array.from({ length: VARIANTS }, () => varied(folded, random))];
    const column = CLASSES.indexOf(label as never);
    return forms.map((form) => ({ words: flagWords(form, lang), label: column, weight: WEIGHT }));
  });
  const harmless = everyday
    .flatMap(({ line }) => drawn(line, 2, random))
    .map((sentence) => ({ words: flagWords(fold(sentence), lang), label: 0, weight: 1 }));
  return fit([...written, ...harmless], {
    lexicon: `flags.${lang}`,
    classes: CLASSES,
    buckets: 2 ** 14,
    epochs: 10,
    rate: 0.5,
    decay: 1e-5,
    smoothing: 0.02,
    seed: 1,
  });
}

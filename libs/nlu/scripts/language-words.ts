import { conceptOf, wishLexicon } from "../src/intents/concepts.ts";
import { LANGUAGES, type Language } from "../src/language-code.ts";
import { fold } from "../src/text/fold.ts";
import { drawn, trainingLines } from "./examples.ts";
import { handFiles } from "./hands.ts";
import { seeded } from "./random.ts";
import { withoutNames } from "./vocabulary.ts";

const SMOOTHING = 0.5;
/** Words that are hardly more frequent in one language tell nothing. */
const WEIGHT_MIN = 1.2;
/** No word decides by itself. */
const WEIGHT_MAX = 4;
/** Occurrences below which a word may be a slip or a name. */
const COUNT_MIN = 3;

interface Counted {
  readonly lang: Language;
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

function counted(lang: Language): Counted {
  const random = seeded(5);
  const labelled = [...trainingLines("train", lang), ...trainingLines("train-flags", lang)];
  const hands = handFiles(lang).flatMap(({ lines }) => lines);
  // Who asks to go on in another language mostly does so in that language.
  const own = hands.filter(({ acts }) => !acts.some((act) => act.startsWith("request:language:")));
  const texts = [
    ...labelled.flatMap(({ line }) => drawn(line, 1, random)),
    ...own.map(({ text }) => withoutNames(text)),
  ];
  const counts = new Map<string, number>();
  let total = 0;
  for (const text of texts)
    for (const word of fold(text).match(/[a-z]+/g) ?? []) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      total++;
    }
  return { lang, counts, total };
}

/** Words that one language has far more often than the others, and how much they tell. */
export function languageWords(): string {
  const languages = LANGUAGES.map(counted);
  const insurers = LANGUAGES.map(wishLexicon);
  const words = new Set(languages.flatMap(({ counts }) => [...counts.keys()]));
  const used = [...words].filter((word) => insurers.every((lexicon) => conceptOf(word, lexicon) !== "insurer"));
  const lines = used.sort().flatMap((word) => {
    const shares = languages
      .map(({ lang, counts, total }) => ({ lang, count: counts.get(word) ?? 0, total }))
      .map(({ lang, count, total }) => ({ lang, count, share: (count + SMOOTHING) / total }))
      .sort((a, b) => b.share - a.share);
    const [first, second] = shares as [(typeof shares)[0], (typeof shares)[0], (typeof shares)[0]];
    const weight = Math.min(WEIGHT_MAX, Math.log(first.share / second.share));
    return first.count >= COUNT_MIN && weight >= WEIGHT_MIN ? [`${word} ${first.lang} ${weight.toFixed(1)}`] : [];
  });
  return `${lines.join("\n")}\n`;
}

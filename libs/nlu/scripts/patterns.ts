import { LANGUAGES, type Language } from "../src/language-code.ts";
import { fittingPatterns } from "../src/red-flags/sure-kind.ts";
import { fold } from "../src/text/fold.ts";
import { wordsOf } from "../src/text/words.ts";
import { corpus, type Example, FIRST_WRITER } from "./corpus.ts";
import { isCertain, isDanger } from "./outcome.ts";

/** What a pattern fits among all lines to learn from. */
interface Fits {
  certain: number;
  possible: number;
  harmless: number;
}

/** By pattern, as it stands in its file: how many lines of each sort it fits. */
export function patternFits(lang: Language, examples: readonly Example[] = corpus(lang)): Map<string, Fits> {
  const fits = new Map<string, Fits>();
  for (const example of examples) {
    for (const { source } of fittingPatterns(wordsOf(fold(example.text), lang), lang)) {
      const count = fits.get(source) ?? { certain: 0, possible: 0, harmless: 0 };
      fits.set(source, count);
      const sure = example.writer === FIRST_WRITER ? isDanger(example) : isCertain(example);
      if (!isDanger(example)) count.harmless++;
      else if (sure) count.certain++;
      else count.possible++;
    }
  }
  return fits;
}

/** Prints what each pattern is worth: one that fits a harmless line, or more than a few veiled dangers, is not sure. */
export function patterns(): void {
  for (const lang of LANGUAGES) {
    console.log(`${lang}: certain, possible and harmless lines that a pattern fits`);
    const rows = [...patternFits(lang)].sort(([, a], [, b]) => b.harmless - a.harmless || b.possible - a.possible);
    for (const [source, { certain, possible, harmless }] of rows)
      console.log(`${[certain, possible, harmless].map((count) => String(count).padStart(5)).join("")}  ${source}`);
  }
}

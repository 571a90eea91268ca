import { LANGUAGES } from "../src/index.ts";
import { storedOf } from "../src/reader/stored.ts";
import { calibrated, type LeftOut } from "./calibrate.ts";
import { foldsOf } from "./folds.ts";
import { type Outcome, outcomeOfScores } from "./outcome.ts";
import { fitAll } from "./pool.ts";
import { report } from "./report.ts";

/** Prints how well writers are read whom the weights have never seen: each is left out once, and calibrated on the others. */
export async function cross(byAct: boolean): Promise<void> {
  for (const lang of LANGUAGES) {
    const folds = foldsOf(lang);
    const done = await fitAll(folds.map((_, fold) => ({ lang, fold })));
    const left = folds.map((fold, index) =>
      fold.map((example, at): LeftOut => ({ example, scores: done[index]!.scores[at]! })),
    );
    const { head } = storedOf(done[0]!.bytes);
    const outcomes = left.flatMap((own, index): Outcome[] => {
      const others = left.filter((_, other) => other !== index).flat();
      const fitted = calibrated(head, others);
      return own.map((each) => outcomeOfScores(each, fitted));
    });
    const writers = new Set(outcomes.map(({ example }) => example.writer)).size;
    report(`${lang}, leaving out each of ${writers} writers`, outcomes, byAct);
  }
}

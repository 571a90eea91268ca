import { type Language, understand } from "../src/index.ts";
import { exampleOf } from "./corpus.ts";
import { partLines } from "./hands.ts";
import { NOW, TIME_ZONE } from "./measure.ts";
import type { Outcome } from "./outcome.ts";

/** By all of `understand`: what a caller would get. */
export const outcomesOfPart = (part: "frozen" | "dev" | "strangers", lang: Language): Outcome[] =>
  partLines(part, lang).map((line) => {
    const example = exampleOf(line);
    const { reading, intent } = understand(line.text, {
      ...{ lang, now: NOW, timeZone: TIME_ZONE, question: line.question },
    });
    return { example, acts: reading.acts, values: reading.values, danger: reading.danger, intent };
  });

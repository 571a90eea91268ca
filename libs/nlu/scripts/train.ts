import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredModel } from "../src/intents/weights.ts";
import { LANGUAGES } from "../src/language-code.ts";
import { dataDirectory, trainingLines } from "./examples.ts";
import { trainFlags } from "./train-flags.ts";
import { trainIntents } from "./train-intents.ts";
import { vocabularyOf } from "./vocabulary.ts";

const write = (name: string, model: StoredModel) =>
  writeFileSync(join(dataDirectory, `model/${name}.json`), `${JSON.stringify(model)}\n`);

/** Writes the weights that the package reads. */
export function train(): void {
  mkdirSync(join(dataDirectory, "model"), { recursive: true });
  for (const lang of LANGUAGES) {
    const lines = trainingLines("train", lang);
    writeFileSync(join(dataDirectory, `model/vocabulary.${lang}.txt`), vocabularyOf(lang));
    const dangers = trainingLines("train-flags", lang);
    write(`intents.${lang}`, trainIntents(lines, lang));
    write(`flags.${lang}`, trainFlags(dangers, lines, lang));
    console.log(`${lang}: ${lines.length} lines for intents, ${dangers.length} for red flags`);
  }
}

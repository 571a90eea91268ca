// Compares ways to tell intents apart, and to read dates, on the Portuguese training lines: fitted to four fifths, tried
// on the rest. The frozen test part is not touched. Plain JavaScript, for the libraries compared bring no types.
import core from "@nlpjs/core";
import portuguese from "@nlpjs/lang-pt";
import nlp from "@nlpjs/nlu";
import * as chrono from "chrono-node";
import winkNaiveBayes from "wink-naive-bayes-text-classifier";
import { prepare } from "../src/intents/intent-words.ts";
import { modelOf } from "../src/intents/weights.ts";
import { understand } from "../src/understand.ts";
import { drawn, trainingLines } from "./examples.ts";
import { accuracy, macroF1 } from "./figures.ts";
import { seeded, shuffled } from "./random.ts";
import { trainIntents } from "./train-intents.ts";

const NOW = Date.parse("2026-11-24T14:30:00-03:00");
const context = { lang: "pt", now: NOW, timeZone: "America/Sao_Paulo", expecting: null };
const random = seeded(21);
const lines = shuffled(trainingLines("train", "pt"), random);
const fitted = lines.filter((_, index) => index % 5 !== 0);
const tried = lines
  .filter((_, index) => index % 5 === 0)
  .map(({ label, line }) => ({ actual: label, text: drawn(line, 1, random)[0] }));
const sentences = fitted.flatMap(({ label, line }) => drawn(line, 4, random).map((text) => ({ label, text })));
const wordsOf = (text) => prepare(text, context).words;

async function report(name, guess) {
  const start = performance.now();
  const guesses = [];
  for (const { actual, text } of tried) guesses.push({ actual, guessed: await guess(text) });
  const micros = ((performance.now() - start) * 1000) / tried.length;
  console.log(
    `${name.padEnd(44)} accuracy ${accuracy(guesses).toFixed(3)}  macro F1 ${macroF1(guesses).toFixed(3)}  ${micros.toFixed(0)} µs`,
  );
}

const best = (model) => (text) => {
  const probabilities = model.probabilities(wordsOf(text));
  return model.classes[probabilities.indexOf(Math.max(...probabilities))];
};

console.log(`${fitted.length} lines to fit, ${tried.length} to try`);
const regression = trainIntents(fitted, "pt");
await report("logistic regression: words, pieces, kinds", best(modelOf(regression, "")));
await report("logistic regression: words and pieces", best(modelOf(trainIntents(fitted, "pt", "none"), "")));

const bayes = winkNaiveBayes();
bayes.definePrepTasks([(words) => words]);
bayes.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
for (const { label, text } of sentences) {
  const words = wordsOf(text);
  if (words.length > 0) bayes.learn(words, label);
}
bayes.consolidate();
await report("naive Bayes (wink), our words", (text) => bayes.predict(wordsOf(text)));

const container = await core.containerBootstrap();
container.use(portuguese.LangPt);
const neural = new nlp.NluNeural({ locale: "pt", container, settings: { log: false, useNoneFeature: false } });
neural.container = container;
neural.settings.log = false;
await neural.train(sentences.map(({ label, text }) => ({ utterance: text, intent: label })));
await report("@nlpjs/nlu, neural, Portuguese stemmer", async (text) => {
  const { classifications } = await neural.process(text);
  return classifications[0]?.intent === "None" ? "unknown" : (classifications[0]?.intent ?? "unknown");
});

/** Dates as patients write them, and the day each means on Tuesday, 24 November 2026. */
const DATES = Object.entries({
  "pra amanha": "2026-11-25",
  "amanhã às 15h": "2026-11-25",
  "depois de amanha de tarde": "2026-11-26",
  "sexta que vem": "2026-11-27",
  "terca de manha": "2026-12-01",
  "terça da semana que vem": "2026-12-01",
  "segunda as 3 da tarde": "2026-11-30",
  "quarta-feira": "2026-11-25",
  "dia 15": "2026-12-15",
  "dia 5 de dezembro as 10h30": "2026-12-05",
  "15/03": "2027-03-15",
  "15 de março": "2027-03-15",
  "12/12/26": "2026-12-12",
  "daqui a 2 semanas": "2026-12-08",
  "hj a noite": "2026-11-24",
  "dia 20 do mês que vem": "2026-12-20",
  "quinta 10h": "2026-11-26",
  "dia quinze de dezembro": "2026-12-15",
});
const same = (read) => DATES.filter(([text, day]) => read(text) === day).length;
const ours = same((text) => understand(text, context).entities.find(({ type }) => type === "date")?.value);
const theirs = same((text) => {
  const found = chrono.pt.parse(text, { instant: new Date(NOW), timezone: -180 }, { forwardDate: true })[0]?.start;
  const [year, month, day] = ["year", "month", "day"].map((part) => found?.get(part));
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
});
console.log(`dates: ours ${ours} of ${DATES.length}, chrono-node ${theirs}`);

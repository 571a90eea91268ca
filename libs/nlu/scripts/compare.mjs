// Compares ways to read messages, and to read dates, on Portuguese: fitted without one writer, tried on that writer's
// lines. No test part is touched. Plain JavaScript, for the libraries compared bring no types.
import core from "@nlpjs/core";
import portuguese from "@nlpjs/lang-pt";
import nlp from "@nlpjs/nlu";
import * as chrono from "chrono-node";
import winkNaiveBayes from "wink-naive-bayes-text-classifier";
import { INTENTS } from "../src/intents/intents.ts";
import { OUTPUTS } from "../src/reader/outputs.ts";
import { understand } from "../src/understand.ts";
import { corpus } from "./corpus.ts";
import { accuracy, macroF1 } from "./figures.ts";
import { fit } from "./fit.ts";
import { outcomeOfScores } from "./outcome.ts";
import { neutralHead } from "./quantise.ts";
import { seeded } from "./random.ts";
import { RECIPE, SAMPLES_SEED } from "./recipe.ts";
import { actsF1, topActRight, valuesRight } from "./report.ts";
import { foreignSamples, samplesOf, tokensFor } from "./samples.ts";
import { scoresOf } from "./scores.ts";

const NOW = Date.parse("2026-11-24T14:30:00-03:00");
const context = { lang: "pt", now: NOW, timeZone: "America/Sao_Paulo" };
const LEFT_OUT = process.argv[2] ?? "pt-1";
const all = corpus("pt");
const fitted = all.filter(({ writer }) => writer !== LEFT_OUT);
const tried = all.filter(({ writer }) => writer === LEFT_OUT);
const own = samplesOf(fitted, "pt", seeded(SAMPLES_SEED));
const everything = [...own, ...foreignSamples("pt")];
const said = tried.map(({ text, question }) => ({ tokens: tokensFor(text, question, "pt"), question, lang: "pt" }));
const intentOf = ({ targets }) => INTENTS.find((_, index) => targets[OUTPUTS.intents + index] === 1);
const withIntent = tried.flatMap((example, index) => {
  const actual = intentOf(example);
  return actual === undefined ? [] : [{ actual, index, example }];
});

const percent = (figure) => figure.toFixed(3);
const print = (name, ...columns) => console.log([name.padEnd(48), ...columns.map((text) => text.padStart(9))].join(""));

/** How many of the ordinary lines would be alarms where 95 of 100 dangers are told. */
function alarmsAt95(scores) {
  const danger = (index) => scores[index][OUTPUTS.danger];
  const indexes = tried.map((_, index) => index);
  const dangers = indexes.filter((index) => tried[index].targets[OUTPUTS.danger] === 1).map(danger);
  const from = dangers.sort((a, b) => a - b)[Math.floor(dangers.length * 0.05)];
  const ordinary = indexes.filter(
    (index) => tried[index].targets[OUTPUTS.danger] === 0 && tried[index].near !== "danger",
  );
  return ordinary.filter((index) => danger(index) >= from).length / ordinary.length;
}

function ours(name, samples, changed = {}, sayings = said) {
  const start = performance.now();
  const scores = scoresOf(fit(samples, { ...RECIPE, ...changed }), sayings);
  const outcomes = tried.map((example, index) => outcomeOfScores({ example, scores: scores[index] }, neutralHead()));
  const guesses = withIntent.map(({ actual, index }) => ({ actual, guessed: outcomes[index].intent }));
  const figures = [
    actsF1(outcomes),
    topActRight(outcomes),
    valuesRight(outcomes),
    alarmsAt95(scores),
    macroF1(guesses),
  ];
  print(name, ...figures.map(percent), `${((performance.now() - start) / 1000).toFixed(0)} s`);
}

async function theirs(name, guess) {
  const guesses = [];
  for (const { actual, example } of withIntent) guesses.push({ actual, guessed: await guess(example) });
  print(name, "", "", "", "", percent(macroF1(guesses)), `(accuracy ${percent(accuracy(guesses))})`);
}

console.log(`${fitted.length} lines to fit, ${tried.length} of ${LEFT_OUT} to try`);
print("", "acts F1", "top act", "values", "alarms", "intents", "time");
const asStart = (items) => items.map((item) => ({ ...item, question: "start" }));
ours("linear: the one that is used", everything);
ours("linear, without other languages' lines", own);
ours("linear, without the open question", asStart(everything), {}, asStart(said));
ours("linear, nothing left out while fitting", everything, { dropout: 0 });
ours("average of 64 embeddings (as fastText)", everything, { hidden: 64, direct: false, rate: 0.3, epochs: 8 });
const layer = { hidden: 128, rectified: true, direct: false, rate: 0.2, epochs: 8 };
ours("a hidden layer of 128 units", everything, layer);

const labelled = fitted.flatMap((example) => {
  const intent = intentOf(example);
  return intent === undefined
    ? []
    : [{ intent, text: example.text, words: tokensFor(example.text, "start", "pt").words }];
});
const bayes = winkNaiveBayes();
bayes.definePrepTasks([(words) => words]);
bayes.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
for (const { intent, words } of labelled) if (words.length > 0) bayes.learn([...words], intent);
bayes.consolidate();
await theirs("naive Bayes (wink), our words", ({ text }) => bayes.predict([...tokensFor(text, "start", "pt").words]));

const container = await core.containerBootstrap();
container.use(portuguese.LangPt);
const neural = new nlp.NluNeural({ locale: "pt", container, settings: { log: false, useNoneFeature: false } });
neural.container = container;
neural.settings.log = false;
await neural.train(labelled.map(({ text, intent }) => ({ utterance: text, intent })));
await theirs("@nlpjs/nlu, neural, Portuguese stemmer", async ({ text }) => {
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
const ourDates = same((text) => understand(text, context).entities.find(({ type }) => type === "date")?.value);
const theirDates = same((text) => {
  const found = chrono.pt.parse(text, { instant: new Date(NOW), timezone: -180 }, { forwardDate: true })[0]?.start;
  const [year, month, day] = ["year", "month", "day"].map((part) => found?.get(part));
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
});
console.log(`dates: ours ${ourDates} of ${DATES.length}, chrono-node ${theirDates}`);

import { INTENTS } from "../src/intents/intents.ts";
import { OUTPUTS } from "../src/reader/outputs.ts";
import { dangerInputs } from "../src/reader/read.ts";
import type { Head } from "../src/reader/stored.ts";
import { type Example, UNTOLD } from "./corpus.ts";
import { logistic } from "./logistic.ts";
import { chooseThresholds } from "./thresholds.ts";

/** A line of a writer who was left out, and what weights that never saw that writer made of it. */
export interface LeftOut {
  readonly example: Example;
  readonly scores: Float64Array;
}

interface Line {
  readonly slope: number;
  readonly offset: number;
}

/** How many lines' worth of trust the common line has against an output's own lines. */
const TRUST = 4;
const SLOPE_MIN = 0.05;

/** The logistic curve through pairs of score and target, drawn towards `prior`. */
function curve(pairs: readonly (readonly [number, number])[], prior: Line, trust: number): Line {
  const inputs = pairs.map(([score]) => [score, 1]);
  const targets = pairs.map(([, target]) => target);
  const [slope = 1, offset = 0] = logistic(inputs, targets, { prior: [prior.slope, prior.offset], trust });
  return { slope: Math.max(SLOPE_MIN, slope), offset };
}

function pairsOf(left: readonly LeftOut[], output: number): (readonly [number, number])[] {
  return left
    .filter(({ example }) => example.targets[output] !== UNTOLD)
    .map(({ example, scores }) => [scores[output]!, example.targets[output]!] as const);
}

/** What turns scores into probabilities, and where dangers begin: all from writers who were left out. */
export function calibrated(head: Head, left: readonly LeftOut[]): Head {
  if (left.length === 0) return head;
  const outputs = Array.from({ length: OUTPUTS.intents }, (_, output) => pairsOf(left, output));
  const common = curve(outputs.slice(0, OUTPUTS.danger).flat(), { slope: 1, offset: 0 }, 1);
  const lines = outputs.map((pairs) => curve(pairs, common, TRUST));
  const even = INTENTS.map(() => ({ slope: 1, offset: 0 }));
  const all = [...lines, ...even];
  const fitted = {
    ...head,
    slope: all.map(({ slope }) => Number(slope.toFixed(4))),
    offset: all.map(({ offset }) => Number(offset.toFixed(4))),
    temperature: temperatureOf(left),
  };
  const joint = { ...fitted, danger: { ...head.danger, ...dangerWeights(left) } };
  return { ...joint, danger: { ...joint.danger, ...chooseThresholds(joint, left) } };
}

/** How much the words beside the danger itself speak for or against one, and for or against a certain one. */
function dangerWeights(left: readonly LeftOut[]): Pick<Head["danger"], "weights" | "certainWeights"> {
  const inputs = left.map(({ scores }) => dangerInputs(scores));
  const weightsOf = (output: number, main: number) =>
    logistic(
      inputs,
      left.map(({ example }) => example.targets[output]!),
      { prior: inputs[0]!.map((_, at) => (at === main ? 1 : 0)), trust: 1 },
    ).map((weight) => Number(weight.toFixed(4)));
  return { weights: weightsOf(OUTPUTS.danger, 0), certainWeights: weightsOf(OUTPUTS.certain, 2) };
}

/** Of some temperatures the one under which the true intents are least surprising. */
function temperatureOf(left: readonly LeftOut[]): number {
  const told = left.filter(({ example }) => example.targets[OUTPUTS.intents] !== UNTOLD);
  const surprise = (temperature: number) =>
    told.reduce((sum, { example, scores }) => {
      const own = Array.from(INTENTS, (_, index) => scores[OUTPUTS.intents + index]! / temperature);
      const largest = Math.max(...own);
      const total = own.reduce((all, score) => all + Math.exp(score - largest), 0);
      const actual = own[INTENTS.findIndex((_, index) => example.targets[OUTPUTS.intents + index] === 1)]!;
      return sum + Math.log(total) + largest - actual;
    }, 0);
  const tried = Array.from({ length: 36 }, (_, index) => 0.5 + index * 0.1);
  return tried.toSorted((a, b) => surprise(a) - surprise(b))[0]!;
}

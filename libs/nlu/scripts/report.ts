import { ACTS, DANGER_KINDS, VALUES } from "../src/reader/labels.ts";
import { OUTPUTS } from "../src/reader/outputs.ts";
import { withInterval } from "./figures.ts";
import { hasAct, isCertain, isDanger, isLookAlike, type Outcome } from "./outcome.ts";

/** An act this likely counts as read. */
const READ_FROM = 0.5;

const share = (outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean) =>
  outcomes.filter(holds).length / outcomes.length;

interface Counts {
  right: number;
  read: number;
  written: number;
}

function actCounts(outcomes: readonly Outcome[]): Map<string, Counts> {
  const counts = new Map(ACTS.map((act) => [act, { right: 0, read: 0, written: 0 }]));
  for (const { example, acts } of outcomes) {
    const read = new Set(acts.filter(({ confidence }) => confidence >= READ_FROM).map(({ act }) => act));
    for (const act of ACTS) {
      const count = counts.get(act)!;
      if (read.has(act)) count.read++;
      if (!hasAct(example, act)) continue;
      count.written++;
      if (read.has(act)) count.right++;
    }
  }
  return counts;
}

const f1 = ({ right, read, written }: Counts) => (2 * right) / (read + written || 1);

/** F1 over all acts that were written, taken together. */
export function actsF1(outcomes: readonly Outcome[]): number {
  const sum = { right: 0, read: 0, written: 0 };
  for (const { right, read, written } of actCounts(outcomes).values()) {
    sum.right += right;
    sum.read += read;
    sum.written += written;
  }
  return f1(sum);
}

/** Lines that do anything beside telling of a danger. */
const withActs = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ example }) => ACTS.some((act) => hasAct(example, act)));

/** Share of lines whose surest act is one that they do. */
export const topActRight = (outcomes: readonly Outcome[]) =>
  share(withActs(outcomes), ({ example, acts }) => acts[0] !== undefined && hasAct(example, acts[0].act));

/** Share of values that were the surest one told of their slot. */
export function valuesRight(outcomes: readonly Outcome[]): number {
  const told = outcomes.flatMap(({ example, values }) =>
    VALUES.filter((_, index) => example.targets[OUTPUTS.values + index] === 1).map((value) => {
      const slot = value.slice(0, value.indexOf(":"));
      const surest = values.find((each) => each.slot === slot);
      return surest !== undefined && `${slot}:${surest.value}` === value;
    }),
  );
  return told.filter(Boolean).length / told.length;
}

export const flagged = (outcomes: readonly Outcome[]) => share(outcomes, ({ danger }) => danger !== null);
export const interrupted = (outcomes: readonly Outcome[]) =>
  share(outcomes, ({ danger }) => danger?.tier === "certain");

function kindRight(outcomes: readonly Outcome[]): number {
  const found = outcomes.filter(({ danger }) => danger !== null);
  return share(
    found,
    ({ example, danger }) => example.targets[OUTPUTS.kinds + DANGER_KINDS.indexOf(danger!.kind)] === 1,
  );
}

export const partsOf = (outcomes: readonly Outcome[]) => ({
  certain: outcomes.filter(({ example }) => isCertain(example)),
  possible: outcomes.filter(({ example }) => isDanger(example) && !isCertain(example)),
  dangers: outcomes.filter(({ example }) => isDanger(example)),
  lookAlikes: outcomes.filter(({ example }) => isLookAlike(example)),
  ordinary: outcomes.filter(({ example }) => !isDanger(example) && !isLookAlike(example)),
});

/** Prints what was read right of labelled lines, with 95 % intervals. */
export function report(title: string, outcomes: readonly Outcome[], byAct = false): void {
  const { certain, possible, dangers, lookAlikes, ordinary } = partsOf(outcomes);
  const line = (what: string, items: readonly Outcome[], figure: (items: readonly Outcome[]) => number) => {
    if (items.length > 0) console.log(`  ${what.padEnd(44)} ${withInterval(items, figure)}  of ${items.length}`);
  };
  console.log(`\n${title}: ${outcomes.length} messages`);
  line("acts: F1", outcomes, actsF1);
  line("surest act right", withActs(outcomes), topActRight);
  const valued = outcomes.filter(({ example }) => example.targets.subarray(OUTPUTS.values, OUTPUTS.danger).includes(1));
  line("values right", valued, valuesRight);
  line("dangers told at all", dangers, flagged);
  line("certain dangers told at all", certain, flagged);
  line("certain dangers told as certain", certain, interrupted);
  line("possible dangers told at all", possible, flagged);
  line(
    "kind right where told",
    dangers.filter(({ danger }) => danger !== null),
    kindRight,
  );
  line("look-alikes interrupted", lookAlikes, interrupted);
  line("look-alikes asked or interrupted", lookAlikes, flagged);
  line("ordinary messages interrupted", ordinary, interrupted);
  line("ordinary messages asked or interrupted", ordinary, flagged);
  if (byAct) printActs(outcomes);
}

function printActs(outcomes: readonly Outcome[]): void {
  console.log(`  ${"act".padEnd(30)} precision  recall      F1  written`);
  const written = [...actCounts(outcomes)].filter(([, count]) => count.written > 0);
  for (const [act, count] of written.sort(([, a], [, b]) => f1(b) - f1(a))) {
    const figures = [count.right / (count.read || 1), count.right / count.written, f1(count)];
    const columns = figures.map((figure) => figure.toFixed(3).padStart(8)).join("");
    console.log(`  ${act.padEnd(30)} ${columns} ${String(count.written).padStart(8)}`);
  }
}

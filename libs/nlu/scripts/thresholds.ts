import { OUTPUTS } from "../src/reader/outputs.ts";
import { isFamilyQuestion, riskOf } from "../src/reader/read.ts";
import type { Head } from "../src/reader/stored.ts";
import type { LeftOut } from "./calibrate.ts";

/** Shares of messages at a desk, estimated: the lines that hands wrote have far more dangers and look-alikes. */
const SHARE = { danger: 0.005, lookAlike: 0.03, ordinary: 0.965 } as const;

/** In needless kind questions: what each mistake costs. An alarm where family and illness are asked for costs more. */
const COST = {
  missedCertain: 300,
  missedPossible: 60,
  certainAskedOnly: 60,
  possibleInterrupted: 5,
  asked: 1,
  interrupted: 10,
  family: 3,
} as const;

interface Item {
  readonly any: number;
  readonly certain: number;
  readonly share: number;
  readonly danger: "certain" | "possible" | null;
  readonly alarm: number;
}

/** Thresholds of both tiers at which mistakes on writers who were left out would have cost least. */
export function chooseThresholds(head: Head, left: readonly LeftOut[]): Pick<Head["danger"], "anywhere" | "family"> {
  const groups = [false, true].map((family) => {
    const items = itemsOf(head, left, family);
    return cheapest(items);
  });
  return { anywhere: groups[0]!, family: groups[1]! };
}

type Kind = keyof typeof SHARE;

function itemsOf(head: Head, left: readonly LeftOut[], family: boolean): Item[] {
  // Dangers are few: those told at any question stand for all, and only harmless lines differ by question.
  const used = left.filter(
    ({ example }) =>
      kindOf(example.targets, example.near) === "danger" || isFamilyQuestion(example.question) === family,
  );
  const counts: Record<Kind, number> = { danger: 0, lookAlike: 0, ordinary: 0 };
  for (const { example } of used) counts[kindOf(example.targets, example.near)]++;
  return used.map(({ example: { targets, near }, scores }) => {
    const kind = kindOf(targets, near);
    return {
      ...riskOf(scores, head),
      share: SHARE[kind] / counts[kind],
      danger: kind !== "danger" ? null : targets[OUTPUTS.certain] === 1 ? "certain" : "possible",
      alarm: family ? COST.family : 1,
    };
  });
}

const kindOf = (targets: Int8Array, near: string | null): Kind =>
  targets[OUTPUTS.danger] === 1 ? "danger" : near === "danger" ? "lookAlike" : "ordinary";

function costOf({ any, certain, share, danger, alarm }: Item, possibleFrom: number, certainFrom: number): number {
  const told = any < possibleFrom ? null : certain >= certainFrom ? "certain" : "possible";
  if (told === danger) return 0;
  if (danger === null) return share * alarm * (told === "certain" ? COST.interrupted : COST.asked);
  if (told === null) return share * (danger === "certain" ? COST.missedCertain : COST.missedPossible);
  return share * (danger === "certain" ? COST.certainAskedOnly : COST.possibleInterrupted);
}

const STEP_MIN = 0.02;
const STEPS = Array.from({ length: 49 }, (_, index) => STEP_MIN + index / 50);
/** What interrupts is as likely a certain danger as none at least, whatever the costs: ordinary lines of one writer are too few to say. */
const CERTAIN_FROM_MIN = 0.5;
const CERTAIN_STEPS = STEPS.filter((step) => step >= CERTAIN_FROM_MIN);

function cheapest(items: readonly Item[]): { certain: number; possible: number } {
  // Most lines are no alarm at any threshold that is tried.
  const doubtful = items.filter(({ any }) => any >= STEP_MIN);
  let best = { certain: 0.5, possible: 0.5, cost: Number.POSITIVE_INFINITY };
  for (const possible of STEPS)
    for (const certain of CERTAIN_STEPS) {
      let cost = 0;
      for (const item of doubtful) cost += costOf(item, possible, certain);
      if (cost < best.cost) best = { certain, possible, cost };
    }
  return { certain: Number(best.certain.toFixed(2)), possible: Number(best.possible.toFixed(2)) };
}

import type { Turn } from "@acolhe/events";

/** How a decision compares with the recorded one. */
export type Compared =
  | { readonly kind: "same" }
  /** Made by another version of the engine, which may decide otherwise. */
  | { readonly kind: "other-engine" }
  /** Something of it differs: these fields. */
  | { readonly kind: "different"; readonly fields: readonly string[] };

/** What a replay found, summed up by the rule that had decided. */
export interface Tally {
  readonly turns: number;
  readonly same: number;
  readonly different: number;
  readonly otherEngine: number;
  readonly unknownFlow: number;
  readonly skipped: number;
  /** Rules with the most differences first. */
  readonly byRule: RuleCount[];
}
interface RuleCount {
  rule: string;
  count: number;
  fields: string[];
}

export const NOTHING: Tally = {
  ...{ turns: 0, same: 0, different: 0, otherEngine: 0, unknownFlow: 0, skipped: 0 },
  byRule: [],
};

/** What two parts of a log say together. Pure. */
export function addTallies(a: Tally, b: Tally): Tally {
  const rules = new Map<string, { count: number; fields: Set<string> }>();
  for (const { rule, count, fields } of [...a.byRule, ...b.byRule]) {
    const of = rules.get(rule) ?? { count: 0, fields: new Set<string>() };
    for (const field of fields) of.fields.add(field);
    rules.set(rule, { count: of.count + count, fields: of.fields });
  }
  return {
    turns: a.turns + b.turns,
    same: a.same + b.same,
    different: a.different + b.different,
    otherEngine: a.otherEngine + b.otherEngine,
    unknownFlow: a.unknownFlow + b.unknownFlow,
    skipped: a.skipped + b.skipped,
    byRule: inOrder(rules),
  };
}

const inOrder = (rules: ReadonlyMap<string, { count: number; fields: ReadonlySet<string> }>): RuleCount[] =>
  [...rules]
    .map(([rule, { count, fields }]) => ({ rule, count, fields: [...fields] }))
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));

export function createTally() {
  const counts = { turns: 0, same: 0, different: 0, otherEngine: 0, unknownFlow: 0, skipped: 0 };
  const rules = new Map<string, { count: number; fields: Set<string> }>();
  return {
    add({ rule }: Pick<Turn, "rule">, comparison: Compared): void {
      counts.turns += 1;
      if (comparison.kind === "same") counts.same += 1;
      else if (comparison.kind === "other-engine") counts.otherEngine += 1;
      else {
        counts.different += 1;
        const of = rules.get(rule) ?? { count: 0, fields: new Set<string>() };
        of.count += 1;
        for (const field of comparison.fields) of.fields.add(field);
        rules.set(rule, of);
      }
    },
    skip(why: "skipped" | "unknownFlow"): void {
      counts.turns += 1;
      counts[why] += 1;
    },
    sum: (): Tally => ({ ...counts, byRule: inOrder(rules) }),
  };
}

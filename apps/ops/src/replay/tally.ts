import type { Turn } from "@acolhe/events";
import type { Comparison } from "./replay-turn.ts";

/** What a replay found, summed up by the rule that had decided. */
export interface Tally {
  readonly turns: number;
  readonly same: number;
  readonly different: number;
  readonly otherEngine: number;
  readonly unknownFlow: number;
  readonly skipped: number;
  /** Rules with the most differences first. */
  readonly byRule: readonly { readonly rule: string; readonly count: number; readonly fields: readonly string[] }[];
}

export function createTally() {
  const counts = { turns: 0, same: 0, different: 0, otherEngine: 0, unknownFlow: 0, skipped: 0 };
  const rules = new Map<string, { count: number; fields: Set<string> }>();
  return {
    counts: counts as Readonly<typeof counts>,
    add({ rule }: Turn, comparison: Comparison): void {
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
    sum(): Tally {
      const byRule = [...rules].map(([rule, { count, fields }]) => ({ rule, count, fields: [...fields] }));
      return { ...counts, byRule: byRule.sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1)) };
    },
  };
}

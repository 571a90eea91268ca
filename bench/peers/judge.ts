/** What went wrong, against what was accepted, in all conversations together. */
export interface Verdict {
  /** Answers that are due for what was accepted. */
  readonly due: number;
  readonly lost: number;
  readonly doubled: number;
  /** Answers that would have to change their place. */
  readonly swapped: number;
}

/** One conversation: answers that are due, in their order, against those that were heard. */
export function judge(due: readonly string[], heard: readonly string[]): Verdict {
  const dueOf = countOf(due);
  const heardOf = countOf(heard);
  let both = 0;
  for (const [text, count] of dueOf) both += Math.min(count, heardOf.get(text) ?? 0);
  return {
    due: due.length,
    lost: due.length - both,
    doubled: heard.length - both,
    swapped: both - longestCommon(due, heard),
  };
}

export const sumOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce(
    (sum, one) => ({
      due: sum.due + one.due,
      lost: sum.lost + one.lost,
      doubled: sum.doubled + one.doubled,
      swapped: sum.swapped + one.swapped,
    }),
    { due: 0, lost: 0, doubled: 0, swapped: 0 },
  );

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Length of the longest sequence that both hold in this order, perhaps with others in between. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let former = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const row = [0];
    for (const [j, other] of b.entries()) row.push(one === other ? former[j]! + 1 : Math.max(former[j + 1]!, row[j]!));
    former = row;
  }
  return former.at(-1) ?? 0;
}

export type Side = "mine" | "theirs";

interface Merge<T> {
  /** Fields that both changed, to different values: a person decides. */
  readonly conflicts: readonly (keyof T)[];
  /** Everything else merges by itself: who changed a field alone wins it. */
  readonly with: (choices: Partial<Record<keyof T, Side>>) => T;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Three ways, field by field: `before` is what both began with. What a person typed wins where nothing is chosen. */
export function mergeOf<T extends Record<string, unknown>>(before: T, mine: T, theirs: T): Merge<T> {
  const fields = Object.keys(mine) as (keyof T)[];
  const changedByMe = (field: keyof T) => !same(before[field], mine[field]);
  const changedByThem = (field: keyof T) => !same(before[field], theirs[field]);
  return {
    conflicts: fields.filter(
      (field) => changedByMe(field) && changedByThem(field) && !same(mine[field], theirs[field]),
    ),
    with: (choices) => {
      const merged = { ...mine };
      for (const field of fields) {
        const side = choices[field] ?? (changedByMe(field) ? "mine" : "theirs");
        if (side === "theirs") merged[field] = theirs[field];
      }
      return merged;
    },
  };
}

/** Numbers in [0, 1) that a seed repeats exactly (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const between = (random: () => number, min: number, max: number) => min + random() * (max - min);
export const oneOf = <T>(random: () => number, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;

/** The same letters for the same number: a name no other contact has, so that mixed-up conversations are seen. */
export function nameOf(number: number): string {
  const syllables = ["ba", "de", "lo", "mi", "ra", "su", "ve", "no", "ti", "ka"];
  const digits = String(number).padStart(4, "0").split("");
  const word = digits.map((digit) => syllables[Number(digit)]).join("");
  return word[0]!.toUpperCase() + word.slice(1);
}

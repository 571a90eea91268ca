export interface Random {
  next(): number;
  hit(rate: number): boolean;
  between(min: number, max: number): number;
  seed(seed: number): void;
}

/** Mulberry32: small, fast and repeatable, which is all that fault injection needs. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    // A rate of 0 takes no number, so that unused faults do not move the sequence of the others.
    hit: (rate) => rate > 0 && next() < rate,
    between: (min, max) => (max <= min ? min : Math.round(min + next() * (max - min))),
    seed: (value) => {
      state = value >>> 0;
    },
  };
}

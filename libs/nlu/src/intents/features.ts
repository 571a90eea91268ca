const CHARS_MIN = 3;
const CHARS_MAX = 5;
/** Longest word whose pieces are looked at: what is longer is no word of a language. */
const WORD_LENGTH_MAX = 24;

/** FNV-1a, carried on from `hash`. */
const mix = (hash: number, code: number) => Math.imul(hash ^ code, 16777619);
const SEED = { word: 0x1f3d, pair: 0x2e51, gap: 0x3c77, chars: 0x4b9b, concept: 0x5aef, concepts: 0x61a3 } as const;

function hashOf(word: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (let index = 0; index < word.length; index++) hash = mix(hash, word.charCodeAt(index));
  return hash;
}

/** Well-spread bits, folded into a bucket. `buckets` is a power of two. */
function bucketOf(hash: number, buckets: number): number {
  let spread = hash ^ (hash >>> 15);
  spread = Math.imul(spread, 0x2c1b3c6d);
  spread ^= spread >>> 12;
  return (spread >>> 0) & (buckets - 1);
}

/**
 * The features of a message as buckets: its words, pairs of neighbours, pairs with one word between, what kind of thing
 * its words name, and pieces of three to five letters, which hold up under typing errors.
 */
export function featuresOf(
  words: readonly string[],
  concepts: readonly (string | undefined)[],
  buckets: number,
): { words: number[]; pieces: number[] } {
  const found: number[] = [];
  const pieces: number[] = [];
  let before = hashOf("^", SEED.word);
  let beforeThat = before;
  let sortBefore = before;
  for (const [index, word] of words.entries()) {
    const hash = hashOf(word, SEED.word);
    found.push(bucketOf(hash, buckets));
    found.push(bucketOf(mix(mix(SEED.pair, before), hash), buckets));
    if (index > 1) found.push(bucketOf(mix(mix(SEED.gap, beforeThat), hash), buckets));
    beforeThat = before;
    before = hash;
    const concept = concepts[index];
    const sort = concept === undefined ? hash : hashOf(concept, SEED.concept);
    if (concept !== undefined) found.push(bucketOf(sort, buckets));
    if (sort !== hash || sortBefore !== beforeThat)
      found.push(bucketOf(mix(mix(SEED.concepts, sortBefore), sort), buckets));
    sortBefore = sort;
    if (word.length < CHARS_MIN) continue;
    const bounded = `^${word.slice(0, WORD_LENGTH_MAX)}$`;
    for (let start = 0; start + CHARS_MIN <= bounded.length; start++) {
      let piece: number = SEED.chars;
      for (let at = start; at < bounded.length && at < start + CHARS_MAX; at++) {
        piece = mix(piece, bounded.charCodeAt(at));
        if (at - start + 1 >= CHARS_MIN) pieces.push(bucketOf(piece, buckets));
      }
    }
  }
  if (words.length > 0) found.push(bucketOf(mix(mix(SEED.pair, before), hashOf("$", SEED.word)), buckets));
  return { words: found, pieces };
}

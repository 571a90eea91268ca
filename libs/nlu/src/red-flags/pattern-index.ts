/** Finds the few of many patterns that a message may fit at all, by the words it has. */
export class PatternIndex<Item> {
  readonly #items: Item[] = [];
  readonly #byWord = new Map<string, number[]>();
  readonly #byStem = new Map<string, number[]>();
  #stemLengthMin = Number.POSITIVE_INFINITY;
  #stemLengthMax = 0;

  /** `anchors`: one of these words, or beginnings of words with a star, is in every message that the item fits. */
  add(anchors: readonly string[], item: Item): void {
    const number = this.#items.push(item) - 1;
    for (const anchor of anchors) {
      const stem = anchor.endsWith("*");
      const index = stem ? this.#byStem : this.#byWord;
      const key = stem ? anchor.slice(0, -1) : anchor;
      if (stem) {
        this.#stemLengthMin = Math.min(this.#stemLengthMin, key.length);
        this.#stemLengthMax = Math.max(this.#stemLengthMax, key.length);
      }
      const numbers = index.get(key) ?? [];
      numbers.push(number);
      index.set(key, numbers);
    }
  }

  /** In the order they were added. */
  candidates(words: readonly string[]): Item[] {
    const numbers: number[] = [];
    for (const word of words) {
      const own = this.#byWord.get(word);
      if (own) numbers.push(...own);
      const longest = Math.min(word.length, this.#stemLengthMax);
      for (let length = this.#stemLengthMin; length <= longest; length++) {
        const begun = this.#byStem.get(word.slice(0, length));
        if (begun) numbers.push(...begun);
      }
    }
    if (numbers.length === 0) return [];
    return [...new Set(numbers)].sort((a, b) => a - b).map((number) => this.#items[number]!);
  }
}

/** Finds the few of many patterns that a message may fit at all, by the words it has. */
export class PatternIndex<Item> {
  readonly #items: Item[] = [];
  readonly #byWord = new Map<string, number[]>();
  readonly #byStem = new Map<string, number[]>();

  /** `anchors`: one of these words, or beginnings of words with a star, is in every message that the item fits. */
  add(anchors: readonly string[], item: Item): void {
    const number = this.#items.push(item) - 1;
    for (const anchor of anchors) {
      const stem = anchor.endsWith("*");
      const index = stem ? this.#byStem : this.#byWord;
      const key = stem ? anchor.slice(0, -1) : anchor;
      const numbers = index.get(key) ?? [];
      numbers.push(number);
      index.set(key, numbers);
    }
  }

  /** In the order they were added. */
  candidates(words: readonly string[]): Item[] {
    const numbers = new Set<number>();
    for (const word of words) {
      for (const number of this.#byWord.get(word) ?? []) numbers.add(number);
      for (let length = 1; length <= word.length; length++)
        for (const number of this.#byStem.get(word.slice(0, length)) ?? []) numbers.add(number);
    }
    return [...numbers].sort((a, b) => a - b).map((number) => this.#items[number]!);
  }
}

/** From a feature's hash to its row of weights, in one array: quicker than a map of numbers. */
export class RowIndex {
  readonly #slots: Uint32Array;
  readonly #rows: Int32Array;
  readonly #mask: number;

  constructor(keys: Uint32Array) {
    let size = 1;
    while (size < keys.length * 3) size *= 2;
    this.#mask = size - 1;
    this.#slots = new Uint32Array(size);
    this.#rows = new Int32Array(size).fill(-1);
    for (const [row, key] of keys.entries()) {
      let slot = key & this.#mask;
      while (this.#rows[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = key;
      this.#rows[slot] = row;
    }
  }

  /** The row of a feature, or -1 for one that the weights do not know. */
  of(hash: number): number {
    let slot = hash & this.#mask;
    while (this.#rows[slot] !== -1) {
      if (this.#slots[slot] === hash) return this.#rows[slot]!;
      slot = (slot + 1) & this.#mask;
    }
    return -1;
  }
}

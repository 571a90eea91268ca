import { type Lexicons, lexiconsOf } from "../intents/concepts.ts";
import type { Language } from "../language-code.ts";
import {
  addGap,
  BEGINNING,
  END,
  eachAsked,
  eachOwn,
  eachPair,
  eachSense,
  eachShape,
  questionHash,
  type Tokens,
  type Word,
  wordOf,
} from "./features.ts";
import { OUTPUTS } from "./outputs.ts";
import { RowIndex } from "./row-index.ts";
import type { Stored } from "./stored.ts";

/** A word's own features, added up once. */
interface KnownWord extends Word {
  readonly sums: Float32Array;
  readonly squares: number;
}

/** Words whose sums are kept; past it all are forgotten, so that no sender of nonsense fills the memory. */
const WORDS_KEPT_MAX = 6000;
const WIDTH = OUTPUTS.count;

/** Applies one language's weights. The answer depends on nothing but the message and the question. */
export class Scorer {
  readonly stored: Stored;
  readonly #index: RowIndex;
  readonly #lexicons: Lexicons;
  readonly #words = new Map<string, KnownWord>();
  readonly #sums = new Float64Array(WIDTH);
  #squares = 0;

  constructor(stored: Stored, lang: Language) {
    this.stored = stored;
    this.#index = new RowIndex(stored.keys);
    this.#lexicons = lexiconsOf(lang);
  }

  /** Scores of all outputs, before they become probabilities. */
  scores(tokens: Tokens, question: string): Float64Array {
    const asked = questionHash(question);
    this.#sums.fill(0);
    this.#squares = 0;
    eachShape(tokens, asked, this.#add);
    let [beforeThat, before] = [BEGINNING, BEGINNING];
    let [senseBeforeThat, senseBefore] = [0, 0];
    for (const text of tokens.words) {
      const word = this.#known(text);
      this.#addWord(word);
      eachAsked(word, asked, this.#add);
      eachPair(before, word, asked, this.#add);
      if (before !== BEGINNING) addGap(beforeThat, word, this.#add);
      if (word.sense !== 0) {
        eachSense(senseBeforeThat, senseBefore, word.sense, this.#add);
        [senseBeforeThat, senseBefore] = [senseBefore, word.sense];
      }
      [beforeThat, before] = [before, word];
    }
    eachPair(before, END, asked, this.#add);
    return this.#scaled();
  }

  readonly #add = (hash: number, value: number): void => {
    const row = this.#index.of(hash);
    if (row < 0) return;
    const sums = this.#sums;
    const { weights } = this.stored;
    for (let output = 0, at = row * WIDTH; output < WIDTH; output++, at++) sums[output]! += weights[at]! * value;
    this.#squares += value * value;
  };

  #addWord(word: KnownWord): void {
    const [sums, own] = [this.#sums, word.sums];
    for (let output = 0; output < WIDTH; output++) sums[output]! += own[output]!;
    this.#squares += word.squares;
  }

  #known(text: string): KnownWord {
    const known = this.#words.get(text);
    if (known) return known;
    if (this.#words.size >= WORDS_KEPT_MAX) this.#words.clear();
    const sums = new Float32Array(WIDTH);
    let squares = 0;
    const word = wordOf(text, this.#lexicons);
    eachOwn(text, word, (hash, value) => {
      const row = this.#index.of(hash);
      if (row < 0) return;
      for (let output = 0, at = row * WIDTH; output < WIDTH; output++, at++)
        sums[output]! += this.stored.weights[at]! * value;
      squares += value * value;
    });
    const added = { ...word, sums, squares };
    this.#words.set(text, added);
    return added;
  }

  #scaled(): Float64Array {
    const { scale, bias } = this.stored.head;
    const norm = Math.sqrt(this.#squares) || 1;
    const scores = new Float64Array(WIDTH);
    for (let output = 0; output < WIDTH; output++)
      scores[output] = (this.#sums[output]! * scale[output]!) / norm + bias[output]!;
    return scores;
  }
}

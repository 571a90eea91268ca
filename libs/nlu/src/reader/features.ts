import { conceptOf, type Lexicons } from "../intents/concepts.ts";

/** Takes a feature of a message: its hash and how much it counts. */
export type Add = (hash: number, value: number) => void;

/** What a message is told by. */
export interface Tokens {
  /** Spelt out, values as placeholders, the greeting in front as one. */
  readonly words: readonly string[];
  /** Faces and thumbs, and whether there is a question mark. */
  readonly marks: readonly string[];
}

/** A word as features see it. */
export interface Word {
  readonly hash: number;
  /** By lexicon: the hash of what kind of thing it names, or of the word itself. */
  readonly sorts: readonly number[];
  readonly named: readonly boolean[];
  /** The hash of its sense; 0 where it has none. */
  readonly sense: number;
}

const CHARS_MIN = 3;
const CHARS_MAX = 5;
/** Longest word whose pieces are looked at: what is longer is no word of a language. */
const WORD_LENGTH_MAX = 24;

/** Pieces count less than words and their pairs, for there are many more of them. */
const VALUE = {
  word: 1,
  pair: 1,
  gap: 0.6,
  piece: 0.4,
  sort: 1,
  sense: 1,
  threeSenses: 0.8,
  asked: 0.8,
  shape: 0.6,
} as const;
const SEED = {
  ...{ word: 0x1f3d, pair: 0x2e51, gap: 0x3c77, chars: 0x4b9b, sort: 0x5aef, sorts: 0x61a3 },
  ...{ question: 0x7b15, length: 0x8cd1, mark: 0x9d2b, sense: 0x5151, senses: 0xa3c7, threeSenses: 0xb90f },
} as const;

/** FNV-1a, carried on from `hash`. */
const mix = (hash: number, code: number) => Math.imul(hash ^ code, 16777619);

function hashOf(word: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (let index = 0; index < word.length; index++) hash = mix(hash, word.charCodeAt(index));
  return hash;
}

/** Well-spread bits of a hash. */
function spread(hash: number): number {
  let bits = hash ^ (hash >>> 15);
  bits = Math.imul(bits, 0x2c1b3c6d);
  bits ^= bits >>> 12;
  bits = Math.imul(bits, 0x297a2d39);
  return (bits ^ (bits >>> 15)) >>> 0;
}

export const questionHash = (question: string): number => hashOf(question, SEED.question);

export function wordOf(word: string, { kinds, senses }: Lexicons): Word {
  const concepts = kinds.map((lexicon) => conceptOf(word, lexicon));
  const sense = conceptOf(word, senses);
  const hash = hashOf(word, SEED.word);
  return {
    hash,
    sorts: concepts.map((concept) => (concept === undefined ? hash : hashOf(concept, SEED.sort))),
    named: concepts.map((concept) => concept !== undefined),
    sense: sense === undefined ? 0 : hashOf(sense, SEED.sense),
  };
}

/** What a word brings whatever stands beside it and whatever was asked: itself, the kinds of things it names, its sense, its pieces. */
export function eachOwn(text: string, word: Word, add: Add): void {
  add(spread(word.hash), VALUE.word);
  for (const [index, sort] of word.sorts.entries()) if (word.named[index]) add(spread(sort), VALUE.sort);
  if (word.sense !== 0) add(spread(word.sense), VALUE.sense);
  if (text.length < CHARS_MIN) return;
  const bounded = `^${text.slice(0, WORD_LENGTH_MAX)}$`;
  for (let start = 0; start + CHARS_MIN <= bounded.length; start++) {
    let piece: number = SEED.chars;
    for (let at = start; at < bounded.length && at < start + CHARS_MAX; at++) {
      piece = mix(piece, bounded.charCodeAt(at));
      if (at - start + 1 >= CHARS_MIN) add(spread(piece), VALUE.piece);
    }
  }
}

/** What a word brings as a reply to this question. */
export function eachAsked(word: Word, asked: number, add: Add): void {
  add(spread(mix(asked, word.hash)), VALUE.asked);
  for (let index = 0; index < word.sorts.length; index++)
    if (word.named[index]) add(spread(mix(asked, word.sorts[index]!)), VALUE.asked);
}

/** What two neighbours bring together: as words, as words in reply to this question, and by the kinds of things they name. */
export function eachPair(before: Word, word: Word, asked: number, add: Add): void {
  const pair = mix(mix(SEED.pair, before.hash), word.hash);
  add(spread(pair), VALUE.pair);
  add(spread(mix(asked, pair)), VALUE.asked);
  for (let index = 0; index < word.sorts.length; index++) {
    if (!before.named[index] && !word.named[index]) continue;
    add(spread(mix(mix(SEED.sorts, before.sorts[index]!), word.sorts[index]!)), VALUE.pair);
  }
}

/** What two words bring together with one between them. */
export function addGap(before: Word, word: Word, add: Add): void {
  add(spread(mix(mix(SEED.gap, before.hash), word.hash)), VALUE.gap);
}

/** What the senses that follow one another bring, two and three of them, whatever words without one stand between. */
export function eachSense(beforeThat: number, before: number, sense: number, add: Add): void {
  if (before === 0) return;
  add(spread(mix(mix(SEED.senses, before), sense)), VALUE.sense);
  if (beforeThat !== 0) add(spread(mix(mix(mix(SEED.threeSenses, beforeThat), before), sense)), VALUE.threeSenses);
}

const LENGTHS = [0, 1, 2, 3, 5, 8, 13, 20, 35];

/** That this question was asked, how long the message is, its faces and marks. */
export function eachShape({ words, marks }: Tokens, asked: number, add: Add): void {
  let lengthClass = 0;
  while (lengthClass < LENGTHS.length && words.length > LENGTHS[lengthClass]!) lengthClass++;
  const length = mix(SEED.length, lengthClass);
  add(spread(asked), VALUE.asked);
  add(spread(length), VALUE.shape);
  add(spread(mix(asked, length)), VALUE.shape);
  for (const mark of marks) {
    const hash = hashOf(mark, SEED.mark);
    add(spread(hash), VALUE.word);
    add(spread(mix(asked, hash)), VALUE.asked);
  }
}

/** Before the first word and after the last. */
export const BEGINNING: Word = edge("<");
export const END: Word = edge(">");

function edge(mark: string): Word {
  const hash = hashOf(mark, SEED.word);
  return { hash, sorts: [hash, hash, hash], named: [false, false, false], sense: 0 };
}

/** All features of a message, one after the other. */
export function eachFeature(tokens: Tokens, question: string, lexicons: Lexicons, add: Add): void {
  const asked = questionHash(question);
  eachShape(tokens, asked, add);
  let [beforeThat, before] = [BEGINNING, BEGINNING];
  let [senseBeforeThat, senseBefore] = [0, 0];
  for (const text of tokens.words) {
    const word = wordOf(text, lexicons);
    eachOwn(text, word, add);
    eachAsked(word, asked, add);
    eachPair(before, word, asked, add);
    if (before !== BEGINNING) addGap(beforeThat, word, add);
    if (word.sense !== 0) {
      eachSense(senseBeforeThat, senseBefore, word.sense, add);
      [senseBeforeThat, senseBefore] = [senseBefore, word.sense];
    }
    [beforeThat, before] = [before, word];
  }
  eachPair(before, END, asked, add);
}

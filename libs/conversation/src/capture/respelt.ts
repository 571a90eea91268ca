import { plain } from "../state/utterance.ts";

/** Spelt out, letter by letter: "Y-u-s-l-e-y". */
const SPELT_OUT = /(?<!\p{L})\p{L}(?:[-. ]\p{L}){2,}(?!\p{L})/gu;
/**
 * A word that mends one before it: behind an asterisk, as on a phone, or behind a word that says so. What follows it says why: "Alesia
 * Lima... *Alessia, con doble s", "Dalla Bona tudo junto Dallabona".
 */
const MENDED =
  /^(?<before>\p{L}.*?)[\s,.;:…(–-]+(?:\*|(?:digo|quer dizer|quiero decir|quise decir|ali[aá]s|ops|perd[oó]n|perd[aã]o|desculpa|corrigindo|corrijo|i mean|sorry|(?:escreve |escrito |se escribe |va )?(?:tudo junto|todo junto|all one word|one word))[,:]? (?:(?:é|eh|es|it's) )?)(?<word>\p{L}[\p{L}’'-]+)(?:[\s,.;:!)(].*)?$/isu;
/** Of a name with whatever is said of it; what is longer tells something else. */
const TEXT_LENGTH_MAX = 300;
/** Words that are written apart by mistake are two. */
const RUN_LENGTH_MAX = 2;

/** The text with its spelling mended by what it says of it: a word behind an asterisk mends the one that is most like it. */
export function respelt(given: string): string {
  const text = given.replace(SPELT_OUT, (letters) => letters.replace(/[-. ]/g, ""));
  const { before = "", word = "" } = (text.length <= TEXT_LENGTH_MAX && MENDED.exec(text)?.groups) || {};
  if (word === "" || before.split(/\s+/).includes(word)) return text;
  const words = before.split(/\s+/);
  for (let length = 1; length <= RUN_LENGTH_MAX; length++) {
    const at = words.findIndex((_, index) => mends(word, words.slice(index, index + length).join("")));
    if (at >= 0) return words.toSpliced(at, length, word).join(" ");
  }
  return text.includes("*") ? before : text;
}

const mends = (word: string, old: string): boolean =>
  plain(old)[0] === plain(word)[0] && isAlike(plain(old), plain(word));

/** So many letters may differ in a word that is mended. */
const LETTERS_MENDED_MAX = 2;
export function isAlike(a: string, b: string): boolean {
  const letters = (word: string) => [...word].sort();
  const [own, other] = [letters(a), letters(b)];
  const shared = own.filter((letter) => {
    const at = other.indexOf(letter);
    if (at >= 0) other.splice(at, 1);
    return at >= 0;
  }).length;
  return Math.max(a.length, b.length) - shared <= LETTERS_MENDED_MAX;
}

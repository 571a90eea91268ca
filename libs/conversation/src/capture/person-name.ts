import { plain } from "../state/utterance.ts";
import { NEVER_IN_NAMES, NO_NAME_ALONE } from "./no-names.ts";

/** Said before a name without belonging to it: "oi, Ana", "ok, meu nome é Ana". */
const OPENING =
  /^(?:(?:oi+|ol[áa]|opa|bom dia|boa tarde|boa noite|hola|buenos d[íi]as|buenas tardes|buenas noches|hi|hello|hey|good morning|good afternoon|good evening|ok|okay|sim|blz|ent[ãa]o|entonces|pues|well)(?:[^\p{L}]+|$))+/iu;
const INTRODUCTION =
  /^(?:(?:o )?meu nome (?:é|e)|me chamo|eu sou|sou|aqui (?:é|e)|(?:na verdade |o certo |en realidad |actually )?(?:é|eh|es|it's|it’s|it is)|pode me chamar de|(?:le|te|aqui|quem|quien)? ?(?:fala|habla|escreve|escribe)(?: (?:é|aqui|es))?|mi nombre es|me llamo|yo soy|soy|my name is|my name's|i am|i'm|i’m|call me|this is) (?:(?:a|o|la|el) )?/iu;
/** "Dra. Helena": the bot says who she is by her name. */
const TITLE = /^(?:dra?|sra?|srta|profa?|mrs?|ms)\.? +/iu;
const PARTICLES: ReadonlySet<string> = new Set(["da", "de", "do", "das", "dos", "e", "del", "la", "y", "von", "van"]);
/** "Tiago com H" says how a name is spelt, and so does "é com dois eles", which is no name by itself. */
const SPELT =
  /(?:^|,? )(?:com|con|with) (?:an? |um |uma |una? |dois |duas |dos |two )?\p{L}{1,2}(?: (?:e|y|and) .*)?$/iu;
/** "kkk", "haha", "rsrs". */
const LAUGHTER = /^(?:k{2,}|(?:ha){2,}h?|(?:he){2,}h?|(?:rs){1,}|(?:ja){2,})$/;
/** "Presencialmente", "infelizmente"; Clemente is a name. */
const ADVERB = /^\p{L}{6,}mente$/u;
/** What is said of whoever has the name: "Rosa a síndica do bloco", "Jhon a la orden"; "de la Cruz" is in the name. */
const APPOSITION = /(?<!(?:^| )(?:d[aeo]s?|y|e)) (?:a|o|as|os|la|el|the) .*$/u;
/** A word begun, broken off and written again: "Gabri.. Gabriela". */
const BROKEN_OFF = /^\p{L}+(?:\.{2,}|…)\s*(?=\p{Lu})/u;
/** Words in small letters behind a comma, and a "but", are not the name any more: "Gabriela Ríos, se me fue el dedo". */
const ASIDE = /(?:,\s+\p{Ll}|(?<=\p{L}{3} )(?:pero|mas|but) ).*$/su;
/** Said to whoever reads: "Peggy Lou honey", "Cida minha filha". */
const VOCATIVE =
  /,?(?: (?:(?:minha )?querid[ao]|amor|moç[ao]|viu|tá|né|po|ué|uai|minha? filh[ao]|mi (?:vida|amor|hij[ao])|cariño|honey|dear|darling|love|sir|ma'?am))+$/iu;
/** Where a name is told in the middle of a sentence: the last one that is given counts. */
const GIVEN =
  /(?<!\p{L})(?:figur[oa] como|cham[aeo]m?|chamar de|nome|put|coloc[ae]|p[oõ]e|pon|call me|named?|llam[aoe]n?|como|é|eh|es|is|sou|soy)(?: (?:é|eh|es|is|me|de|a|o|la|el|:))* ((?:\p{Lu}[\p{L}\p{M}'’-]+)(?: (?:(?:d[aeo]s?|e|del|de la|y|van|von|der) )?\p{Lu}[\p{L}\p{M}'’-]+)*)/gu;
/** A name of so many words, with a verb before its last part, is a sentence. */
const SENTENCE_WORDS_MIN = 5;
/** Of a name with whatever stands around it; more is a story. */
const ANSWER_LENGTH_MAX = 160;
const NAME_LENGTH_MAX = 60;
const NAME_WORDS_MAX = 8;

/**
 * "meu nome é ANA maria da silva." → "Ana Maria da Silva"; null when it cannot be a name, or asks something. Of
 * "Ana Souza (com z)", "Ana Souza. E o seu?" the first part is the name.
 */
export function personName(text: string): string | null {
  const all = respelt(text.trim()).replace(BROKEN_OFF, "");
  const [first = ""] = all.split(/(?<=\p{L}{3})[.;:]\s|[(\n]/u, 1);
  const whole = nameIn(first) ?? withoutAside(first);
  if (whole !== null && wordCount(whole) < SENTENCE_WORDS_MIN) return whole;
  const given = wordCount(all) < SENTENCE_WORDS_MIN ? undefined : [...all.matchAll(GIVEN)].at(-1)?.[1];
  return (given === undefined ? null : nameIn(given)) ?? whole ?? nameIn(all);
}

/** "Do meio, quem vai é ele" is no name, nor is its beginning. */
function withoutAside(text: string): string | null {
  const name = nameIn(text.replace(ASIDE, ""));
  return name === null || PARTICLES.has(plain(name).split(" ", 1)[0]!) ? null : name;
}

const wordCount = (text: string): number => text.trim().split(/\s+/).length;

/** "Teo Lima *Theo": on a phone, a word behind an asterisk mends the one that is most like it. */
function respelt(text: string): string {
  const [, before = "", word = ""] = /^(.*\S)\s\*(\p{L}+)$/su.exec(text) ?? [];
  if (word === "") return text;
  const words = before.split(/\s+/);
  const like = words.findIndex((one) => plain(one)[0] === plain(word)[0] && isAlike(plain(one), plain(word)));
  return like < 0 ? before : words.with(like, word).join(" ");
}

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

function nameIn(text: string): string | null {
  if (text.includes("?") || /^\s*\d/.test(text) || text.length > ANSWER_LENGTH_MAX) return null;
  const bare = text
    .replace(/^[^\p{L}]+/u, "")
    .replace(OPENING, "")
    .replace(INTRODUCTION, "")
    .replace(/^(?:a|o|la|el) (?=\p{Lu})/u, "")
    .replace(TITLE, "")
    .replace(SPELT, "")
    .replace(APPOSITION, "")
    .replace(VOCATIVE, "")
    .replace(/[^\p{L}]+$/u, "")
    .replace(SPELT, "")
    .trim();
  if (bare.length > NAME_LENGTH_MAX || !/^\p{L}[\p{L}\p{M}'’. -]*\p{L}$/u.test(bare)) return null;
  const words = bare.split(/ +/);
  if (words.length > NAME_WORDS_MAX || !couldBeName(words)) return null;
  return words
    .map((word) => word.toLocaleLowerCase("pt-BR"))
    .map((word, index) => (index > 0 && PARTICLES.has(word) ? word : capitalised(word)))
    .join(" ");
}

/** A word that no name holds makes it a sentence; so does the lack of any word that could be one by itself. */
function couldBeName(words: readonly string[]): boolean {
  const said = words.map(plain);
  if (words.some((word) => word.toLowerCase() === "não")) return false;
  if (said.some((word) => NEVER_IN_NAMES.has(word) || LAUGHTER.test(word) || ADVERB.test(word))) return false;
  return said.some((word) => !NO_NAME_ALONE.has(word) && !PARTICLES.has(word));
}

/** "d'ávila" → "D'Ávila", "sara-lúcia" → "Sara-Lúcia". */
const capitalised = (word: string) =>
  word.replace(/(^|['’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toLocaleUpperCase("pt-BR"));

import { plain } from "../state/utterance.ts";
import { NEVER_IN_NAMES, NO_NAME_ALONE } from "./no-names.ts";

/** Said before a name without belonging to it: "oi, Ana", "ok, meu nome é Ana". */
const OPENING =
  /^(?:(?:oi+|ol[áa]|opa|bom dia|boa tarde|boa noite|hola|buenos d[íi]as|buenas tardes|buenas noches|hi|hello|hey|good morning|good afternoon|good evening|ok|okay|sim|blz|ent[ãa]o|entonces|pues|well)(?:[^\p{L}]+|$))+/iu;
const INTRODUCTION =
  /^(?:(?:o )?meu nome (?:é|e)|me chamo|eu sou|sou|aqui (?:é|e)|(?:na verdade |o certo |en realidad |actually )?(?:é|eh|es|it's|it’s|it is)|pode me chamar de|mi nombre es|me llamo|yo soy|soy|my name is|my name's|i am|i'm|i’m|call me|this is) (?:(?:a|o|la|el) )?/iu;
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
/** Of a name with whatever stands around it; more is a story. */
const ANSWER_LENGTH_MAX = 160;
const NAME_LENGTH_MAX = 60;
const NAME_WORDS_MAX = 8;

/**
 * "meu nome é ANA maria da silva." → "Ana Maria da Silva"; null when it cannot be a name, or asks something. Of
 * "Ana Souza (com z)", "Ana Souza. E o seu?" the first part is the name.
 */
export function personName(text: string): string | null {
  const [first = ""] = text.trim().split(/(?<=\p{L}{3})[.;:]\s|[(\n]/u, 1);
  return nameIn(first) ?? (first === text ? null : nameIn(text));
}

function nameIn(text: string): string | null {
  if (text.includes("?") || text.length > ANSWER_LENGTH_MAX) return null;
  const bare = text
    .replace(/^[^\p{L}]+/u, "")
    .replace(OPENING, "")
    .replace(INTRODUCTION, "")
    .replace(TITLE, "")
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

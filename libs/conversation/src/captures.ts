import type { Flow, FlowCapture } from "./flow.ts";
import { VALUE_LENGTH_MAX } from "./limits.ts";
import type { Utterance } from "./utterance.ts";
import { clean, plain } from "./utterance.ts";
import { isWord } from "./words.ts";

const INTRODUCTION =
  /^(?:(?:oi|olá|ola|bom dia|boa tarde|boa noite)[^\p{L}]+)*(?:(?:o )?meu nome (?:é|e)|me chamo|eu sou|sou|aqui (?:é|e)|pode me chamar de) (?:(?:a|o) )?/iu;
const PARTICLES: ReadonlySet<string> = new Set(["da", "de", "do", "das", "dos", "e"]);
const NAME_LENGTH_MAX = 60;
const NAME_WORDS_MAX = 8;

/** "meu nome é ANA maria da silva." → "Ana Maria da Silva"; null when it cannot be a name. */
export function personName(text: string): string | null {
  const bare = text
    .replace(INTRODUCTION, "")
    .replace(/[^\p{L}]+$/u, "")
    .trim();
  if (bare.length > NAME_LENGTH_MAX || !/^\p{L}[\p{L}\p{M}'’. -]*\p{L}$/u.test(bare)) return null;
  const words = bare.split(/ +/);
  if (words.length > NAME_WORDS_MAX) return null;
  return words
    .map((word) => word.toLocaleLowerCase("pt-BR"))
    .map((word, index) => (index > 0 && PARTICLES.has(word) ? word : capitalised(word)))
    .join(" ");
}

/** "d'ávila" → "D'Ávila", "sara-lúcia" → "Sara-Lúcia". */
const capitalised = (word: string) =>
  word.replace(/(^|['’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toLocaleUpperCase("pt-BR"));

/** The value a message gives to a capture, or null when it gives none. */
export function capture(flow: Flow, wanted: FlowCapture, utterance: Utterance): string | null {
  const note = wanted.kinds?.[utterance.kind as keyof typeof wanted.kinds];
  if (utterance.text === "") return note ?? null;
  const said = plain(utterance.text);
  if (isWord(flow, "greetings", said) || isWord(flow, "thanks", said)) return null;
  if (wanted.as === "person-name") return personName(utterance.text);
  const text = clean(utterance.text, VALUE_LENGTH_MAX);
  return said.length > 0 ? text : null;
}

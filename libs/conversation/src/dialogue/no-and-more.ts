import type { Choice } from "../flow/choice.ts";
import type { State } from "../flow/state-schema.ts";
import type { Said } from "../reading/said.ts";
import { plainParts } from "../state/utterance.ts";

/*
 * "Não, é que eu queria mudar pra sexta", "sim, mas preciso da nota": a yes or a no with which somebody begins to speak, and which
 * answers nothing. What they wish for or ask behind it counts.
 */

/** Asks or wishes for something. In plain form. */
const WISHES =
  /(?:^| )(?:quero|queria|queremos|preciso|precisava|precisamos|gostaria|da pra|da para|tem como|teria como|poderia|podem|quiero|quisiera|necesito|necesitamos|se puede|pueden|podrian|i need|i want|we need|i d like|can you|could you|can we|could we|is there)(?= [a-z])/;
/** What wishes for no more than to say that nothing is wished for. */
const NOTHING =
  /(?:^| )(?:(?:nao|no|not|n|don t|nothing|nada) (?:(?:quero|queria|preciso|precisa|precisava|gostaria|quiero|necesito|need|want) )?(?:de )?(?:mais|mas|more|else|nada|anything|nothing)|(?:so|solo|just|only) (?:queria|quero|queria|quiero|wanted) (?:agradecer|dizer|saber|isso|eso|to (?:thank|say)))(?= |$)/;
const WORDS_MIN = 4;

/** Whether the message asks or wishes for more than whether there is anything else. */
export function asksForMore({ asks }: State, { means }: Pick<Choice, "means">, { utterance: { text } }: Said): boolean {
  if (asks !== "anything_else" || (means !== "yes" && means !== "no")) return false;
  return text.split(/(?<=[.!?;\n])\s+|,\s+/).some((part) => {
    const [words = ""] = plainParts(part, /\n+/);
    if (words.split(" ").length < WORDS_MIN || NOTHING.test(words)) return false;
    return part.includes("?") || WISHES.test(words);
  });
}

/** A question in a sentence of its own beside what is answered: "pode cancelar. E ele atende sozinho também?" */
export const asksBeside = (text: string): boolean => {
  const sentences = text.split(/(?<=[.!?;\n])\s+|,\s+(?:e|y|and|mas|pero|but)\s+/).filter((part) => part.trim() !== "");
  return sentences.slice(1).some((part) => part.includes("?") && part.trim().split(/\s+/).length >= WORDS_MIN);
};

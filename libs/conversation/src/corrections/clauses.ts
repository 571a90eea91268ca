import { plain } from "../state/utterance.ts";

/** A part of a message that says one thing. */
export interface Clause {
  readonly index: number;
  readonly text: string;
  readonly plain: string;
  /** Whether the sentence asks something. */
  readonly asks: boolean;
}

const SENTENCE = /(?<=[.!?…;])\s+|\n+|(?<=\p{L}{2}[.!?])(?=\p{Lu})/u;
const PART =
  /,\s+|:\s+|\s[–—-]+\s|[()]|\s+(?=(?:mas|por[eé]m|só que|so que|só q|so q|pero|sino|but|except|a[ií] (?:é|eu|eles|ela|ele))\s)/iu;

/** "…, tá?", "…, right?" asks for nothing but to be heard. */
const TAGGED =
  /[\s,](?:t[áa]|n[ée]|viu|ok|okay|sabe|certo|beleza|por favor|please|right|yeah|yes|s[ií]|verdad|vale|entendeu|entende|combinado|pode ser|no)\s*\?+\s*$/iu;
/** "Se eu trocar, dá certo?" asks whether it does. */
const ASKS_SO = /(?<!\p{L})(?:d[áa]|vai dar|fica|est[áa]|t[áa]) certo\s*\?+\s*$/iu;

const asksIn = (sentence: string): boolean =>
  sentence.includes("?") && (!TAGGED.test(sentence) || ASKS_SO.test(sentence));

/** The sentences of a message, and their parts, in the order they are said in. */
export function splitClauses(text: string): readonly Clause[] {
  const parts = text
    .split(SENTENCE)
    .flatMap((sentence) => sentence.split(PART).map((part) => ({ text: part.trim(), asks: asksIn(sentence) })));
  return parts
    .filter(({ text: part }) => plain(part) !== "")
    .map((part, index) => ({ ...part, index, plain: plain(part.text) }));
}

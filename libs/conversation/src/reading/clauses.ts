import { saysWhen } from "../capture/preference.ts";
import type { Flow } from "../flow/compile.ts";
import { plain } from "../state/utterance.ts";
import { actsOf } from "./heard.ts";
import type { Said } from "./said.ts";

/** Where one sentence ends and the next begins. */
export const SENTENCE_END = /(?<=[.!?;…])\s+|\n+/u;

/** A clause of a message as if it had been said alone. */
export interface Clause extends Said {
  /** What it names is asked about, and not told. */
  readonly asked: boolean;
}

/**
 * The clauses of a message; none where there is but one. Of what a clause by itself is read for only that counts to which the whole
 * leans as well: so few words look like much.
 */
export function clausesOf(flow: Flow, { utterance, understanding }: Said): readonly Clause[] {
  const whole = understanding?.reading;
  if (!understanding || !whole?.clauses || utterance.optionId !== null) return [];
  const { clauses, again: _, ...reading } = whole;
  const isLeant = (one: { slot: string; value: string }) =>
    whole.values.some(({ slot, value }) => slot === one.slot && value === one.value);
  return clauses.map(({ text, acts, values, asked = false }) => {
    const clause: Said = {
      utterance: { ...utterance, text },
      plain: plain(text),
      understanding: {
        ...understanding,
        entities: understanding.entities.filter((entity) => text.includes(entity.text ?? entity.value)),
        intent: "unknown",
        confidence: 0,
        reading: { ...reading, acts, values: values.filter(isLeant) },
      },
    };
    return { ...clause, asked: asked || actsOf(flow, clause, "ask:").length > 0 };
  });
}

/**
 * The sentences of an answer about time that say when, where some do and some do not: "à tarde. o plano é Unimed, como falei" →
 * "à tarde.". Whole where all of them do, or none.
 *
 * @param danger words that tell of a danger, which are the team's to read and no time for an appointment
 */
export function sentencesOfWhen(text: string, danger = ""): string {
  const all = text.split(SENTENCE_END);
  const sentences = all.filter((sentence) => !sharesMost(plain(sentence), plain(danger)));
  const telling = sentences.filter((sentence) => saysWhen(sentence));
  return telling.length > 0 && telling.length < all.length ? telling.join(" ") : text;
}

function sharesMost(sentence: string, danger: string): boolean {
  const words = danger.split(" ").filter((word) => word !== "");
  const said = new Set(sentence.split(" "));
  return words.length > 0 && words.filter((word) => said.has(word)).length * 2 >= words.length;
}

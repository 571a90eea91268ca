import type { Understanding } from "@acolhe/events";
import { plain, type Utterance } from "../state/utterance.ts";

/** What a patient said, in every form a route may look at. */
export interface Said {
  readonly utterance: Utterance;
  /** The words in plain form. */
  readonly plain: string;
  readonly understanding: Understanding | undefined;
  /** Of words that were read in an earlier turn: whether they were something beside the question. */
  readonly aside?: boolean | undefined;
}

export const saidOf = (utterance: Utterance, understanding: Understanding | undefined): Said => ({
  utterance,
  plain: plain(utterance.text),
  understanding: utterance.text === "" ? undefined : withoutLoneCouple(plain(utterance.text), understanding),
});

/** "Aquela que conversa com a gente": a reader hears two in it, where nobody speaks of two. What is surer than this stays. */
const COUPLE_BELOW = 0.6;
const TWO =
  /(?:^| )(?:casa[a-z]*|conjug[a-z]*|matrimoni[a-z]*|pareja|couples?|marri[a-z]*|relacionamento|relacion|relationship|marido|espos[oa]|mulher|mujer|muie|namorad[oa]|noiv[oa]|novi[oa]|companheir[oa]|companer[oa]|parceir[oa]|ex|husband|wife|partner|boyfriend|girlfriend|spouse|nos|nosotr[oa]s|us|dois|duas|dos|two|both|amb[oa]s|junt[oa]s|together)(?: |$)/;
function withoutLoneCouple(words: string, understanding: Understanding | undefined): Understanding | undefined {
  const reading = understanding?.reading;
  if (!understanding || !reading || TWO.test(words)) return understanding;
  const values = reading.values.filter(({ value, confidence }) => value !== "couple" || confidence >= COUPLE_BELOW);
  return values.length === reading.values.length
    ? understanding
    : { ...understanding, reading: { ...reading, values } };
}

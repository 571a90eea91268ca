import type { Exchange } from "./play.ts";

/** WhatsApp shows two bubbles at a glance. */
export const BUBBLES_MAX = 2;
/** Shorter ones ("Certo.") are no sentence that anybody notices twice. */
const LETTERS_MIN = 12;
/** Options that are written out below a question, and what a summary lists, are no sentences. */
const LISTED = /^(?:\d{1,2}\. |\p{Extended_Pictographic})/u;

type Shown = Pick<Exchange, "report">;

/** Sentences that the bot said in more than one of its answers, each once. */
export function saidTwice(exchanges: readonly Shown[]): readonly string[] {
  const answers = exchanges.map(({ report }) => new Set(report.replies.flatMap(({ text }) => sentencesOf(text))));
  const all = new Set(answers.flatMap((sentences) => [...sentences]));
  return [...all].filter((sentence) => answers.filter((sentences) => sentences.has(sentence)).length > 1);
}

/** How often an answer was more than two bubbles. */
export const longAnswers = (exchanges: readonly Shown[]): number =>
  exchanges.filter(({ report }) => report.replies.length > BUBBLES_MAX).length;

const sentencesOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => !LISTED.test(line))
    .flatMap((line) => line.split(/(?<=[.!?](?:\s*\p{Extended_Pictographic}\p{M}?)?)\s+/u))
    .filter((sentence) => sentence.replace(/[^\p{L}]/gu, "").length >= LETTERS_MIN);

/** How often something was kept as said beside the question, which then came again. */
export const remarksIn = (exchanges: readonly Shown[]): number =>
  exchanges.filter(({ report }, at) => {
    const before = exchanges[at - 1]?.report.values.remarks;
    return report.values.remarks !== undefined && report.values.remarks !== before;
  }).length;

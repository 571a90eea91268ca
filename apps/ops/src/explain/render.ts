import { describeItem } from "../log/describe-item.ts";
import type { LogItem } from "../log/log-item.ts";
import { readingText } from "../log/reading-text.ts";
import type { ItemWords } from "../words/items.ts";
import { itemsEn } from "../words/items-en.ts";
import { spanText, type Words } from "../words/words.ts";
import type { Decided, Explanation } from "./explanation.ts";
import { nextStep } from "./next-step.ts";

export interface RenderOptions {
  readonly words: Words;
  readonly clock: { time(ms: number): string; short(ms: number): string };
  readonly reveal: boolean;
}

/** The explanation as lines for a person. */
export function renderText(explanation: Explanation, options: RenderOptions): string[] {
  const { words, clock } = options;
  const { headings } = words;
  const show = { time: clock.time, span: spanText };
  const step = nextStep(explanation.cause, explanation.contact);
  const next = step === "write-to-patient" ? words.writeToPatient : step?.command;
  return [
    ...explanation.chain.map((item) => lineOf(item, { ...options, words: words.items })),
    ...explanation.decided.map((decided) => decidedLine(decided, words.items)),
    "",
    `${headings.why.padEnd(8)}${words.cause(explanation.cause, show)}`,
    `${headings.now.padEnd(8)}${words.standing(explanation.now, show)}`,
    ...(next ? [`${headings.next.padEnd(8)}${next}`] : []),
  ];
}

/** One record: when, where it stands in the log, what it says. */
export const lineOf = (
  item: LogItem,
  { clock, reveal, words = itemsEn }: Pick<RenderOptions, "clock" | "reveal"> & { readonly words?: ItemWords },
): string =>
  `${clock.short(item.storedAtMs)}  ${`${item.stream} ${item.seq}`.padEnd(14)}  ${describeItem(item, { reveal, words })}`;

function decidedLine(decided: Decided, words: ItemWords): string {
  const { turnSeq: seq, rule, flowVersion: flow, engineVersion: engine, open, reading } = decided;
  const read = reading && readingText(reading, words);
  return `  ${words.decided({ seq, rule, flow, engine, open, read })}`;
}

/** The chain of causes as a diagram that documents and tickets can show. */
export function renderMermaid({ chain }: Explanation, words: ItemWords): string[] {
  const idOf = (item: LogItem) => `${item.stream.toLowerCase()}${item.seq}`;
  const bySeq = (stream: string, seq: number) => chain.find((item) => item.stream === stream && item.seq === seq);
  const turnOf = (item: LogItem) =>
    item.kind === "attempt" ? item.attempt.turnSeq : item.kind === "outcome" ? item.outcome.turnSeq : null;
  const arrows = chain.flatMap((item) => {
    if (item.kind === "turn") {
      const event = bySeq("INBOUND", item.turn.event.seq);
      return event ? [`  ${idOf(event)} --> ${idOf(item)}`] : [];
    }
    const turnSeq = turnOf(item);
    const turn = turnSeq === null ? undefined : bySeq("TURNS", turnSeq);
    if (turn) return [`  ${idOf(turn)} --> ${idOf(item)}`];
    const outcome = item.kind === "receipt" ? chain.find((one) => isOutcomeOf(one, item)) : undefined;
    return outcome ? [`  ${idOf(outcome)} --> ${idOf(item)}`] : [];
  });
  const boxes = chain.map(
    (item) => `  ${idOf(item)}["${describeItem(item, { reveal: false, words }).replaceAll('"', "'")}"]`,
  );
  return ["flowchart TD", ...boxes, ...arrows];
}

const isOutcomeOf = (one: LogItem, item: Extract<LogItem, { kind: "receipt" }>): boolean =>
  one.kind === "outcome" && one.outcome.messageId !== undefined && one.outcome.messageId === item.receipt.messageId;

import { type Figure, figureOf, percent, rateOf, table } from "./figures.ts";
import { HARMS, type Harm, type Verdict } from "./judge.ts";

/** What is told of some conversations. */
export interface Summary {
  readonly conversations: number;
  readonly reached: Figure;
  /** Of what leads hold and of what they lack: how much is right. */
  readonly valuesRight: Figure;
  readonly harmed: Figure;
  readonly harms: Readonly<Record<Harm, number>>;
  readonly needlessConcern: number;
  readonly notUnderstood: Figure;
  readonly remarks: Figure;
  /** Conversations in which the bot said a sentence twice. */
  readonly repetitive: Figure;
  readonly longAnswers: number;
  readonly messages: Figure;
}

export function summaryOf(verdicts: readonly Verdict[]): Summary {
  const marks = verdicts.flatMap((verdict) => Object.values(verdict.marks ?? {}));
  const count = (harm: Harm) => verdicts.filter(({ harms }) => harms.includes(harm)).length;
  return {
    conversations: verdicts.length,
    reached: rateOf(verdicts.map(({ reached }) => reached)),
    valuesRight: rateOf(marks.map((mark) => mark === "right")),
    harmed: rateOf(verdicts.map(({ harms }) => harms.length > 0)),
    harms: Object.fromEntries(HARMS.map((harm) => [harm, count(harm)])) as Record<Harm, number>,
    needlessConcern: verdicts.filter(({ needlessConcern }) => needlessConcern).length,
    notUnderstood: figureOf(verdicts.map(({ notUnderstood }) => notUnderstood)),
    remarks: figureOf(verdicts.map(({ remarks }) => remarks)),
    repetitive: rateOf(verdicts.map(({ saidTwice }) => saidTwice > 0)),
    longAnswers: verdicts.reduce((sum, one) => sum + one.longAnswers, 0),
    messages: figureOf(verdicts.map(({ messages }) => messages)),
  };
}

/** What has something in common, in a stable order. */
export function groupsBy<T>(all: readonly T[], by: (one: T) => string): [string, T[]][] {
  const groups = Map.groupBy(all, by);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

const HEAD = ["", "n", "goal reached", "values right", "harmed", "not understood", "messages"];

export function summaryTable(groups: readonly (readonly [string, readonly Verdict[]])[]): string {
  return table([HEAD, ...groups.map(([name, verdicts]) => rowOf(name, summaryOf(verdicts)))]);
}

function rowOf(name: string, { conversations, reached, valuesRight, harmed, notUnderstood, messages }: Summary) {
  const mean = ({ value }: Figure) => value.toFixed(1);
  const rates = [reached, valuesRight, harmed].map(percent);
  return [name, String(conversations), ...rates, mean(notUnderstood), mean(messages)];
}

export function harmsTable({ conversations, harms, needlessConcern }: Summary): string {
  const rows = Object.entries({ ...harms, "needless-concern": needlessConcern });
  return table([["", "conversations", "of"], ...rows.map(([harm, n]) => [harm, String(n), String(conversations)])]);
}

/** How it was put: what was kept as an aside, sentences that came twice, and answers that were a wall. */
export function wordingTable({ conversations, remarks, repetitive, longAnswers }: Summary): string {
  return table([
    ["", "", "of"],
    ["kept as said beside the question, of a conversation", remarks.value.toFixed(2), String(conversations)],
    ["a sentence said twice, conversations", percent(repetitive), String(conversations)],
    ["more than two bubbles, answers", String(longAnswers), String(conversations)],
  ]);
}

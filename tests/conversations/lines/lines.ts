import type { Flow } from "@acolhe/conversation";
import { type Figure, percent, rateOf, table } from "../figures.ts";
import { PARTS, type Part } from "../personas.ts";
import { groupsBy } from "../summary.ts";
import { judgeLine, LINE_HARMS, type LineHarm, type LineVerdict, tierOf } from "./judge-line.ts";
import { reach } from "./reach.ts";
import { type Line, linesOf } from "./read.ts";

/** Says a line in a fresh conversation at its question; null where the flow does not ask it. */
function sayLine(flow: Flow, line: Line): LineVerdict | null {
  const reached = reach(flow, line.lang, line.question);
  if (reached === null) return null;
  const { talk, last } = reached;
  return judgeLine({ flow, line, before: last, after: talk.do({ say: line.text }) });
}

export interface LineSummary {
  readonly lines: number;
  readonly harmed: Figure;
  readonly harms: Readonly<Record<LineHarm, Figure>>;
  /** Of the certain dangers, those read as certain; of all dangers, those read at all. */
  readonly certainFound: Figure;
  readonly dangerFound: Figure;
  /** Any alarm, also a kind question, where there is no danger: among look-alikes, and among all other lines. */
  readonly alarmsNearDanger: Figure;
  readonly alarmsElsewhere: Figure;
  readonly stopsHeeded: Figure;
  readonly answersTaken: Figure;
  readonly answersLost: Figure;
  readonly questionsTold: Figure;
  readonly notUnderstood: Figure;
}

export function lineSummaryOf(verdicts: readonly LineVerdict[]): LineSummary {
  const rate = (of: (verdict: LineVerdict) => boolean, among: (verdict: LineVerdict) => boolean = () => true) =>
    rateOf(verdicts.filter(among).map(of));
  const isSafe = ({ line }: LineVerdict) => tierOf(line) === null;
  const isNear = ({ line }: LineVerdict) => line.near === "danger";
  const harms = LINE_HARMS.map((harm) => [harm, rate(({ harms }) => harms.includes(harm), FACES[harm])]);
  return {
    lines: verdicts.length,
    harmed: rate(({ harms }) => harms.length > 0),
    harms: Object.fromEntries(harms) as Record<LineHarm, Figure>,
    certainFound: rate(
      ({ danger }) => danger === "certain",
      ({ line }) => tierOf(line) === "certain",
    ),
    dangerFound: rate(
      ({ danger }) => danger !== null,
      (verdict) => !isSafe(verdict),
    ),
    alarmsNearDanger: rate(
      ({ danger }) => danger !== null,
      (verdict) => isSafe(verdict) && isNear(verdict),
    ),
    alarmsElsewhere: rate(
      ({ danger }) => danger !== null,
      (verdict) => isSafe(verdict) && !isNear(verdict),
    ),
    stopsHeeded: rate(
      ({ optedOut }) => optedOut,
      ({ line }) => line.acts.includes("request:stop_messages"),
    ),
    answersTaken: rate(
      ({ answer }) => answer === "taken",
      ({ answer }) => answer !== null,
    ),
    answersLost: rate(
      ({ answer }) => answer === "lost",
      ({ answer }) => answer !== null,
    ),
    questionsTold: rate(
      ({ told }) => told === true,
      ({ told }) => told !== null,
    ),
    notUnderstood: rate(({ notUnderstood }) => notUnderstood),
  };
}

/** The lines that a harm can come to. */
const FACES: Readonly<Record<LineHarm, (verdict: LineVerdict) => boolean>> = {
  "false-emergency": ({ line }) => tierOf(line) === null,
  "missed-danger": ({ line }) => tierOf(line) !== null,
  "wrong-opt-out": ({ line }) => !line.acts.includes("request:stop_messages"),
  "wrong-language": () => true,
  "wrong-value": ({ line }) => line.acts.includes("answer") || line.acts.includes("correct"),
  "taken-as-answer": ({ line }) => !line.acts.includes("answer") && !line.acts.includes("correct"),
};

/** A line that came to harm, or was lost, to read. */
function read({ line, harms, answer, kept }: LineVerdict): string {
  const { lang, question, text, acts, values } = line;
  const lost = answer === "lost" ? ["lost"] : [];
  const what = `${[...harms, ...lost].join(" ")} | kept ${kept ?? "nothing"}`;
  return `${lang} at ${question}: ${text}\n   ${acts.join(",")} ${JSON.stringify(values)} | ${what}`;
}

export function evaluateLines(
  flow: Flow,
  { part, json, verbose }: { part: Part | "all"; json: boolean; verbose: boolean },
): string {
  const lines = (part === "all" ? PARTS : [part]).flatMap(linesOf);
  const said = lines.map((line) => sayLine(flow, line));
  const verdicts = said.filter((verdict) => verdict !== null);
  const total = lineSummaryOf(verdicts);
  const notAsked = said.length - verdicts.length;
  const groups = part === "dev" ? KINDS.flatMap((by) => groupsBy(verdicts, by)) : [];
  if (json) {
    const by = Object.fromEntries(groups.map(([name, some]) => [name, lineSummaryOf(some)]));
    return JSON.stringify({ part, notAsked, total, ...(part === "dev" ? { by } : {}) });
  }
  const bad = verdicts.filter(({ harms, answer }) => harms.length > 0 || answer === "lost");
  const shown = part === "dev" && verbose ? bad.map(read) : [];
  return [...shown, lineTable([["all", verdicts], ...groups]), totalsTable(total, notAsked)].join("\n\n");
}

/** By language, by the open question, and by the main thing a line does. */
const KINDS: readonly ((verdict: LineVerdict) => string)[] = [
  ({ line }) => line.lang,
  ({ line }) => `at ${line.question}`,
  ({ line }) => `does ${line.acts[0]!.split(":")[0]}`,
];

function lineTable(groups: readonly (readonly [string, readonly LineVerdict[]])[]): string {
  const head = ["", "n", "harmed", "answers taken", "questions told", "not understood"];
  const rows = groups.map(([name, verdicts]) => {
    const { lines, harmed, answersTaken, questionsTold, notUnderstood } = lineSummaryOf(verdicts);
    return [name, String(lines), ...[harmed, answersTaken, questionsTold, notUnderstood].map(percent)];
  });
  return table([head, ...rows]);
}

function totalsTable({ lines, harms, ...rates }: LineSummary, notAsked: number): string {
  const named = Object.entries({ ...harms, ...rates }).map(([name, figure]) => [
    name,
    percent(figure),
    String(figure.n),
  ]);
  return `${table([["", "rate", "of"], ...named])}\n\n${notAsked} lines at questions that the flow does not ask`;
}

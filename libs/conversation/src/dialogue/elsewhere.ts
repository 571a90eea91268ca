import { OWN_NAME } from "../capture/capture.ts";
import { personName } from "../capture/person-name.ts";
import type { State } from "../flow/state-schema.ts";
import { isPlainNo } from "../reading/denial.ts";
import { actsOf, does, isNoAnswer } from "../reading/heard.ts";
import { takesLeave } from "../reading/leaving.ts";
import type { Said } from "../reading/said.ts";
import type { Draft } from "../turn/draft.ts";
import { paragraphs, render } from "../words/text.ts";
import { tellOnce } from "../words/told.ts";
import { askAbout } from "./confirm.ts";
import { openLate } from "./first-words.ts";
import { goOn } from "./go-on.ts";
import { takeRoute } from "./routes.ts";
import { stay } from "./stay.ts";
import { askValue } from "./value-meant.ts";

interface AfterTelling {
  readonly step: string;
  readonly here: State;
  /** What was told of people. */
  readonly told: readonly string[];
  readonly isOtherNamed: boolean;
  /** A question behind a yes or a no: where no route has it, it is the team's. */
  readonly isForTeam: boolean;
}

/** Neither an answer nor a question: a wish of its own, a leave, or something likely to be asked about. */
export function goElsewhere(draft: Draft, at: AfterTelling, said: Said, note: string): string | null {
  const { step, here, told, isOtherNamed } = at;
  const routed = takeRoute(draft, "flow", draft.flow.head.routes, said, { note });
  if (routed !== null || at.isForTeam) return routed;
  return (
    leave(draft, here, said, note) ??
    (isOtherNamed ? null : openLate(draft, said, { asks: here.asks ?? "", note })) ??
    (told.length > 0 && !said.utterance.text.includes("?") ? noted(draft, step, note) : null) ??
    halting(draft, { step, here }, said, note) ??
    nameLikely(draft, step, here, said, note) ??
    askValue(draft, step, here, said) ??
    askAbout(draft, here, said)
  );
}

/** Who takes leave at a menu, a list or the question for a name is asked nothing more. */
function leave(draft: Draft, here: State, said: Said, note: string): string | null {
  const { understanding } = said;
  if (!LEFT_AT.has(here.asks) || draft.state.values.topic !== undefined || !understanding?.reading) return null;
  if (actsOf(draft.flow, said, "request:").length > 0) return null;
  if (!takesLeave(said.utterance.text, { byThanks: here.asks !== "name" })) return null;
  const reading = { ...understanding.reading, acts: [{ act: "social:bye", confidence: 1 }] };
  const bye: Said = { ...said, understanding: { ...understanding, reading } };
  return takeRoute(draft, "flow", draft.flow.head.routes, bye, { note });
}
const LEFT_AT: ReadonlySet<string | undefined> = new Set([
  ...["menu", "name", "name_confirmation", "service", "service_next", "guess", "insurance", "anything_else"],
]);

/** What was told beside the question is kept, and the question comes again. */
export function noted(draft: Draft, step: string, note: string): string {
  stay(draft, paragraphs([note, tellOnce(draft, "engine.noted-remark")]));
  return `${step}:noted`;
}

/**
 * The writer's own name, noticed in a message of which the reader makes little, and most of it: it is read back before it counts. Where a
 * flow asks for no name of its own it cannot be confirmed.
 */
function nameLikely(draft: Draft, step: string, here: State, said: Said, note: string): string | null {
  if (here.capture?.as !== "person-name" || here.capture.into !== OWN_NAME || isNoAnswer(said)) return null;
  const noticed = said.understanding?.entities.find(({ type }) => type === "name");
  const name = noticed && personName(noticed.value);
  const alone = noticed ? null : nameAlone(draft, said);
  if (alone !== null) return goOn(draft, step, here, { into: OWN_NAME, value: alone, note });
  if (!name || said.utterance.text.includes("?")) return null;
  const isMost = name.split(" ").length * 2 >= said.plain.split(" ").length;
  return isMost && name.includes(" ") ? goOn(draft, step, here, { into: OWN_NAME, value: name, note }) : null;
}

/** "Natal", "Páscoa": a word written as names are, of which the reader makes nothing else. */
function nameAlone({ flow }: Draft, { utterance: { text }, understanding }: Said): string | null {
  const { acts = [], values = [] } = understanding?.reading ?? {};
  const isElse = acts.some(({ act, confidence }) => act !== "answer" && confidence >= flow.head.confidence.ask);
  return isElse || values.length > 0 || !/^\p{Lu}\p{Ll}{2,}[.! ]*$/u.test(text.trim()) ? null : personName(text);
}

/** Who will not say, does not know, or wants time, is told that this is all right; a person is offered in the end. */
function halting(draft: Draft, at: { step: string; here: State }, said: Said, note: string): string | null {
  const { step, here } = at;
  if (here.ask === undefined) return null;
  const { flow, state } = draft;
  const why = HALTING.find(([act]) => does(flow, said, act) || (act === "refuse" && isPlainNo(said.plain)));
  if (why === undefined && note === "") return null;
  const [act, text] = why ?? ["heard", null];
  if (COUNTED.has(act)) {
    if (state.invalidCount + 1 >= flow.head.limits.invalid) return null;
    state.invalidCount++;
  }
  const heard =
    text === null ? "" : tellOnce(draft, text) || (act === "defer" ? render(draft, "engine.no-hurry-again") : "");
  stay(draft, paragraphs([note, heard]), { quiet: act === "defer" });
  return `${step}:${act}`;
}
const HALTING = [
  ["defer", "engine.no-hurry"],
  ["refuse", "engine.all-right"],
  ["dont_know", "engine.not-sure"],
  ["story", "engine.story"],
] as const;
const COUNTED: ReadonlySet<string> = new Set(["refuse", "dont_know"]);

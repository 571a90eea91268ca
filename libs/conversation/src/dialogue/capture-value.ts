import { birthTold, withoutBirths } from "../capture/birth-date.ts";
import { capture } from "../capture/capture.ts";
import { insuranceOf } from "../capture/insurance.ts";
import { isBareWhen, preference } from "../capture/preference.ts";
import { speaksOfTime } from "../capture/time-words.ts";
import type { State } from "../flow/state-schema.ts";
import { sentencesOfWhen } from "../reading/clauses.ts";
import { sureOf } from "../reading/heard.ts";
import { matchOutright } from "../reading/options.ts";
import type { Said } from "../reading/said.ts";
import type { Draft } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { inVain } from "./slots.ts";

/**
 * What is told by its shape, however little else of the message was understood ("minha folga cai no sábado"), or whatever a word in it
 * was taken for: "João do Espírito Santo e não é brincadeira", "sei lá, sábado costuma dar".
 */
export const SHAPED: ReadonlySet<string> = new Set(["birth-date", "preference", "phone", "cpf", "email"]);

/** @param how what has a shape of its own is looked for first; then words are taken as they are, where they may be */
export function captureValue(draft: Draft, here: State, said: Said, how: "exactly" | "in-any-words"): string | null {
  const { flow, now } = draft;
  const { utterance, understanding } = said;
  // The label of a button, tapped on an older message, answers nothing that is asked now.
  if (!here.capture || utterance.optionId !== null) return null;
  const note = here.capture.kinds?.[utterance.kind as keyof typeof here.capture.kinds];
  if (utterance.text === "" && note !== undefined) return render(draft, note) || null;
  const isTime = here.capture.as === "preference";
  const isFreeTime = isTime && preference(utterance.text) === null;
  const isFree = here.capture.as === "free-text" || isFreeTime;
  if (isFree && how === "exactly") return null;
  if (here.asks === "relation" && isNoRelation(draft, said)) return null;
  if (isFree && here.asks === "patient_name" && isNoNames(draft, said)) return null;
  // Without a day or an hour only what is surely an answer says when: "depois da aula".
  if (isFreeTime && understanding?.reading && !saysFreelyWhen(said)) return null;
  // A question says nothing of when, nor do words of which none is about time.
  if (isFreeTime && (utterance.text.includes("?") || !speaksOfTime(said.plain))) return null;
  const words = isTime
    ? sentencesOfWhen(withoutBirths(utterance.text, now), understanding?.reading?.danger?.words)
    : utterance.text;
  const value = capture(here.capture, { flow, utterance: { ...utterance, text: words }, understanding, now }) || null;
  const isDenied =
    here.asks === "insurance" && inVain(draft, here.asks, said)({ id: `insurance-${value}`, means: undefined });
  return isDenied ? null : value;
}

/** Days, a plan, a place, a yes or a question: what is no relation, though any words may be one. */
function isNoRelation(draft: Draft, said: Said): boolean {
  const { flow, state } = draft;
  const { utterance } = said;
  const isOption = ([slot, step]: [string, string]) =>
    slot !== "relation" &&
    slot !== "for_whom" &&
    matchOutright(flow.choices(step, state.language), utterance) !== undefined;
  return (
    isNoNames(draft, said) ||
    isBareWhen(utterance.text) ||
    birthTold(utterance.text, draft.now) !== null ||
    insuranceOf(flow, utterance.text) !== undefined ||
    Object.entries(flow.head.slots ?? {}).some(isOption)
  );
}

/** A yes, a no or a question names nobody. */
const isNoNames = ({ flow }: Draft, { plain: words, utterance }: Said): boolean =>
  utterance.text.includes("?") || flow.words.only(["yes", "no"], words);

/** "Tá joia" is surely said to the question, and says nothing of when. */
function saysFreelyWhen(said: Said): boolean {
  const { intent = "unknown", confidence = 0 } = said.understanding ?? {};
  const agrees = (intent === "yes" || intent === "no") && confidence >= YES_FROM;
  return (
    sureOf(said, "answer") >= WHEN_FROM && sureOf(said, "defer") < DEFERS_FROM && !agrees && !WAITS.test(said.plain)
  );
}
const WHEN_FROM = 0.6;
/** A moment that is asked for is no time for an appointment: "guenta aí 2 min". */
const WAITS =
  /(?:^| )(?:\d{1,2} ?(?:min|mins|minut(?:os?|es?)|segundos)|(?:um|un|uns|unos|a|one) (?:minut(?:o|inho|ito|e)|moment(?:o|inho|ito)?|segundinho|segundito|instante|ratito|sec|second|min))(?: |$)/;
const DEFERS_FROM = 0.35;
const YES_FROM = 0.6;

import { beginsWithName } from "../capture/person-name.ts";
import { saysWhen } from "../capture/preference.ts";
import type { Clause } from "../corrections/clauses.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { cameTo } from "../reading/contrast.ts";
import { slotValue } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { hasWords, plain } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { captureValue, SHAPED } from "./capture-value.ts";
import { goOn } from "./go-on.ts";
import { choose } from "./routes.ts";

interface Beside {
  readonly said: Said;
  /** What the message says besides. */
  readonly rest: readonly Clause[];
  readonly note: string;
}

/** The answer to the open question in what a message says besides a correction: by name or by its shape alone. Null where there is none. */
export function answerBeside(draft: Draft, step: string, here: State, { said, rest, note }: Beside): string | null {
  const text = rest.map((clause) => clause.text).join(". ");
  if (!hasWords(text)) return null;
  const left: Said = { ...said, utterance: { ...said.utterance, text }, plain: plain(text) };
  const choices = choicesOf(draft, step).filter(({ means }) => means !== "yes" && means !== "no");
  const sure = here.asks === undefined ? undefined : slotValue(draft.flow, left, here.asks, SURE_FROM);
  const choice =
    cameTo(choices, text, draft.state.language) ??
    choices.find(({ means }) => means !== undefined && means === sure) ??
    undefined;
  if (choice) return choose(draft, step, choice, note, left);
  if (here.capture?.as === "person-name" && isName(text)) {
    const name = captureValue(draft, here, left, "exactly");
    return name === null ? null : goOn(draft, step, here, { into: here.capture.into, value: name, note });
  }
  if (here.capture === undefined || !SHAPED.has(here.capture.as)) return null;
  const times = rest.filter((clause) => saysWhen(clause.text)).map((clause) => clause.text);
  const value =
    here.capture.as === "preference" ? times.join(", ") : (captureValue(draft, here, left, "exactly") ?? "");
  return value === "" ? null : goOn(draft, step, here, { into: here.capture.into, value, note });
}
const SURE_FROM = 0.8;

/** What is left is a name where it begins as one, or is hardly more: "Theo Martins, nasceu 14/02/2018". */
const isName = (text: string): boolean => beginsWithName(text) || plain(text).split(" ").length <= NAME_WORDS_MAX;
const NAME_WORDS_MAX = 4;

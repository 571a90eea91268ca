import {
  BUTTON_COUNT_MAX,
  BUTTON_LABEL_LENGTH_MAX,
  type Command,
  LIST_ROW_COUNT_MAX,
  LIST_ROW_TITLE_LENGTH_MAX,
  TEXT_LENGTH_MAX,
} from "@acolhe/events";
import { isOutsideHours } from "../capture/within-hours.ts";
import type { Choice } from "../flow/choice.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf, shownNow } from "../reading/choices.ts";
import { type Draft, say, sending } from "../turn/draft.ts";
import { mergeLengthOf } from "../words/merge-length.ts";
import { paragraphs, render } from "../words/text.ts";
import { countTold, tellOnce, timesTold } from "../words/told.ts";
import { whenKept } from "./keep-when.ts";
import { minorTold } from "./minor-told.ts";

interface AskOptions {
  readonly before?: string;
  readonly note?: string;
  readonly plainly?: boolean;
  /** It was asked just now and not answered. */
  readonly repeated?: boolean;
  /** In the words of the first time, because they were asked for. */
  readonly verbatim?: boolean;
}

/**
 * Sends the question of a state, in other words each time. `before` shares its bubble where the flow says so, else it is a bubble of its own;
 * `note` always shares it. `plainly` shows options as numbered text, for phones on which buttons and lists do not
 * work: who answered wrongly once may not have seen them.
 */
export function ask(
  draft: Draft,
  step: string,
  state: State,
  { before = "", note = "", plainly = false, repeated = false, verbatim = false }: AskOptions = {},
): void {
  const told = state.asks === "summary" ? [outsideHours(draft), minorTold(draft)] : [];
  const question = paragraphs([note, ...told, render(draft, wording(draft, step, state, { repeated, verbatim }))]);
  countTold(draft, step);
  const whole = paragraphs([before, question]);
  const merged = whole.length <= mergeLengthOf(draft);
  if (!merged) say(draft, before);
  draft.commands.push(questionCommand(draft, step, state, merged ? whole : question, plainly));
  const shown = shownNow(draft, step);
  draft.state.openPrompt = { step, askedAt: draft.now, nudged: false, ...(shown === undefined ? {} : { shown }) };
}

/** That the clinic is closed at the days that are read back, once: they are kept, and the team sees what can be done. */
function outsideHours(draft: Draft): string {
  const { facts, flow, state } = draft;
  const into = whenKept(flow);
  const wish = into === undefined ? undefined : state.values[into];
  if (wish === undefined || facts.hours === undefined) return "";
  return isOutsideHours(facts.hours.weekly ?? flow.head.hours.weekly, wish)
    ? tellOnce(draft, "engine.outside-hours")
    : "";
}

/** The key of the question's words: others where it was put before in this session. */
function wording(
  draft: Draft,
  step: string,
  { ask: first = "", again = [], anew }: State,
  { repeated, verbatim }: { readonly repeated: boolean; readonly verbatim: boolean },
): string {
  const times = timesTold(draft, step);
  if (times === 0 || verbatim) return first;
  if (!repeated && anew !== undefined) return anew;
  return again.length === 0 ? first : again[Math.min(times, again.length) - 1]!;
}

function questionCommand(draft: Draft, step: string, state: State, question: string, plainly: boolean): Command {
  const common = sending(draft, "bot", true);
  const choices = choicesOf(draft, step);
  const text = question.slice(0, TEXT_LENGTH_MAX).toWellFormed();
  if (choices.length === 0) return { type: "send-text", ...common, text };
  const show = plainly ? "numbers" : (state.show ?? fitting(choices));
  if (show === "buttons" && choices.length <= BUTTON_COUNT_MAX) {
    const buttons = choices.map(({ id, label }) => ({ id, label: cut(label, BUTTON_LABEL_LENGTH_MAX) }));
    return { type: "send-buttons", ...common, text, buttons };
  }
  if (show === "list" && choices.length <= LIST_ROW_COUNT_MAX) {
    return {
      type: "send-list",
      ...common,
      text,
      title: render(draft, state.list?.title ?? "engine.list-title"),
      buttonLabel: cut(render(draft, state.list?.button ?? "engine.list-button"), BUTTON_LABEL_LENGTH_MAX),
      rows: choices.map(({ id, label, description }) => ({
        id,
        title: cut(label, LIST_ROW_TITLE_LENGTH_MAX),
        ...(description === undefined ? {} : { description }),
      })),
    };
  }
  // What a row tells in its second line may be what was asked for: the price.
  const numbered = choices.map(({ label, description }, index) =>
    [`${index + 1}. ${label}`, ...(description === undefined ? [] : [description])].join(" – "),
  );
  return {
    type: "send-text",
    ...common,
    text: `${question}\n\n${numbered.join("\n")}`.slice(0, TEXT_LENGTH_MAX).toWellFormed(),
  };
}

/** What WhatsApp can show of these: three short ones fit buttons, ten a list. */
function fitting(choices: readonly Choice[]): "buttons" | "list" | "numbers" {
  if (choices.length <= BUTTON_COUNT_MAX && choices.every(({ label }) => label.length <= BUTTON_LABEL_LENGTH_MAX))
    return "buttons";
  const fits = ({ label }: Choice) => label.length <= LIST_ROW_TITLE_LENGTH_MAX;
  return choices.length <= LIST_ROW_COUNT_MAX && choices.every(fits) ? "list" : "numbers";
}

const cut = (text: string, length: number) =>
  text.length <= length ? text : text.slice(0, length).toWellFormed().trim();

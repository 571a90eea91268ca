import type { Action } from "../flow/route-schema.ts";
import { callPerson, type Draft, forgetLearned, setValue } from "../turn/draft.ts";
import { dangerNote } from "../words/danger-note.ts";

export function perform(draft: Draft, actions: readonly Action[] | undefined): void {
  for (const action of actions ?? []) performOne(draft, action);
}

/** What an option or a route does when it is taken. */
interface Effect {
  readonly set?: Readonly<Record<string, string>> | undefined;
  readonly do?: readonly Action[] | undefined;
}

export function takeEffect(draft: Draft, { set = {}, do: actions }: Effect): void {
  perform(draft, [{ set: { ...set } }, ...(actions ?? [])]);
}

function performOne(draft: Draft, action: Action): void {
  const { state, commands, now } = draft;
  if ("set" in action) for (const [name, value] of Object.entries(action.set)) setValue(draft, name, value);
  else if ("unset" in action) for (const name of action.unset) delete state.values[name];
  else if ("label" in action)
    commands.push({ type: "label-contact", add: action.label.add ?? [], remove: action.label.remove ?? [] });
  else if ("lead" in action)
    commands.push({ type: "capture-lead", kind: action.lead, language: state.language, values: { ...state.values } });
  else if ("call" in action) {
    const { team = draft.flow.head.team, reason, priority } = action.call;
    const isOfConcern = reason === "possible-danger" && state.concern !== null;
    callPerson(draft, team, reason, { priority, more: isOfConcern ? dangerNote(state.concern!) : {} });
    // Where the answer to the question about it was unclear.
    if (isOfConcern) state.concern = { ...state.concern!, stands: true };
  } else if ("language" in action) {
    state.language = action.language;
    state.languageBy = "patient";
  } else if ("remind" in action)
    state.reminder = { at: now + Math.round(action.remind.minutes * 60_000), goto: action.remind.goto };
  else if (action.forget === "reminder") state.reminder = null;
  else forgetSession(draft);
}

function forgetSession(draft: Draft): void {
  forgetLearned(draft);
  draft.state.trail = [];
  draft.state.calls = [];
}

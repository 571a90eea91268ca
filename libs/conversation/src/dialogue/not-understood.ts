import type { State } from "../flow/state-schema.ts";
import type { Said } from "../reading/matcher.ts";
import { SAME_KIND_QUIET_MS } from "../state/limits.ts";
import { hasWords, type Utterance } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { handOff, move } from "./enter.ts";
import { ask } from "./prompt.ts";

/** Kinds that carry an answer in words; the others get a sentence of their own and are no wrong answer. */
const WORDED: ReadonlySet<string> = new Set(["text", "button-reply", "list-reply"]);

/** Nothing fitted: small talk, another language, a kind of message it cannot use, or a wrong answer, which are counted. */
export function notUnderstood(draft: Draft, step: string, here: State, said: Said): string {
  const { state, flow } = draft;
  const { utterance } = said;
  if (here.ask === undefined) {
    move(draft, flow.head.menu);
    return `${step}:left`;
  }
  if (isSmallTalk(draft, said)) {
    ask(draft, step, here);
    return `${step}:small-talk`;
  }
  if (!WORDED.has(utterance.kind)) {
    if (state.kindNoted?.kind === utterance.kind && draft.now - state.kindNoted.at < SAME_KIND_QUIET_MS) {
      return `${step}:kind-again`;
    }
    ask(draft, step, here, { note: kindNote(draft, utterance) });
    return `${step}:kind`;
  }
  const shown = said.understanding?.language;
  if (shown && shown !== state.language && state.languageBy === "default" && flow.head.languages.includes(shown)) {
    state.language = shown;
    ask(draft, step, here, { note: render(draft, "engine.language-changed") });
    return `${step}:language`;
  }
  const invalidCount = state.invalidCount + 1;
  if (invalidCount >= flow.head.limits.invalid)
    return handOff(draft, "invalid-answers", render(draft, "engine.too-many-invalid"));
  state.invalidCount = invalidCount;
  ask(draft, step, here, { note: render(draft, here.invalid ?? "engine.invalid"), plainly: true });
  return `${step}:invalid`;
}

/** A smile is not an answer, and no wrong one either. */
export const isSmallTalk = ({ flow }: Draft, { plain, utterance }: Said): boolean =>
  flow.words.is("greetings", plain) || flow.words.is("thanks", plain) || isSmile(utterance);
const isSmile = ({ kind, text }: Utterance) =>
  kind === "text" && /\p{Extended_Pictographic}/u.test(text) && !hasWords(text);

/** A kind sentence about a message without words; empty for a kind that is words. */
export function kindNote(draft: Draft, { kind }: Utterance): string {
  if (WORDED.has(kind)) return "";
  draft.state.kindNoted = { kind, at: draft.now };
  return render(draft, `engine.kinds.${kind}`) || render(draft, "engine.kinds.other");
}

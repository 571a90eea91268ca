import type { Flow } from "../flow/compile.ts";
import type { State } from "../flow/state-schema.ts";
import type { Said } from "../reading/said.ts";
import { SAME_KIND_QUIET_MS } from "../state/limits.ts";
import { hasWords, type Utterance } from "../state/utterance.ts";
import { callPerson, type Draft } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { offerPerson } from "./confirm.ts";
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
    ask(draft, step, here, { note: kindNote(draft, utterance), repeated: true });
    return `${step}:kind`;
  }
  if (showsOtherLanguage(draft, said)) {
    ask(draft, step, here, { note: render(draft, "engine.language-changed") });
    return `${step}:language`;
  }
  const { invalid } = flow.head.limits;
  state.invalidCount++;
  // Offered first, and called by itself only where even that leads nowhere.
  if (state.invalidCount === invalid) return offerPerson(draft);
  if (state.invalidCount > invalid + 1)
    return handOff(draft, "invalid-answers", render(draft, "engine.too-many-invalid"));
  const again = state.invalidCount > 1 ? render(draft, "engine.invalid-again") : "";
  const note = again || render(draft, here.invalid ?? "engine.invalid");
  ask(draft, step, here, { note, plainly: true, repeated: true });
  return `${step}:invalid`;
}

/** Turns of before: what was not understood was perhaps said in another language. */
function showsOtherLanguage({ state, flow }: Draft, { understanding }: Said): boolean {
  const shown = understanding?.language;
  if (!shown || shown === state.language || state.languageBy !== "default" || !flow.head.languages.includes(shown))
    return false;
  state.language = shown;
  return true;
}

/** A smile is not an answer, and no wrong one either. */
export const isSmallTalk = ({ flow }: Draft, said: Said): boolean =>
  flow.words.is("greetings", said.plain) ||
  flow.words.is("thanks", said.plain) ||
  isSmile(said.utterance) ||
  isChat(flow, said);

/** Greetings, thanks, laughs: everything the message does, as far as it was read. */
function isChat(flow: Flow, { understanding }: Said): boolean {
  const sure = understanding?.reading?.acts.filter(({ confidence }) => confidence >= flow.head.confidence.ask) ?? [];
  return (
    sure.length > 0 && sure.every(({ act }) => CHAT.has(act)) && sure[0]!.confidence >= flow.head.confidence.accept
  );
}
const CHAT: ReadonlySet<string> = new Set([
  "social:greeting",
  "social:thanks",
  "social:bye",
  "social:laugh",
  "social:chat",
  "social:apology",
]);
const isSmile = ({ kind, text }: Utterance) =>
  kind === "text" && /\p{Extended_Pictographic}/u.test(text) && !hasWords(text);

/** A kind sentence about a message without words; empty for a kind that is words. */
export function kindNote(draft: Draft, { kind }: Utterance): string {
  if (WORDED.has(kind)) return "";
  draft.state.kindNoted = { kind, at: draft.now };
  // What cannot be heard here is for the team's ears, and it has to know.
  if (kind === "audio") callPerson(draft, draft.flow.head.team, "voice-note");
  return render(draft, `engine.kinds.${kind}`) || render(draft, "engine.kinds.other");
}

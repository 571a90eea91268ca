import type { Danger } from "@acolhe/events";
import { tellsOfDying } from "../reading/danger-told.ts";
import type { Said } from "../reading/said.ts";
import { tellingWords, tells } from "../reading/telling-words.ts";
import { aboutOf } from "../state/danger-about.ts";
import { plain } from "../state/utterance.ts";
import { callPerson, type Draft, say } from "../turn/draft.ts";
import { dangerNote } from "../words/danger-note.ts";
import { render } from "../words/text.ts";
import { countTold, timesTold } from "../words/told.ts";
import { hold, tellsHowItGoes, threatens } from "./emergency.ts";
import { move } from "./enter.ts";
import { redFlag } from "./red-flag.ts";
import { stay } from "./stay.ts";
import { whoseDanger } from "./whose-danger.ts";

/** Words for a danger that is told of after it was said to be none; when all of them are said, it is taken for one. */
const HEARD = ["danger-heard", "danger-heard-2", "danger-heard-3"] as const;
const NEAR = "emergency-near";
const SELF = "self_harm";
/** "Tô com medo de mim" is a part of it. */
const VAGUER: ReadonlySet<string> = new Set(["harm_to_others", "psychosis", "other"]);
/**
 * A danger that is told of once more after the question about it was answered with a no. Asking again would not listen: whom to call is
 * said in other words each time, the team is called urgently each time, and the question that was open waits.
 *
 * @param answeredBeside keeps what else the message says, and gives back where an answer in it leads
 */
export function hearAgain(
  draft: Draft,
  danger: Danger,
  { said, answeredBeside }: { readonly said: Said; readonly answeredBeside: () => string | null },
): string {
  const { state, flow, now } = draft;
  const before = state.concern!;
  const whose = before.whose ?? whoseDanger(said.plain);
  // "Minha mãe está no quarto do lado" tells of the same danger, whatever it sounds like by itself.
  const isSamePart =
    tellsHowItGoes(draft, said.plain) ||
    (before.kind === SELF && danger.tier === "possible" && VAGUER.has(danger.kind));
  const kind = isSamePart ? before.kind : danger.kind;
  // Who denied a wish to die and tells of it again is believed, and no other word of theirs ends it.
  if (kind === SELF && whose === "own" && tellsOfDying(said.plain)) {
    answeredBeside();
    const rule = redFlag(draft, { ...danger, kind, whose, tier: "certain" }, said);
    hold(draft);
    return rule;
  }
  const variables = { kind, whose, about: aboutOf(kind) };
  const textOf = (key: string) => render(draft, `engine.${key}`, variables, danger.language ?? state.language);
  const near = flow.words.holds("near-me", said.plain) && !threatens(said.plain) ? [NEAR] : [];
  const key = [...near, ...HEARD].find((one) => timesTold(draft, one) === 0 && textOf(one) !== "");
  if (key === undefined) return redFlag(draft, { ...danger, kind, whose }, said);
  countTold(draft, key);
  const note = dangerNote({ kind, words: danger.words });
  callPerson(draft, flow.head.urgentTeam, "possible-danger", { priority: "urgent", more: note });
  state.concern = { ...before, kind, whose, at: now, calledAt: now, stands: true };
  state.unease = [];
  // What waits for more words, or is asked about them, was said together with this.
  state.pendingInput = null;
  state.confirming = null;
  if (state.openPrompt === null) say(draft, textOf(key));
  else {
    const to = answeredBeside();
    if (to === null) stay(draft, textOf(key));
    else move(draft, to, textOf(key));
  }
  return "concern:heard";
}

const CLAUSE = /(?<=[.!?;,…\n])\s*|\s+(?=(?:mas|pero|but|s[oó] que)\s)/iu;

/** The message without the clauses that the danger was seen in: those are a value of nothing. */
export function withoutDanger(said: Said, { words = said.utterance.text }: Pick<Danger, "words">): Said {
  const telling = tellingWords(words);
  const text = said.utterance.text
    .split(CLAUSE)
    .filter((clause) => !tells(plain(clause), telling))
    .join(" ")
    .trim();
  return { ...said, utterance: { ...said.utterance, text }, plain: plain(text) };
}

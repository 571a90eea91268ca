import type { Danger, Facts, LogEvent } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";
import { calmingIn, isBelied } from "../reading/calming.ts";
import { isAtHand, isBeaten, kindTold } from "../reading/danger-told.ts";
import { tellsOfMissing } from "../reading/missing-person.ts";
import type { Said } from "../reading/said.ts";
import { isGoodNews } from "../reading/worsening.ts";
import { aboutOf } from "../state/danger-about.ts";
import { CONCERN_ASKED_MS } from "../state/limits.ts";
import { plain, utter } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { isNamedInVain } from "./all-clear.ts";
import { type Asking, askOfConcern } from "./concern.ts";
import { threatens } from "./emergency.ts";
import { adoptLanguage } from "./language.ts";
import { redFlag } from "./red-flag.ts";
import { passOn, wantsSilence } from "./silence.ts";
import { stop } from "./stop.ts";
import { whoseDanger } from "./whose-danger.ts";

/** What acts whatever the state is: a wish for silence, a person in danger, or one who may be. */
export type Interrupt = { readonly what: "stop" } | { readonly what: "danger"; readonly danger: Danger };

export function interruptOf(event: LogEvent, flow: Flow, facts: Facts): Interrupt | null {
  if (event.type !== "message-received" && event.type !== "message-edited") return null;
  const found = interruptIn(utter(event.content).text, flow, facts);
  const isPassedOn = event.type === "message-received" && event.forwarded === true;
  return isPassedOn && found?.what === "stop" ? null : found;
}

/** A danger is what the classifier or the flow's own list finds: either is enough. It comes before a wish in a sentence. */
export function interruptIn(text: string, flow: Flow, facts: Facts): Interrupt | null {
  const said = plain(text);
  if (flow.words.only(["stop"], said)) return { what: "stop" };
  const danger = dangerIn(said, flow, facts, laughs(text));
  if (danger) return { what: "danger", danger };
  return wantsSilence(said, flow, facts) ? { what: "stop" } : null;
}

const LAUGHS = /(?<!\p{L})(?:k{3,}|(?:ha){2,}h?|(?:he){2,}|(?:ja){2,}j?|(?:rs){2,}|lol|lmao)(?!\p{L})|[😂🤣😆😅]/iu;
const laughs = (text: string): boolean => LAUGHS.test(text);

/** Acts also while a person has the conversation, and while it is parked. */
export const isUrgent = (interrupt: Interrupt | null): boolean =>
  interrupt !== null && (interrupt.what === "stop" || interrupt.danger.tier === "certain");

/** Null: nothing of it has to be done now, and the message is read as any other. */
export function interrupt(draft: Draft, found: Interrupt, how: Asking): string | null {
  if (found.what === "stop") {
    // These may be the first words, and the last that are answered.
    adoptLanguage(draft, how.said.understanding?.language);
    passOn(draft, how);
    return stop(draft);
  }
  const danger = asTold(draft, found.danger, how.said);
  if (isTakenBack(draft, danger, how.said) || isGoodNewsOf(draft, danger, how.said)) return null;
  return danger.tier === "certain" && !isDenied(draft, how) && !isOverAlready(danger, how.said)
    ? redFlag(draft, danger, how.said)
    : askOfConcern(draft, danger, how);
}

/** The danger as its words tell it: whose hands do it, who suffers it, and what is within reach. */
function asTold(draft: Draft, danger: Danger, { plain: said }: Said): Danger {
  const kind = kindTold(danger.kind, said, isOfChild(draft));
  const isNear = OWN_HAND.has(kind) && isAtHand(said);
  return { ...danger, kind, ...(isNear ? { tier: "certain" } : {}) };
}
const OWN_HAND: ReadonlySet<string> = new Set(["self_harm", "overdose"]);

/** Whether a child is known to be meant, where "ele" is all that the words say. */
function isOfChild({ state: { values, emergency, concern } }: Draft): boolean {
  const known = [emergency?.kind, concern?.kind, values.danger];
  return values.for_whom === "child" || known.includes("child_danger") || CHILD_VALUES.some((name) => name in values);
}
const CHILD_VALUES = ["small_age", "teen_age", "minors", "guardian"] as const;

/**
 * "Liguei no 180, as crianças estão com a vizinha": of a violence that is known, what was done against it is no other one. Of a body the team
 * hears how it goes on.
 */
function isGoodNewsOf({ state, now }: Draft, { kind }: Danger, { plain: said, utterance }: Said): boolean {
  const known = state.emergency?.kind ?? (isRecent(state.concern, now) ? state.concern?.kind : undefined);
  if (known === undefined || aboutOf(known) !== "violence" || kind === "overdose") return false;
  if (!isGoodNews(said) || threatens(said) || isBeaten(said)) return false;
  return !isBelied(calmingIn(utterance.text, known));
}
const isRecent = (concern: Draft["state"]["concern"], now: number): boolean =>
  concern !== null && now - concern.at < CONCERN_ASKED_MS;

const MISSING = "missing_person";

/** The surest words make a danger certain, or, where who wrote them laughs, one to ask about. */
function dangerIn(said: string, flow: Flow, { understanding }: Facts, isLaughing: boolean): Danger | null {
  const read = understanding?.reading;
  if (tellsOfMissing(said)) return { ...read?.danger, tier: "certain", kind: MISSING };
  if (flow.words.holds("red-flags", said))
    return { kind: read?.danger?.kind ?? "other", ...read?.danger, tier: isLaughing ? "possible" : "certain" };
  if (read?.danger) return read.danger;
  // Turns of before there were tiers: what was flagged was certain.
  if (read || !understanding?.redFlag.flagged) return null;
  return { tier: "certain", kind: understanding.redFlag.kind ?? "other" };
}

/** Asked whether there is a danger now, who begins with a no and goes on to tell of one most often tells what it was. */
const isDenied = ({ state, flow }: Draft, { said }: Asking): boolean =>
  flow.head.concern !== undefined && state.openPrompt?.step === flow.head.concern && DENIES.test(said.plain);
/** In an alarm, or asked about one: "parou de sangrar" names the danger to say that it is over. */
const isTakenBack = (draft: Draft, danger: Danger, said: Said): boolean => {
  const { state, flow } = draft;
  const isAlarm = state.handedOver?.reason === "red-flag";
  const isAskedNow = state.openPrompt !== null && state.openPrompt.step === flow.head.concern;
  return (isAlarm || isAskedNow) && isNamedInVain(draft, said, danger);
};

/**
 * "Tomou um monte de remédio anteontem, já saiu do hospital": told as certain, and over by the same words; it is asked about. So is what
 * another's body might have and is said not to: "levo ela no hospital? não, ela só tá chorando".
 */
function isOverAlready({ kind }: Danger, { utterance: { text }, plain: said }: Said): boolean {
  if (aboutOf(kind) !== "body" && whoseDanger(said) === "own") return false;
  const calming = calmingIn(text, kind);
  const { isOver, denies, explains, takesBack } = calming;
  const isOfBody = aboutOf(kind) === "body" || (aboutOf(kind) === "violence" && !threatens(said));
  const isDeniedOfOther = (denies || explains || takesBack) && isOfBody && whoseDanger(said) === "theirs";
  return (isOver || isDeniedOfOther) && !isBelied(calming);
}

const DENIES = /^(?:nao|no|nope)(?: |$)/;

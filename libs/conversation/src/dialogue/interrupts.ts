import type { Danger, Facts, LogEvent } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";
import { calmingIn } from "../reading/calming.ts";
import { tellsOfMissing } from "../reading/missing-person.ts";
import type { Said } from "../reading/said.ts";
import { aboutOf } from "../state/danger-about.ts";
import { plain, utter } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { isNamedInVain } from "./all-clear.ts";
import { type Asking, askOfConcern } from "./concern.ts";
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
  const { danger } = found;
  if (isTakenBack(draft, danger, how.said)) return null;
  return danger.tier === "certain" && !isDenied(draft, how) && !isOverAlready(danger, how.said)
    ? redFlag(draft, danger, how.said)
    : askOfConcern(draft, danger, how);
}

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

/** "Tomou um monte de remédio anteontem, já saiu do hospital": told as certain, and over by the same words; it is asked about. */
function isOverAlready({ kind }: Danger, { utterance: { text }, plain: said }: Said): boolean {
  if (aboutOf(kind) !== "body" && whoseDanger(said) === "own") return false;
  const { isOver, isWorse, isFarewell } = calmingIn(text, kind);
  return isOver && !isWorse && !isFarewell;
}

const DENIES = /^(?:nao|no|nope)(?: |$)/;

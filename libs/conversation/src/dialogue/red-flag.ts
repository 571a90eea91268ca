import type { Danger } from "@acolhe/events";
import type { Said } from "../reading/said.ts";
import { EMERGENCY_QUIET_MS } from "../state/limits.ts";
import type { Whose } from "../state/state.ts";
import { callPerson, type Draft, giveToPerson, handOver, say } from "../turn/draft.ts";
import { dangerNote } from "../words/danger-note.ts";
import { keepKind } from "./danger-kept.ts";
import { goOnInEmergency, inEmergency, noteEmergency, tellsHowItGoes } from "./emergency.ts";
import { adoptLanguage } from "./language.ts";
import { whoseCorrected, whoseDanger } from "./whose-danger.ts";

/** A danger that is acted on: in which message, and how sure its kind is. */
interface Acted extends Omit<Danger, "tier"> {
  readonly tier?: Danger["tier"];
  /** Where it was asked about before, whose it is. */
  readonly whose?: Whose | undefined;
}

/**
 * Numbers to call at once, in the language the danger was told in, and a person. The numbers come again only after a while, or
 * where the danger turns out to be of another kind; until then whoever writes on is answered as in any emergency.
 */
export function redFlag(
  draft: Draft,
  danger: Acted,
  said: Pick<Said, "plain"> & Partial<Pick<Said, "utterance" | "understanding">> = { plain: "" },
): string {
  const { state, flow } = draft;
  // A first message in danger tells in which language to go on.
  if (state.step === null) adoptLanguage(draft, danger.language);
  const { kind, words, language, tier } = danger;
  const saidLately = state.emergencyAt !== null && draft.now - state.emergencyAt < EMERGENCY_QUIET_MS;
  const before = saidLately && state.emergency ? numbers(draft) : "";
  if (!saidLately) state.emergency = null;
  const whose = danger.whose ?? whoseDanger(said.plain);
  // What was taken is an overdose in the midst of any other danger, however few words tell of it: "já tomei alguns".
  const isSure = (tier === "certain" || kind === "overdose") && !tellsHowItGoes(draft, said.plain);
  noteEmergency(draft, {
    kind,
    language,
    whose,
    corrected: whoseCorrected(said.utterance?.text ?? said.plain),
    isSure,
  });
  keepKind(draft, state.emergency!.kind);
  const isGiven = saidLately && (before === "" || numbers(draft) === before);
  if (!isGiven) {
    say(draft, numbers(draft), "system");
    state.emergencyAt = draft.now;
  }
  const call = { team: flow.head.urgentTeam, reason: "red-flag", priority: "urgent" } as const;
  callPerson(draft, call.team, call.reason, {
    priority: call.priority,
    more: dangerNote({ kind: state.emergency!.kind, words }),
  });
  // A conversation that a person has stays with that person.
  if (state.mode !== "bot" || state.parked || state.optedOut) giveToPerson(draft);
  else {
    // How long it has been silent is reckoned from what was given last: new numbers begin anew.
    const notedAt = isGiven ? (state.handedOver?.notedAt ?? null) : null;
    handOver(draft, call);
    state.handedOver = { ...state.handedOver!, notedAt };
    if (isGiven) goOnInEmergency(draft, said);
    else state.emergency = { ...state.emergency!, asked: false };
  }
  return "red-flag";
}

const numbers = (draft: Draft): string => inEmergency(draft, "emergency");

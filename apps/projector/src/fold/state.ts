import type { ConversationRow } from "@acolhe/database/projection";
import { ContactKey, isSend, LANGUAGES, type Turn, WORDS_FORGOTTEN } from "@acolhe/events";
import { z } from "zod";
import { instant, storable, storableValues } from "./record.ts";

const ms = z.number().int().nonnegative();

/**
 * The part of the engine's state that is shown and searched. Read leniently: turns of every engine version stay in the
 * stream, and one field of another shape must not hide a conversation.
 */
export const ShownState = z.object({
  step: z.string().nullable().catch(null),
  flowVersion: z.string().nullable().catch(null),
  sessionStartedAt: ms.catch(0),
  language: z.enum(LANGUAGES).catch(LANGUAGES[0]),
  mode: z.enum(["bot", "human", "paused"]).catch("bot"),
  humanUntil: ms.nullable().catch(null),
  optedOut: z.boolean().catch(false),
  parked: z.object({ since: ms }).nullable().catch(null),
  /** Given to the team, which has not written yet: the bot goes on answering, and the patient waits for the team. */
  handedOver: z.object({ at: ms }).nullable().catch(null),
  merged: z.object({ survivor: ContactKey }).nullable().catch(null),
  /** The patient asked to be written to later. */
  reminder: z.object({ at: ms }).nullable().catch(null),
  values: z.record(z.string(), z.string()).catch({}),
});
export type ShownState = z.infer<typeof ShownState>;

/** A person has the conversation, or is waited for. That the bot still answers gives nothing back. */
export const isWithPeople = ({ mode, parked, handedOver }: ShownState): boolean =>
  mode !== "bot" || parked !== null || handedOver !== null;

/** What a turn was about, in the words of the read side. */
export interface Happened {
  /** The patient wrote, and this is not only the second handling of the same event, or its passing on. */
  readonly patientWrote: boolean;
  /** A person of the clinic answered, or took the conversation. */
  readonly personCame: boolean;
  /** A person is done with it, whether or not they wrote. */
  readonly wasReturned: boolean;
  /** Another system wrote, which is no answer to the patient. */
  readonly otherSystemWrote: boolean;
  /** A person let the patient know something, which is no answer either. */
  readonly wasNotified: boolean;
  /** Words left in answer to the patient, or to go on with them. */
  readonly wasSent: boolean;
  readonly decidedAt: string;
  readonly writtenAt: string;
}

export function happened(turn: Turn): Happened {
  const { event, outcome, rule, commands } = turn;
  // The engine's word for an event it knows already.
  const isRepeat = rule === "repeat" && commands.length === 0;
  const isNotice = event.type === "attendant-notified";
  const isNewHere = !isRepeat && outcome !== "resumed" && outcome !== "forwarded";
  return {
    patientWrote: event.type === "message-received" && isNewHere,
    personCame: event.type === "attendant-replied" || event.type === "takeover-started",
    wasReturned: event.type === "returned-to-bot",
    otherSystemWrote: event.type === "sent-by-other-system" && isNewHere,
    wasNotified: isNotice && commands.some(isSend),
    wasSent: !isNotice && commands.some(isSend),
    decidedAt: instant(turn.facts.now),
    writtenAt: instant(event.receivedAt),
  };
}

/** How the conversation stands after the turn. */
export function foldConversation(
  before: ConversationRow | undefined,
  turn: Turn,
  turnSeq: number,
  state: ShownState,
): ConversationRow {
  const { patientWrote, personCame, otherSystemWrote, wasNotified, wasSent, decidedAt, writtenAt } = happened(turn);
  const handedOff = turn.commands.some(({ type }) => type === "request-handoff");
  const answered = wasSent || personCame;
  const waits = patientWrote ? writtenAt : handedOff ? decidedAt : null;
  const known = state.values.name ?? turn.facts.patient?.name ?? before?.name ?? null;
  const name = turn.rule === WORDS_FORGOTTEN ? null : known;
  return {
    channel: turn.channel,
    contactKey: turn.contact,
    firstTurnSeq: before?.firstTurnSeq ?? turnSeq,
    turnSeq,
    turnCount: (before?.turnCount ?? 0) + 1,
    name: name === null ? null : storable(name),
    step: state.step === null ? null : storable(state.step),
    mode: state.mode,
    humanUntil: state.humanUntil === null ? null : instant(state.humanUntil),
    language: state.language,
    flowVersion: state.flowVersion === null ? null : storable(state.flowVersion),
    optedOut: state.optedOut,
    parkedSince: state.parked === null ? null : instant(state.parked.since),
    mergedInto: state.merged?.survivor ?? null,
    lastMessageAt: latest(
      before?.lastMessageAt ?? null,
      patientWrote || otherSystemWrote ? writtenAt : null,
      answered || wasNotified || before === undefined ? decidedAt : null,
    ) as string,
    lastPatientAt: latest(before?.lastPatientAt ?? null, patientWrote ? writtenAt : null),
    lastAnswerAt: latest(before?.lastAnswerAt ?? null, answered ? decidedAt : null),
    unansweredSince: answered ? null : (before?.unansweredSince ?? (patientWrote ? writtenAt : null)),
    waitingSince: waitingSince(),
    sessionSeq: before?.sessionSeq ?? null,
    collected: storableValues(state.values),
  };

  function waitingSince(): string | null {
    if (personCame) return null;
    if (isWithPeople(state)) return before?.waitingSince ?? waits;
    // Resuming lets the bot go on and answers no one: a patient who waits does so until something is said to them.
    const isResuming = turn.event.type === "contact-resumed" || turn.outcome === "resumed";
    return isResuming && !wasSent ? (before?.waitingSince ?? null) : null;
  }
}

function latest(...instants: readonly (string | null)[]): string | null {
  return instants.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

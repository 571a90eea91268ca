import type { ConversationRow, SessionRow } from "@acolhe/database/projection";
import { type Turn, WORDS_FORGOTTEN } from "@acolhe/events";
import { instant, storable } from "./record.ts";
import { type Happened, happened, isWithPeople, type ShownState } from "./state.ts";
import { bucketOf, type Count } from "./tally.ts";

type Steps = Record<string, { left: number; ms: number }>;

/** The session this turn belongs to: the one before, a new one, or none while nothing has begun. */
export function foldSession(
  current: SessionRow | undefined,
  before: ConversationRow | undefined,
  turn: Turn,
  turnSeq: number,
  state: ShownState,
): SessionRow | undefined {
  // Its turns are gone from the log, so a rebuild knows of none either.
  if (turn.rule === WORDS_FORGOTTEN) return undefined;
  const what = happened(turn);
  const begins = isBeginning(current, what, state);
  const session = begins ? newSession(turn, turnSeq, state) : current;
  if (!session) return undefined;
  const isFirstReply = session.firstReplyMs === null && what.wasSent;
  const since = before?.unansweredSince ?? (what.patientWrote ? what.writtenAt : null);
  return {
    ...session,
    ...stand(session, state, turn, what.decidedAt),
    service: state.values.service === undefined ? session.service : storable(state.values.service),
    handoffSeq: session.handoffSeq ?? (handsOver(turn, state) ? turnSeq : null),
    firstReplyMs:
      isFirstReply && since !== null
        ? Math.min(2_147_483_647, Math.max(0, Date.parse(what.decidedAt) - Date.parse(since)))
        : session.firstReplyMs,
  };
}

/** The team is asked to go on. What it is asked for while the bot itself goes on is no handoff of the session. */
const handsOver = (turn: Turn, state: ShownState): boolean =>
  isWithPeople(state) && turn.commands.some(({ type }) => type === "request-handoff");

/** The engine began anew. Words that only wait for more words begin nothing; words to a person do. */
function isBeginning(current: SessionRow | undefined, what: Happened, state: ShownState): boolean {
  if (current && Date.parse(current.startedAt) === state.sessionStartedAt) return false;
  return state.step !== null || (isWithPeople(state) && what.patientWrote);
}

const newSession = (turn: Turn, turnSeq: number, state: ShownState): SessionRow => ({
  sessionSeq: turnSeq,
  channel: turn.channel,
  contactKey: turn.contact,
  startedAt: instant(state.sessionStartedAt),
  service: "",
  leadSeq: null,
  handoffSeq: null,
  firstReplyMs: null,
  step: null,
  stepSince: null,
  steps: {},
});

/** Time in a state counts when the patient or a person ended it; what a timer ended was left, not gone through. */
function stand(session: SessionRow, state: ShownState, turn: Turn, at: string) {
  const step = state.step === null ? null : storable(state.step);
  if (step === session.step) return {};
  const steps: Steps = { ...(session.steps as Steps) };
  if (session.step !== null && session.stepSince !== null && turn.event.type !== "timer-fired") {
    const { left, ms } = steps[session.step] ?? { left: 0, ms: 0 };
    const stayed = Math.max(0, Date.parse(at) - Date.parse(session.stepSince));
    steps[session.step] = { left: left + 1, ms: ms + stayed };
  }
  if (step !== null) steps[step] ??= { left: 0, ms: 0 };
  return { steps, step, stepSince: step === null ? null : at };
}

/** What a session adds to the sums, all in the hour it began. Changes of the session replace what it added before. */
export function countsOf(session: SessionRow | undefined): Count[] {
  if (!session) return [];
  const { channel, startedAt: at, service, firstReplyMs } = session;
  const common = { channel, at, service };
  return [
    { ...common, measure: "session" },
    ...(session.leadSeq === null ? [] : [{ ...common, measure: "session-with-lead" }]),
    ...(session.handoffSeq === null ? [] : [{ ...common, measure: "session-with-handoff" }]),
    ...(firstReplyMs === null
      ? []
      : [{ ...common, measure: "first-reply", label: bucketOf(firstReplyMs), totalMs: firstReplyMs }]),
    ...Object.entries(session.steps as Steps).flatMap(([label, { left, ms }]) => [
      { ...common, measure: "state", label },
      ...(left === 0 ? [] : [{ ...common, measure: "state-left", label, count: left, totalMs: ms }]),
    ]),
  ];
}

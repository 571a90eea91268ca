import { choicesOf } from "../reading/choices.ts";
import { holds } from "../reading/guard.ts";
import { actsOf, does } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { RESUME_HOURS } from "../state/limits.ts";
import { type Draft, endSession, setValue } from "../turn/draft.ts";
import { paragraphs } from "../words/text.ts";
import { tellOnce } from "../words/told.ts";
import { perform } from "./actions.ts";
import { enter, handOff } from "./enter.ts";
import { feelingIn } from "./feelings.ts";
import { freshen, openSession } from "./first-words.ts";
import { anytime, asksForPerson, isOldButton } from "./global-words.ts";
import { isSmallTalk, kindNote } from "./not-understood.ts";
import { place } from "./place.ts";
import { giveReplies, leftForTeam, type Reply, repliesTo, sendPins, unknownReply } from "./replies.ts";
import { keepWishes } from "./two-wishes.ts";

const HOUR_MS = 3_600_000;
/** The first message was a question, and has its answer. */
const ANSWERED = "answered";

/** A session begins with what the patient wrote first: the message that is worth the most, so it is read whole. */
export function begin(draft: Draft, said: Said): string {
  const { state, flow } = draft;
  const stopped = suspendedStep(draft, said);
  state.suspended = null;
  if (stopped !== null) return takeUp(draft, stopped, said);
  openSession(draft, said);
  if (asksForPerson(draft, said)) return handOff(draft, "asked");
  const replies = repliesTo(draft, { step: flow.head.start, here: {} }, said);
  // A question that was answered is settled; a wish beside it is not, nor what only the team can answer.
  const isSettled = ({ asked, route }: Reply) => asked === undefined || route !== undefined;
  const wishes = actsOf(flow, said, "request:").filter((act) => act !== PERSON);
  if (
    (replies.some(isSettled) || (replies.length > 0 && state.values.service !== undefined && asksByForm(said))) &&
    wishes.length === 0
  )
    setValue(draft, ANSWERED, "yes");
  const heard = feelingIn(draft, said) || (does(flow, said, "story") ? tellOnce(draft, "engine.story") : "");
  const kind = said.plain === "" ? kindNote(draft, said.utterance) : "";
  const two = keepWishes(draft, undefined, said) ?? "";
  const asked = leftForTeam(draft, replies, said);
  const passedOn = asked.length > 0 && two === "" ? [unknownReply(draft, asked.join(" "))] : [];
  const after = paragraphs([kind, heard, two, giveReplies(draft, [...replies, ...passedOn])]);
  enter(draft, flow.head.start, { after });
  sendPins(draft, replies);
  return "session-started";
}

/** A wish for a person was dealt with before. */
const PERSON = "request:human";
/** What the team alone can answer, and the flow knows by its form. */
const asksByForm = ({ understanding }: Said): boolean =>
  understanding?.reading?.acts.some(({ act, byForm }) => byForm && act.startsWith("ask:")) ?? false;

/** A session ends midway: what was learned becomes a lead, and the next message may take it up again. */
export function suspend(draft: Draft, at: number): void {
  const { state, flow } = draft;
  const { unfinished, resume } = flow.head;
  const asked = state.openPrompt?.step ?? null;
  // A question in between is not what the session is about.
  const isAside = asked !== null && (asked === flow.head.concern || asked === resume);
  const step = isAside ? (state.calls.at(-1) ?? null) : asked;
  if (step !== null && unfinished && holds(draft, unfinished.when)) {
    if (asked !== resume) perform(draft, [{ lead: unfinished.lead }]);
    if (resume !== undefined && flow.state(step)?.asks !== undefined) state.suspended = { step, at };
  }
  endSession(draft);
}

/** The question at which the last session stopped, if this message may take it up: not too late, and with no other wish. */
function suspendedStep({ state, flow, now }: Draft, said: Said): string | null {
  const { suspended } = state;
  const hours = flow.head.limits.resumeHours ?? RESUME_HOURS;
  if (!suspended || flow.head.resume === undefined || now - suspended.at > hours * HOUR_MS) return null;
  if (flow.state(suspended.step)?.ask === undefined) return null;
  const wishes = actsOf(flow, said, "request:").filter((act) => act !== "request:book");
  return wishes.length > 0 ? null : suspended.step;
}

/** What answers the question that was open goes on at once; a mere "oi" is asked whether to. */
function takeUp(draft: Draft, step: string, said: Said): string {
  const { state, flow } = draft;
  freshen(draft);
  state.step = step;
  const here = flow.state(step)!;
  const older = anytime(draft, said.utterance);
  if (older !== null) return older;
  const isOld = isOldButton(draft, said.utterance, choicesOf(draft, step));
  if (!isOld && !isSmallTalk(draft, said) && said.plain !== "") {
    const placed = place(draft, step, here, said);
    if (placed !== null) return `resumed:${placed}`;
  }
  state.calls = [step];
  enter(draft, flow.head.resume!);
  return "resume-asked";
}

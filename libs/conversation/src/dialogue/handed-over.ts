import { actsOf } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { HANDED_OVER_QUIET_MS } from "../state/limits.ts";
import { isLoop } from "../state/loop-guard.ts";
import { plain } from "../state/utterance.ts";
import { type Draft, say } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { calmedAgain, liftAlarm } from "./all-clear.ts";
import { goOnInEmergency } from "./emergency.ts";
import { openSession } from "./first-words.ts";
import { anytime, asksForPerson, wordsAnywhere } from "./global-words.ts";
import { isSmallTalk } from "./not-understood.ts";
import { giveReplies, repliesTo, sendPins } from "./replies.ts";
import { takeRoute } from "./routes.ts";

/**
 * The team has been called, and no person has written yet. H1: facts are answered, and a new matter is taken up from its
 * beginning. H2: anything else is passed on, which is said once in a while. H3: after a danger only what helps in it is
 * said. H4: a person's first word ends all this (`giveToPerson`). H5: two machines do not go on for ever.
 */
export function whileHandedOver(draft: Draft, said: Said): string {
  const { state, flow } = draft;
  const { sameAnswers, sessionMessages } = flow.head.limits;
  state.messageCount++;
  if (isLoop(state, `handed-over ${said.plain}`, sameAnswers) || state.messageCount > sessionMessages)
    return "handed-over:enough";
  if (state.handedOver!.reason === "red-flag") return afterDanger(draft, said);
  const older = anytime(draft, said.utterance) ?? wordsAnywhere(draft, said);
  if (older !== null) return older;
  if (isSmallTalk(draft, said) && !greets(draft, said)) return "handed-over:small-talk";
  if (asksForPerson(draft, said) || greets(draft, said)) return passedOn(draft);
  const replies = repliesTo(draft, { step: state.step ?? flow.head.handoff, here: {} }, said);
  if (replies.length > 0) {
    say(draft, giveReplies(draft, replies));
    sendPins(draft, replies);
    return replies.map(({ rule }) => rule).join("+");
  }
  return calmedAgain(draft, said) ?? newMatter(draft, said) ?? passedOn(draft);
}

/** A wish of its own, or a question that the flow has more to say on than a sentence: read as a first message is. */
function newMatter(draft: Draft, said: Said): string | null {
  const { state, flow } = draft;
  const [act] = [...actsOf(flow, said, "request:"), ...actsOf(flow, said, "ask:")];
  if (act === undefined) return null;
  const before = { ...state };
  openSession(draft, said);
  // H5 counts on.
  state.repeats = before.repeats;
  state.messageCount = before.messageCount;
  const once = Object.entries(before.told).filter(([key]) => flow.head.once?.includes(key));
  state.told = Object.fromEntries(once);
  const rule = takeRoute(draft, "flow", flow.head.routes, said);
  if (rule === null) Object.assign(state, before);
  return rule;
}

/** "Oi?" of somebody who waits asks whether anyone is there; thanks and smiles need no answer. */
const greets = ({ flow }: Draft, said: Said): boolean =>
  flow.words.is("greetings", said.plain) || actsOf(flow, said, "social:greeting").length > 0;

function passedOn(draft: Draft): string {
  const { state, now } = draft;
  const handedOver = state.handedOver!;
  const { notedAt } = handedOver;
  if (notedAt !== null && now - notedAt < HANDED_OVER_QUIET_MS) return "handed-over:noted-before";
  state.handedOver = { ...handedOver, notedAt: now };
  say(draft, render(draft, "engine.handed-over"));
  return "handed-over:noted";
}

/** Who says that it was none or is over has the bot back at once; anything else is answered for what it is in an emergency. */
const afterDanger = (draft: Draft, said: Said): string =>
  liftAlarm(draft, said, isFalseAlarm(draft, said)) ?? goOnInEmergency(draft, said);

/** Said before it without changing it: "desculpa, foi engano", "não, foi engano". */
const BEFORE =
  /^(?:(?:desculpas?|desculpe|perdao|opa|ops|ah|nossa|calma|nao|sorry|oh|no|perdon|perdona|disculpa|k{2,}|(?:ha){2,}|(?:ja){2,}|(?:rs)+|lol) )+/;

/** Lists of what may stand beside "foi engano" without changing it. */
const GOES_WITH = ["all-is-well", "yes", "no", "thanks", "greetings"];

/**
 * Every part of the message takes the alarm back, says that all is well, or is a mere yes, no or sorry; one of them takes it back. A
 * phrase inside another ("não foi brincadeira") does not.
 */
function isFalseAlarm({ flow }: Draft, said: Said): boolean {
  if (said.understanding?.reading?.danger) return false;
  const parts = said.utterance.text
    .split(/[,.;:!?…\n]+/)
    .map(plain)
    .filter((part) => part !== "");
  const takesBack = (part: string) => {
    const bare = part.replace(BEFORE, "");
    return flow.words.is("false-alarm", part) || (flow.words.is("false-alarm", bare) && !denies(part, bare));
  };
  const goesWith = (part: string) =>
    GOES_WITH.some((list) => flow.words.is(list, part)) || `${part} `.replace(BEFORE, "") === "";
  return takesBack(said.plain) || (parts.some(takesBack) && parts.every((part) => takesBack(part) || goesWith(part)));
}

/** "Não foi engano" denies what "não, foi engano" says; without the comma they are one, so the doubt counts. */
const denies = (plain: string, bare: string): boolean =>
  /(?:^|\s)(?:nao|no)$/.test(plain.slice(0, -bare.length).trim());

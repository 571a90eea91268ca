import { actsOf } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { EMERGENCY_QUIET_MS } from "../state/limits.ts";
import { type Draft, say } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { enter } from "./enter.ts";
import { anytime } from "./global-words.ts";
import { isSmallTalk } from "./not-understood.ts";
import { giveReplies, repliesTo } from "./replies.ts";
import { takeRoute } from "./routes.ts";

/**
 * The team has been called, and no person has written yet. H1: facts are answered, and a new matter is taken up. H2:
 * anything else is passed on, which is said once and not again. H3: after a danger only what helps in it is said. H4: a
 * person's first word ends all this (`giveToPerson`).
 */
export function whileHandedOver(draft: Draft, said: Said): string {
  const { state, flow } = draft;
  if (state.handedOver!.reason === "red-flag") return afterDanger(draft, said);
  const older = anytime(draft, said.utterance);
  if (older) return older;
  if (isSmallTalk(draft, said)) return "handed-over:small-talk";
  const step = state.step ?? flow.head.handoff;
  const replies = repliesTo(draft, step, {}, said);
  if (replies.length > 0) {
    say(draft, giveReplies(draft, replies));
    return replies.map(({ rule }) => rule).join("+");
  }
  if (actsOf(flow, said, "request:").length > 0) {
    const taken = takeRoute(draft, "flow", flow.head.routes, said);
    if (taken !== null) return taken;
  }
  return passedOn(draft);
}

function passedOn(draft: Draft): string {
  const { state } = draft;
  const handedOver = state.handedOver!;
  if (handedOver.noted) return "handed-over:noted-before";
  state.handedOver = { ...handedOver, noted: true };
  say(draft, render(draft, "engine.handed-over"));
  return "handed-over:noted";
}

/** "Foi engano" gives the bot back at once; anything else hears once in a while that help is on its way. */
function afterDanger(draft: Draft, said: Said): string {
  const { state, flow } = draft;
  if (flow.words.holds("false-alarm", said.plain)) {
    state.handedOver = null;
    state.emergencyAt = null;
    enter(draft, resting(draft), { note: render(draft, "engine.false-alarm") });
    return "false-alarm";
  }
  const lately = state.emergencyAt !== null && draft.now - state.emergencyAt < EMERGENCY_QUIET_MS;
  if (state.handedOver!.noted && lately) return "handed-over:danger";
  state.handedOver = { ...state.handedOver!, noted: true };
  say(draft, render(draft, "engine.emergency-again"), "system");
  return "handed-over:danger-noted";
}

/** Where the conversation was when the alarm came. */
function resting({ state, flow }: Draft): string {
  return state.step !== null && flow.state(state.step)?.ask !== undefined ? state.step : flow.head.menu;
}

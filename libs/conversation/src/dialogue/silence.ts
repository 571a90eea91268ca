import type { Facts } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";
import { matchRoute } from "../reading/matcher.ts";
import { callPerson, type Draft } from "../turn/draft.ts";
import type { Asking } from "./concern.ts";
import { adoptLanguage } from "./language.ts";
import { takeRoute } from "./routes.ts";

const PRIVACY = "request:privacy";

/** Wishes that are worded like a stop, and are about something else than messages. */
const NO_STOP: ReadonlySet<string> = new Set([
  PRIVACY,
  "request:quiet_hours",
  "request:end_treatment",
  "request:pause_treatment",
  "request:cancel",
]);
const NO_STOP_FROM = 0.25;

/** Whether no more messages are wanted, plainly. */
export function wantsSilence(said: string, flow: Flow, { understanding }: Facts): boolean {
  // Who names messages that are wanted ("só o lembrete") is asked.
  if (flow.words.holds("wanted-messages", said)) return false;
  const { stop: from } = flow.head.confidence;
  const read = understanding?.reading;
  if (!read) return understanding?.intent === "opt_out" && understanding.confidence >= from;
  // Where a form told the other wish, what is left of a stop beside it stands in words of its own.
  if (read.acts.some(({ act, confidence, byForm }) => !byForm && NO_STOP.has(act) && confidence >= NO_STOP_FROM))
    return false;
  return read.acts.some(({ act, confidence }) => act === "request:stop_messages" && confidence >= from);
}

/**
 * A request about the data that is kept, told by its form beside the wish for silence, goes to the team that deals with it before
 * the silence: the patient would not be asked again. Where the bot may not speak the team alone is told.
 */
export function passOn(draft: Draft, { said, mayAsk }: Asking): void {
  const { state, flow } = draft;
  const { understanding } = said;
  const reading = understanding?.reading;
  const acts = reading?.acts.filter(({ act, byForm }) => byForm && act === PRIVACY) ?? [];
  if (!understanding || !reading || acts.length === 0) return;
  const alone = { ...said, understanding: { ...understanding, reading: { ...reading, acts } } };
  if (mayAsk && !state.optedOut) {
    adoptLanguage(draft, understanding.language);
    takeRoute(draft, "flow", flow.head.routes, alone);
    return;
  }
  const to = matchRoute(draft, flow.head.routes, alone)?.route.goto;
  const call = to === undefined ? undefined : flow.state(to)?.handoff;
  if (call) callPerson(draft, call.team ?? flow.head.team, call.reason, { priority: call.priority });
}

import { actsOf, does } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { chases, hurries, isDropped, isSolved, isTired } from "../reading/waiting.ts";
import { MINUTE_MS, VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";
import { callPerson, type Draft, endSession, say } from "../turn/draft.ts";
import type { EngineReason } from "../turn/engine-reasons.ts";
import { paragraphs, render } from "../words/text.ts";
import { tellOnce } from "../words/told.ts";
import { asksForPerson } from "./global-words.ts";

/*
 * Somebody waits for the team. T1: whoever asks whether anybody is there is answered, and never in the same words; after a while
 * the team is reminded, and at once where it is urgent. T2: what is told besides is acknowledged and passed on. T3: what is
 * settled, or not wanted any more, is passed on, and ends the waiting.
 */

/** Before this nobody has been kept waiting. */
const LONG_MS = 10 * MINUTE_MS;
/** The team is not reminded more often, except where it gets urgent. */
const REMIND_MS = 10 * MINUTE_MS;

/** "Oi?", "alguma novidade?", "já são 17h": whether somebody only asks after their answer. */
export function asksAfterAnswer(draft: Draft, said: Said): boolean {
  const { flow } = draft;
  const greets = flow.words.is("greetings", said.plain) || does(flow, said, "social:greeting");
  const asks = actsOf(flow, said, "ask:");
  const wishes = actsOf(flow, said, "request:").filter((act) => act !== PERSON);
  // "Oi, qual o endereço?" asks for something else.
  if (wishes.length > 0 || asks.some((act) => act !== WHEN_ANSWERED)) return false;
  return asks.length > 0 || chases(said.plain) || hurries(said.plain) || greets || asksForPerson(draft, said);
}
const PERSON = "request:human";
const WHEN_ANSWERED = "ask:when_answer";

/** T1 */
export function chase(draft: Draft, said: Said): string {
  const { state, now, facts } = draft;
  const waited = state.handedOver!;
  const isUrgent = hurries(said.plain) && waited.priority !== "urgent";
  const isLong = now - waited.at >= LONG_MS;
  const isClosed = facts.hours?.open === false;
  const key = isUrgent ? "urgent" : isClosed ? "closed" : isLong ? "long" : "here";
  const words = tellOnce(draft, ...keys(key), ...keys("here"), ...keys("long"), "engine.handed-over");
  const reminded = waited.notedAt ?? waited.at;
  if (isUrgent || isLong || key === "closed") {
    const wasReminded = now - reminded < REMIND_MS && waited.notedAt !== null;
    if (!wasReminded || (isUrgent && waited.priority === "normal"))
      remind(draft, said, isUrgent || (isLong && !isClosed));
    else if (tellsMore(said)) passOn(draft, said, "added", waited);
  } else if (tellsMore(said)) passOn(draft, said, "added", waited);
  const isFirst = words === render(draft, "engine.handed-over-closed");
  say(draft, isFirst ? paragraphs([words, render(draft, "notes.when")]) : words);
  return `handed-over:${key}`;
}
/** More than whether anybody is there: "alguma resposta? pode ser até amanhã à tarde". */
const tellsMore = ({ plain }: Said): boolean => plain.split(" ").length >= MORE_WORDS_MIN;
const MORE_WORDS_MIN = 7;
const keys = (kind: string): readonly string[] => ["", "-2", "-3"].map((which) => `engine.handed-over-${kind}${which}`);

function remind(draft: Draft, said: Said, isHigh: boolean): void {
  const { state, now } = draft;
  const waited = state.handedOver!;
  const priority = waited.priority === "urgent" ? "urgent" : isHigh ? "high" : waited.priority;
  passOn(draft, said, "still-waiting", { team: waited.team, priority });
  state.handedOver = { ...waited, priority, notedAt: now };
}

/** T2 */
export function addDetail(draft: Draft, said: Said): string {
  const { team, priority } = draft.state.handedOver!;
  passOn(draft, said, "added", { team, priority: priority === "urgent" ? "high" : priority });
  say(
    draft,
    tellOnce(draft, "engine.handed-over", ...["2", "3", "4", "5"].map((which) => `engine.handed-over-${which}`)),
  );
  return "handed-over:added";
}

/** Whether what was asked of the team is settled, and nothing else is wished for or asked. */
export function isSettled(draft: Draft, said: Said): boolean {
  const { plain, utterance } = said;
  const wishes = actsOf(draft.flow, said, "request:").filter((act) => act !== PERSON && !act.endsWith(":keep"));
  const isOnly = wishes.length === 0 && actsOf(draft.flow, said, "ask:").length === 0 && !utterance.text.includes("?");
  if (isSolved(plain)) return !utterance.text.includes("?") && !wishes.some((act) => BEGINS.test(act));
  return isDropped(plain) && (isOnly || NO_MORE.test(plain));
}
/** A matter of its own, whatever was settled before it: "deu certo, agora quero marcar pro meu marido". */
const BEGINS = /^request:(?:book|reschedule|cancel|cannot_come)/;
/** Names what is not needed, which is no wish for it. */
const NO_MORE = /(?:^| )(?:nao|n|ya no|no longer|don t) (?:precisa[a-z]*|preciso|hace falta|necesito|need)(?: |$)/;

/** T3: a thank-you that comes after it begins nothing new, as after a person. */
export function settle(draft: Draft, said: Said): string {
  const { state, now } = draft;
  const { team } = state.handedOver!;
  const solved = isSolved(said.plain);
  passOn(draft, said, "settled", { team, priority: "high" });
  const kind = solved ? "solved" : isTired(said.plain) ? "given-up" : "dropped";
  say(draft, render(draft, `engine.handed-over-${kind}`));
  state.handedOver = null;
  endSession(draft);
  state.personLeftAt = now;
  return `handed-over:${kind}`;
}

function passOn(
  draft: Draft,
  { utterance: { text } }: Said,
  reason: EngineReason,
  { team, priority }: { team: string; priority: "urgent" | "high" | "normal" | "low" },
): void {
  const details = clean(text, VALUE_LENGTH_MAX);
  callPerson<string>(draft, team, reason, { priority, more: details === "" ? {} : { details } });
}

import type { Choice } from "../flow/choice.ts";
import { choicesOf, shownNow } from "../reading/choices.ts";
import { matchChoice, matchExactly } from "../reading/options.ts";
import { position, spelledOut } from "../reading/position.ts";
import { type Said, saidOf } from "../reading/said.ts";
import { isLoop } from "../state/loop-guard.ts";
import { plain, type Utterance } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { appointmentTime } from "../words/appointment-time.ts";
import { render } from "../words/text.ts";
import { openSession } from "./first-words.ts";
import { repeat } from "./global-words.ts";
import { choose } from "./routes.ts";
import { isReview } from "./slots.ts";

/*
 * An answer belongs to a question. P1: a reaction counts for the open question only, if it is on that very message.
 * P2: what is picked from a quoted question is one of the options shown there, and counts while it still makes sense.
 * P3: what the team changed since a question was put is told, and the question is put again.
 */

/** P1: whether the message points at the question that is open, as it was put last. */
export function isAboutOpen({ state: { openPrompt }, facts: { about } }: Draft): boolean {
  return openPrompt !== null && about?.step === openPrompt.step && about.askedAt === openPrompt.askedAt;
}

/** The option picked from a quoted question; `over` where it was one, and is none any more; null where nothing was picked. */
export function pickedFromQuote(draft: Draft, utterance: Utterance): Choice | "over" | null {
  const { flow, state, facts } = draft;
  const { about } = facts;
  if (!about || utterance.optionId !== null || isAboutOpen(draft)) return null;
  const there = flow.state(about.step);
  const choices = there ? choicesOf(draft, about.step) : [];
  const offered = about.offered.length > 0 ? about.offered : choices.map(({ id }) => id);
  const place = position(plain(spelledOut(utterance.text)), offered.length);
  const picked = place === null ? matchExactly(choices, utterance) : choices.find(({ id }) => id === offered[place]);
  if (place === null && !picked) return null;
  const isOfSession = state.step !== null && about.askedAt >= state.sessionStartedAt;
  const isReady = !there?.needs || Object.hasOwn(state.values, there.needs.value);
  const counts = picked && isReady && (isOfSession || picked.anytime || about.step === flow.head.menu);
  return counts ? picked : "over";
}

/** P2; null where the message is read as any other. */
export function answerQuoted(draft: Draft, said: Said): string | null {
  const { state, flow } = draft;
  const { about } = draft.facts;
  const picked = pickedFromQuote(draft, said.utterance);
  if (!about || picked === null) return null;
  const here = state.openPrompt === null ? undefined : flow.state(state.openPrompt.step);
  if (isLoop(state, `quoted ${said.plain}`, flow.head.limits.sameAnswers)) return null;
  if (picked === "over" || here?.urgent)
    return here === undefined ? null : repeat(draft, "quoted-over", { note: render(draft, "engine.no-longer") });
  if (state.step === null) openSession(draft, saidOf({ kind: "text", text: picked.label, optionId: null }, undefined));
  else state.messageCount++;
  state.flowVersion = flow.version;
  return choose(draft, about.step, picked);
}

/**
 * P3: the open question as it is now, where it is no more what the patient saw: an hour that the team moved, or, where all
 * is read back, something that was corrected since. Null where nothing is picked, or nothing has changed.
 */
export function changedMeanwhile(draft: Draft, step: string, { utterance }: Said): string | null {
  const { state, facts, flow } = draft;
  const { openPrompt } = state;
  if (openPrompt?.step !== step) return null;
  const { optionId } = utterance;
  const choices = choicesOf(draft, step);
  const moved = isRetold(draft, step);
  if (optionId === null && matchChoice(choices, utterance, state.language) === undefined) return null;
  const tapped = optionId === null ? undefined : choices.find(({ id }) => id === optionId);
  const now = facts.patient ? shownNow(draft, step) : undefined;
  const isOther = now !== undefined && openPrompt.shown !== undefined && now !== openPrompt.shown;
  const isRenamed = now !== undefined && tapped !== undefined && isOtherLabel(tapped, utterance.text);
  if (moved || isOther || isRenamed) return repeat(draft, `${step}:moved`, { note: render(draft, "engine.moved") });
  const isOlder = facts.about?.step === step && facts.about.askedAt < openPrompt.askedAt;
  return tapped && isOlder && isReview(flow.state(step)?.asks) ? repeat(draft, `${step}:old-button`) : null;
}

/** What was tapped carries the words it showed; the gateway may cut them. */
function isOtherLabel({ label }: Choice, text: string): boolean {
  const [seen, now] = [plain(text), plain(label)];
  return seen !== "" && /\d/.test(seen) && !now.startsWith(seen) && !seen.startsWith(now);
}

/** Brings what is kept of an appointment up to date; true where the open question names what was out of date. */
function isRetold(draft: Draft, step: string): boolean {
  const { state, facts, flow } = draft;
  const zone = facts.hours?.timeZone ?? flow.head.hours.timeZone;
  const here = flow.state(step);
  const texts = [here?.ask, here?.anew, ...(here?.again ?? [])].flatMap((key) =>
    key === undefined ? [] : (flow.message(key, state.language)?.variables ?? []),
  );
  let retold = false;
  for (const { appointment } of facts.patient?.patients ?? []) {
    if (!appointment) continue;
    const when = appointmentTime(appointment.at, zone, state.language);
    for (const [name, value] of Object.entries(state.values)) {
      const kept = `${name}_when`;
      if (value !== appointment.id || !Object.hasOwn(state.values, kept) || state.values[kept] === when) continue;
      // The same hour, in the language that was spoken before.
      const isSame = flow.head.languages.some(
        (each) => appointmentTime(appointment.at, zone, each) === state.values[kept],
      );
      setValue(draft, kept, when);
      retold ||= !isSame && texts.includes(kept);
    }
  }
  return retold;
}

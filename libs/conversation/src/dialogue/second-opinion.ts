import { OPINION_LOOKUP, type OpinionQuestion, OpinionValues, stableId, type Understanding } from "@acolhe/events";
import { mayAnswer } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { OPINION_WAIT_MS, PENDING_TEXT_LENGTH_MAX } from "../state/limits.ts";
import type { ConversationState } from "../state/state.ts";
import { clean } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { masked } from "../words/masked.ts";
import { isSmallTalk } from "./not-understood.ts";

/*
 * Words that neither the flow nor the reader could place are shown to a model outside, where there is one, without names
 * and numbers. It answers with acts and values, which pass the same slots as the reader's; never with a danger or a stop.
 * O1: at most one question for an answer. O2: without a useful opinion in time the conversation goes on as if there
 * were no model. O3: whoever writes on withdraws the question.
 */
type Asked = NonNullable<NonNullable<ConversationState["waiting"]>["said"]>;

/** Asks for an opinion on a written answer, and says so; null where there is nobody to ask or nothing to ask about. */
export function askForOpinion(draft: Draft, said: Said, saidAt: number): string | null {
  const { state, flow, facts, now } = draft;
  const { utterance, understanding } = said;
  const step = state.step!;
  const isAnswer = flow.state(step)?.ask !== undefined && utterance.kind === "text" && said.plain !== "";
  if (!facts.model || !isAnswer || isSmallTalk(draft, said)) return null;
  const reading = understanding?.reading;
  if (!reading) return null;
  const text = clean(utterance.text, PENDING_TEXT_LENGTH_MAX);
  const requestId = stableId("opinion", draft.eventId, step);
  const values: OpinionQuestion = {
    text: masked(text, namesKnown(draft)),
    language: state.language,
    question: reading.question,
  };
  draft.commands.push({ type: "lookup", requestId, what: OPINION_LOOKUP, values });
  const asked = { ...utterance, text, at: saidAt, aside: !mayAnswer(said, flow.state(step)?.asks) };
  state.waiting = { requestId, step, until: now + OPINION_WAIT_MS, noted: false, said: asked };
  return `${step}:opinion-asked`;
}

/** O3: the words that were asked about, if any; nobody waits for an opinion on them any more. */
export function withdraw(state: ConversationState): (Asked & { requestId: string }) | null {
  const { waiting } = state;
  if (!waiting?.said) return null;
  state.waiting = null;
  return { ...waiting.said, requestId: waiting.requestId };
}

/** Of the patient, and of everybody the records know behind the contact. */
function namesKnown({ state, facts }: Draft): string[] {
  const { name, patient_name: patientName } = state.values;
  const { patient } = facts;
  const known = patient ? [patient.name, ...patient.patients.map((one) => one.name)] : [];
  return [name, patientName, ...known].filter((one) => one !== undefined);
}

/** O2: an opinion in the form of an understanding; undefined for anything that is none. */
export function opinionOf(values: Readonly<Record<string, string>>): Understanding | undefined {
  const read = OpinionValues.safeParse(values);
  if (!read.success) return undefined;
  const none = { alternatives: [], entities: [], redFlag: { flagged: false, kind: null } };
  const reading = { question: "outside", ...read.data, danger: null };
  return { intent: "unknown", confidence: 0, ...none, version: "outside", reading };
}

import {
  type ConversationState,
  clinicHours,
  type Flow,
  type FlowVersions,
  flowFor,
  pointsAt,
  type StaffHours,
  wordsToUnderstand,
} from "@acolhe/conversation";
import type { BotOff, ChannelId, Facts, LogEvent } from "@acolhe/events";
import { understandWords } from "@acolhe/flows";
import type { AskedQuestions } from "./asked-questions.ts";
import type { ChannelRules } from "./channel-rules.ts";
import type { PatientLookup } from "./patient-lookup.ts";

/** All that a turn knows besides state and event, gathered before the engine runs and recorded with the turn (W2). */
export interface Known {
  readonly flow: Flow;
  readonly facts: Facts;
}

export interface KnowledgeDeps {
  readonly flows: FlowVersions & { prepare?(version: string | null): Promise<void> | undefined };
  readonly clock: () => number;
  readonly patientOf?: PatientLookup | undefined;
  /** Told of a patient whom the records told of only after the greeting. */
  readonly onRecognised?: (() => void) | undefined;
  /** Which question of ours a message put. */
  readonly askedQuestion?: AskedQuestions | undefined;
  readonly botOff?: ((channel: ChannelId) => BotOff | undefined) | undefined;
  /** What staff set of the hours; undefined: as the flow says. */
  readonly staffHours?: (() => StaffHours | undefined) | undefined;
  readonly inputWindowMs?: number | undefined;
  /** Of the number, where its settings differ from the usual. */
  readonly rulesOf?: ((channel: ChannelId) => ChannelRules | undefined) | undefined;
  /** A model outside may be asked about what is not understood. */
  readonly model?: boolean | undefined;
  /** A voice note may be written down outside. */
  readonly transcription?: boolean | undefined;
  /** Conversations are shown at a desk that is another system. */
  readonly desk?: boolean | undefined;
}

export type GatherFacts = (state: ConversationState | null, event: LogEvent) => Promise<Known>;

/** After any other event the flow says nothing, so the patient does not have to be known. */
const SPEAKING: ReadonlySet<LogEvent["type"]> = new Set([
  "message-received",
  "reaction-received",
  "timer-fired",
  "lookup-answered",
]);

export function createKnowledge(deps: KnowledgeDeps): { gatherFacts: GatherFacts; gatherMinimalFacts: GatherFacts } {
  const { flows, clock, patientOf, staffHours, inputWindowMs, model, transcription } = deps;
  const outside = outsideOf(deps);
  /** What is set for the number, or for all of them. */
  const rules = ({ channel }: LogEvent): ChannelRules & Pick<Facts, "botOff"> => {
    const botOff = deps.botOff?.(channel);
    return { ...deps.rulesOf?.(channel), ...(botOff ? { botOff } : {}) };
  };
  return {
    async gatherFacts(state, event) {
      const target = pointsAt(event, state);
      const [read = {}, about] = await Promise.all([
        SPEAKING.has(event.type)
          ? patientOf?.(event.contact, { greets: greets(state, event), isFirst: state === null })
          : undefined,
        target === undefined ? undefined : deps.askedQuestion?.(event, target),
        flows.prepare?.(state?.flowVersion ?? null),
      ]);
      if (state?.unrecognised && read.card) deps.onRecognised?.();
      const now = clock();
      const flow = flowFor(state, now, flows);
      const hours = clinicHours(flow.head.hours, staffHours?.(), now);
      const { timeZone = flow.head.hours.timeZone } = hours;
      const words = wordsToUnderstand(state, event);
      const understanding = words === "" ? undefined : understandWords(words, { flow, state, now, timeZone });
      const facts: Facts = {
        now,
        ...(understanding ? { understanding } : {}),
        ...(understanding && model ? { model: true as const } : {}),
        ...(transcription && isVoice(event) ? { transcription: true as const } : {}),
        ...(read.card ? { patient: read.card } : {}),
        ...(read.silent ? { recordsSilent: true as const } : {}),
        ...(about ? { about } : {}),
        ...(outside && SPEAKING.has(event.type) ? { outside } : {}),
        hours,
        ...rules(event),
        ...(inputWindowMs === undefined ? {} : { inputWindowMs }),
      };
      return { flow, facts };
    },
    /** For an event whose handling keeps failing: what is looked up for it may be what fails. */
    async gatherMinimalFacts(state, event) {
      await flows.prepare?.(state?.flowVersion ?? null);
      const now = clock();
      return { flow: flowFor(state, now, flows), facts: { now, ...rules(event) } };
    },
  };
}

/** With this message a session begins, and most are greeted. */
const greets = (state: ConversationState | null, event: LogEvent): boolean =>
  event.type === "message-received" && (state === null || state.step === null);

/** Undefined: nothing leaves this system. */
function outsideOf({ model, transcription, desk }: KnowledgeDeps): Facts["outside"] {
  if (!model && !transcription && !desk) return undefined;
  return {
    ...(model ? { model: true as const } : {}),
    ...(transcription ? { transcription: true as const } : {}),
    ...(desk ? { desk: true as const } : {}),
  };
}

/** Audio that can be fetched: the gateway names no place where it could not get hold of the file itself. */
const isVoice = (event: LogEvent): boolean =>
  event.type === "message-received" && event.content.kind === "audio" && event.content.url !== null;

import type { Bus } from "@acolhe/bus";
import { OPINION_WAIT_MS } from "@acolhe/conversation";
import { OPINION_LOOKUP, OpinionQuestion, opinionDurable } from "@acolhe/events";
import { askModel, type ModelOptions } from "@acolhe/nlu/model";
import type { Logger, Metrics, Settings } from "@acolhe/runtime";
import { countOpinions } from "../worker-metrics.ts";
import { type Found, type Lookup, onceInTime, type PerhapsLookup, startAsyncLookup } from "./async-lookup.ts";

/*
 * Asynchronous lookup: asks a model outside about words that were not understood, and answers with an event.
 * O4: one answer for a request, whichever process gives it: its id follows from turn and place.
 * O5: a request is asked about at most once, and not when its patient no longer waits. One that comes a second time was
 * perhaps asked about by a process that died; the conversation's own timer ends the waiting.
 */

/** Questions under way at once, in each process: a slow model is not flooded, and others are not held up for long. */
const SLOTS = 8;

export interface OpinionsOptions {
  readonly bus: Bus;
  readonly model: ModelOptions;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly ackWaitMs: number;
  readonly clock: () => number;
}

/** Null: none is configured. @throws Error when it is configured by half */
export function modelOf(settings: Settings): ModelOptions | null {
  if (!settings.MODEL_URL) return null;
  if (!settings.MODEL_NAME) throw new Error("MODEL_URL is set, so MODEL_NAME is needed as well");
  return {
    url: settings.MODEL_URL,
    name: settings.MODEL_NAME,
    apiKey: settings.MODEL_API_KEY,
    timeoutMs: settings.MODEL_TIMEOUT_MS,
  };
}

/** Start as many of these as you like, in as many processes. */
export function startOpinions(options: OpinionsOptions): { stop(): Promise<void> } {
  const { bus, model, log, clock } = options;
  const asked = countOpinions(options.metrics);
  return startAsyncLookup({
    ...{ bus, log, clock, ackWaitMs: options.ackWaitMs },
    ...{ name: "opinion", durable: opinionDurable, slots: SLOTS, isAsked: isOpinionLookup },
    complaint: "an opinion could not be handed on",
    isWaitedFor: onceInTime({ clock, waitMs: OPINION_WAIT_MS }, (answer) => asked.inc({ answer })),
    async answer(_turn, { values }): Promise<Found> {
      const question = OpinionQuestion.safeParse(values);
      const answer = question.success ? await askModel(question.data, model) : { opinion: null, reason: "no-question" };
      asked.inc({ answer: answer.opinion ? "opinion" : answer.reason });
      if (!answer.opinion) return { result: "failed", values: {} };
      const { acts, values: given } = answer.opinion;
      return { result: "found", values: { acts: JSON.stringify(acts), values: JSON.stringify(given) } };
    },
  });
}

const isOpinionLookup = (command: PerhapsLookup): command is Lookup =>
  command.type === "lookup" && command.what === OPINION_LOOKUP;

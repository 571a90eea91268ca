import type { Bus } from "@acolhe/bus";
import {
  TEXT_LENGTH_MAX,
  TRANSCRIPTION_LOOKUP,
  TRANSCRIPTION_WAIT_MS,
  TranscriptionQuestion,
  type TranscriptionValues,
  type Turn,
  transcriptionDurable,
} from "@acolhe/events";
import { audioFormat, type TranscriberOptions, transcribe } from "@acolhe/nlu/model";
import type { Logger, Metrics, Settings } from "@acolhe/runtime";
import { download, mediaHosts } from "@acolhe/runtime/outside";
import { countTranscriptions } from "../worker-metrics.ts";
import { type Found, type Lookup, onceInTime, type PerhapsLookup, startAsyncLookup } from "./async-lookup.ts";

/*
 * Asynchronous lookup: fetches a voice note, has it written down outside, and answers with an event.
 * V1: one answer for a request, whichever process gives it: its id follows from turn and place.
 * V2: a voice note is sent outside at most once, and not when its patient no longer waits. A request that comes a second
 * time was perhaps under way in a process that died; the conversation's own timer ends the waiting.
 * V3: a process that stops answers what it has under way with "failed", so that no patient waits for the timer.
 */

/** Under way at once, in each process. A server on a machine of the clinic does one after another anyway. */
const SLOTS = 4;
/** As much as WhatsApp lets people send as audio; with it, at most 64 MB of recordings are in memory, twice while sent. */
export const VOICE_BYTES_MAX = 16 * 1024 * 1024;

interface Transcriber extends TranscriberOptions {
  /** For fetching and writing down together. */
  readonly timeoutMs: number;
  readonly trustedHosts: ReadonlySet<string>;
}

export interface TranscriptionsOptions {
  readonly bus: Bus;
  readonly transcriber: Transcriber;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly ackWaitMs: number;
  readonly clock: () => number;
}

/** Null: none is configured. @throws Error when it is configured by half */
export function transcriberOf(settings: Settings): Transcriber | null {
  if (!settings.TRANSCRIPTION_URL) return null;
  if (!settings.TRANSCRIPTION_MODEL)
    throw new Error("TRANSCRIPTION_URL is set, so TRANSCRIPTION_MODEL is needed as well");
  return {
    url: settings.TRANSCRIPTION_URL,
    model: settings.TRANSCRIPTION_MODEL,
    apiKey: settings.TRANSCRIPTION_API_KEY,
    timeoutMs: settings.TRANSCRIPTION_TIMEOUT_MS,
    trustedHosts: mediaHosts(settings),
  };
}

/** What became of a voice note; `why` is for the metric. */
type Heard = { readonly text: string } | { readonly text: null; readonly why: string };

/** Start as many of these as you like, in as many processes. */
export function startTranscriptions(options: TranscriptionsOptions): { stop(): Promise<void> } {
  const { bus, transcriber, log, clock } = options;
  const answered = countTranscriptions(options.metrics);
  const stopping = new AbortController();
  const pump = startAsyncLookup({
    ...{ bus, log, clock, ackWaitMs: options.ackWaitMs },
    ...{ name: "transcription", durable: transcriptionDurable, slots: SLOTS, isAsked: isTranscriptionLookup },
    complaint: "what a voice note says could not be handed on",
    isWaitedFor: onceInTime({ clock, waitMs: TRANSCRIPTION_WAIT_MS }, (answer) => answered.inc({ answer })),
    async answer(turn, { values }): Promise<Found> {
      const timeoutMs = Math.max(0, Math.min(transcriber.timeoutMs, waitLeftMs(turn)));
      const heard = await hear(values, AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]));
      if (heard.text === null) {
        const why = stopping.signal.aborted ? "stopped" : heard.why;
        answered.inc({ answer: why });
        return { result: why === "silence" ? "none" : "failed", values: {} };
      }
      answered.inc({ answer: "text" });
      // As much as may be written in one message. A cut through a pair of surrogates would leave half a character.
      const said: TranscriptionValues = { text: heard.text.slice(0, TEXT_LENGTH_MAX).toWellFormed() };
      return { result: "found", values: said };
    },
  });
  return {
    stop() {
      stopping.abort();
      return pump.stop();
    },
  };

  function waitLeftMs(turn: Turn): number {
    return turn.facts.now + TRANSCRIPTION_WAIT_MS - clock();
  }

  async function hear(values: Lookup["values"], signal: AbortSignal): Promise<Heard> {
    const question = TranscriptionQuestion.safeParse(values);
    if (!question.success) return { text: null, why: "no-question" };
    const { url, mimeType, language } = question.data;
    const format = audioFormat(mimeType);
    if (format === null) return { text: null, why: "kind" };
    const { trustedHosts } = transcriber;
    const got = await download(url, { bytesMax: VOICE_BYTES_MAX, accepts: isPerhapsAudio, trustedHosts, signal });
    if (got.bytes === null) return { text: null, why: `audio-${got.reason}` };
    const written = await transcribe({ bytes: got.bytes, format }, language, { ...transcriber, signal });
    return written.text === null ? { text: null, why: written.reason } : written;
  }
}

/** Stores that do not look into files call everything a stream of bytes, and some call Ogg an application or a video. */
const isPerhapsAudio = (contentType: string): boolean =>
  /^(?:audio\/|(?:application|video)\/ogg\b|video\/(?:mp4|webm)\b|(?:application|binary)\/octet-stream\b)/i.test(
    contentType,
  );

const isTranscriptionLookup = (command: PerhapsLookup): command is Lookup =>
  command.type === "lookup" && command.what === TRANSCRIPTION_LOOKUP;

import { drawBytes } from "@acolhe/events";

/*
 * W3C trace context (https://www.w3.org/TR/trace-context/): the trace begins at the webhook, and each step hands its own
 * context on in the `traceparent` header of every message, up to the send call.
 *
 * Steps become spans only while something exports them (trace-export.ts). Otherwise a step only hands its context on, so that
 * log lines of one message still share a trace id.
 */

export const TRACE_HEADER = "traceparent";

export type StepKind = "server" | "producer" | "consumer" | "client" | "internal";
export type StepAttributes = Readonly<Record<string, string | number | boolean>>;

export interface StepOptions {
  readonly kind: StepKind;
  /** Context of the step before. Without one, or with a malformed one, a new trace begins. */
  readonly parent?: string | undefined;
  /** Context of a step that caused this one long ago, as a timer's: named by the new trace, not part of it. */
  readonly link?: string | undefined;
  /** Ids, counts and kinds. Never text, names, CPF or phones; phones in strings are redacted all the same. */
  readonly attributes?: StepAttributes;
}

export interface Step {
  /** What travels on. */
  readonly traceparent: string;
  note(attributes: StepAttributes): void;
  /** Of an error only its name is kept: messages quote what they were about. */
  end(error?: unknown): void;
}

type StartStep = (name: string, options: StepOptions) => Step;
let exported: StartStep | undefined;

/** From now on steps become spans; `undefined` ends that. */
export function recordSteps(start: StartStep | undefined): void {
  exported = start;
}

export function startStep(name: string, options: StepOptions): Step {
  return exported ? exported(name, options) : { traceparent: next(options.parent), note: nothing, end: nothing };
}

/** Runs `work` within a step, which ends with it. */
export async function inStep<T>(name: string, options: StepOptions, work: (step: Step) => Promise<T>): Promise<T> {
  const step = startStep(name, options);
  try {
    const result = await work(step);
    step.end();
    return result;
  } catch (error) {
    step.end(error);
    throw error;
  }
}

const nothing = () => {};

/**
 * Nothing is recorded here, so the context before travels on as it is, and one that begins here is not marked as recorded: of a
 * message that is, the broker reads all headers, in case it is to trace it as well.
 */
const next = (parent: string | undefined): string =>
  parent !== undefined && partsOf(parent) ? parent : `00-${randomHex(16)}-${randomHex(8)}-00`;

/** 32 hex digits for the log line, or undefined. */
export const traceIdOf = (traceparent: string | undefined) => partsOf(traceparent)?.traceId;

/** What a well-formed header says, or undefined. */
export function partsOf(traceparent: string | undefined) {
  const [, traceId, spanId, flags] = traceparent?.match(/^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/) ?? [];
  return traceId && spanId && flags ? { traceId, spanId, traceFlags: Number.parseInt(flags, 16) } : undefined;
}

const randomHex = (bytes: number): string => drawBytes(bytes).toString("hex");

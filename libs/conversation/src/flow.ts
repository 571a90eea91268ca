import type { MessageKind } from "@acolhe/events";

/** A flow is data only: no functions and no patterns, so that it can be stored, compared, hashed and edited. */
export interface Flow {
  readonly name: string;
  /** Changes with the content; a conversation records the version that it ran with. */
  readonly version: string;
  /** States with a part of their own: a session's first, the one of "menu", the one that calls a person. */
  readonly start: string;
  readonly menu: string;
  readonly handoff: string;
  /** Who is called when no state says so, and who when somebody is in danger. */
  readonly team: string;
  readonly urgentTeam: string;
  /** Wrong answers to one question before a person is called. */
  readonly invalidMax: number;
  readonly words: FlowWords;
  readonly texts: FlowTexts;
  readonly states: Readonly<Record<string, FlowState>>;
}

/** Words that act in any state. Compared without accents, case and punctuation. */
export interface FlowWords {
  /** Whole messages. */
  readonly stop: readonly string[];
  readonly optIn: readonly string[];
  readonly menu: readonly string[];
  readonly back: readonly string[];
  readonly human: readonly string[];
  readonly greetings: readonly string[];
  readonly thanks: readonly string[];
  /** Parts of a message, matched from the beginning of a word. */
  readonly humanPhrases: readonly string[];
  readonly redFlags: readonly string[];
}

interface FlowTexts {
  readonly invalid: string;
  readonly tooManyInvalid: string;
  readonly nudge: string;
  readonly closing: string;
  readonly stopped: string;
  readonly emergency: string;
  readonly parked: string;
  readonly call: string;
  readonly thanks: string;
  /** What to answer to a kind of message that the step cannot use. */
  readonly kinds: Readonly<Partial<Record<MessageKind, string>>>;
  readonly otherKind: string;
}

export interface FlowState {
  /** Sent on entering, before the question. `{name}` stands for a captured value. */
  readonly say?: string;
  /** Sent on entering, chosen by a captured value. */
  readonly sayBy?: { readonly value: string; readonly texts: Readonly<Record<string, string>> };
  /** The question. A state without one goes on to `next` by itself. */
  readonly ask?: string;
  readonly options?: readonly FlowOption[];
  readonly show?: FlowShow;
  readonly capture?: FlowCapture;
  /** What to say to an answer that does not fit, instead of the flow's general sentence. */
  readonly invalid?: string;
  /** Where to go when there was nothing to choose. */
  readonly next?: string;
  /** Without this value the state cannot be entered; go there first. */
  readonly needs?: { readonly value: string; readonly otherwise: string };
  /** Entering gives the conversation to a person. */
  readonly handoff?: { readonly team: string; readonly reason: string };
  /** The matter is settled: thanks are welcome, anything else goes to `next`. */
  readonly end?: boolean;
}

type FlowShow =
  | { readonly as: "buttons" }
  | { readonly as: "list"; readonly title: string; readonly buttonLabel: string }
  | { readonly as: "numbers" };

export interface FlowOption {
  /** Unique in the flow, so that a button of an older message is recognised. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Other words for the same choice. */
  readonly also?: readonly string[];
  readonly set?: Readonly<Record<string, string>>;
  readonly goto: string;
  /** May be tapped on an older message, when the conversation is already elsewhere. */
  readonly anytime?: boolean;
}

export interface FlowCapture {
  readonly into: string;
  readonly as: "person-name" | "free-text";
  /** Kinds a person can look at later, and what is noted instead of words. */
  readonly kinds?: Readonly<Partial<Record<MessageKind, string>>>;
}

export function flowState(flow: Flow, name: string): FlowState | undefined {
  return Object.hasOwn(flow.states, name) ? flow.states[name] : undefined;
}

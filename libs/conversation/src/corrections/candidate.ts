import type { Language } from "@acolhe/events";
import type { Clause } from "./clauses.ts";

/** What is kept, and where the conversation stands, as the readers of corrections look at it. */
export interface Kept {
  readonly values: Readonly<Record<string, string>>;
  readonly language: Language;
  /** The slot that is asked for now. */
  readonly asks: string | undefined;
  /** Whether all that was learned is on the table. */
  readonly isReview: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** A message, as the readers of corrections look at it. */
export interface Words {
  readonly text: string;
  readonly plain: string;
  readonly clauses: readonly Clause[];
  /** Whether it says in so many words that something is put right. */
  readonly corrects: boolean;
}

/** A value that a message gives for a slot of which another one is kept. */
export interface Candidate {
  readonly slot: string;
  readonly value: string;
  /** The parts of the message that say so: they answer nothing else. */
  readonly used: ReadonlySet<number>;
  /** Whether it is meant so at any question, and not only where all is read back. */
  readonly isSure: boolean;
}

/** More than one value, or none: it has to be asked for. */
export interface Unclear {
  readonly slot: string;
  readonly value: null;
  readonly used: ReadonlySet<number>;
  readonly isSure: boolean;
}

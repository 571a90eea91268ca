import type { Outcome, Receipt, Turn } from "@acolhe/events";

/** How one record is told, in one language. Names of rules, timers, codes and events stay as they are in the log. */
export interface ItemWords {
  aboutToSend(place: string, attempt: number): string;
  readonly status: Readonly<Record<Outcome["status"], string>>;
  readonly receipt: Readonly<Record<Receipt["kind"], string>>;
  ofMessage(id: string): string;
  by(evidence: string): string;
  readonly desk: string;
  readonly unreadable: string;
  ordered(who: "desk" | "operator", order: string): string;
  settledAs(as: string): string;
  wrote(what: string, tooFast: boolean): string;
  characters(count: number): string;
  timer(name: string): string;
  noTimer(name: string): string;
  answered(result: string): string;
  hears(place: string, as: string): string;
  call(phase: string): string;
  personAnswered(source: string): string;
  from(event: string, source: string): string;
  readonly turn: Readonly<Record<Turn["outcome"], string>>;
  readonly nothingToDo: string;
  calls(team: string, reason: string): string;
  lead(kind: string): string;
  looksUp(what: string): string;
  /** What was read: acts at an open question, empty where none was. */
  readAt(question: string, acts: string): string;
  decided(of: {
    readonly seq: number;
    readonly rule: string;
    readonly flow: string;
    readonly engine: string;
    /** Null: not known. */
    readonly open: boolean | null;
    /** Null: nothing was to be read. */
    readonly read: string | null;
  }): string;
}

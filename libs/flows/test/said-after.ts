import type { Command } from "@acolhe/events";
import { clinicFlow } from "../src/index.ts";
import { startTrial, type TrialStep } from "../src/play/trial.ts";

const START = Date.parse("2026-11-24T14:30:00-03:00");

/** A conversation in which `lines` were said; `[id]` is tapped. */
export function after(...lines: readonly string[]) {
  const trial = startTrial(clinicFlow, START);
  let last: TrialStep | undefined;
  const say = (text: string): TrialStep => {
    const id = /^\[(.+)\]$/.exec(text)?.[1];
    last = trial.say(id === undefined ? { kind: "text", text } : { kind: "button-reply", buttonId: id, label: id });
    return last;
  };
  for (const line of lines) say(line);
  return {
    say,
    get step() {
      return trial.state?.step;
    },
    get values() {
      return trial.state?.values ?? {};
    },
    get last() {
      return last!;
    },
    get texts() {
      return textsOf(last!.commands);
    },
  };
}
const textsOf = (commands: readonly Command[]) =>
  commands.flatMap((one) => ("text" in one ? [one.text] : [])).join("\n");

export const BOOKING = ["oi", "Ana Lima", "[menu-book]"];
export const SUMMARY = [...BOOKING, "[whom-self]", "terapia individual", "presencial", "particular", "terça à tarde"];

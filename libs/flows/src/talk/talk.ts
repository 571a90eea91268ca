import type { Flow } from "@acolhe/conversation";
import type { Command, MessageContent, PatientCard } from "@acolhe/events";
import { startTrial, type Trial, type TrialStep } from "../play/trial.ts";
import type { Line } from "./line.ts";
import { type Report, reportOf } from "./report.ts";
import type { Option } from "./seen.ts";

/** A report with what only a program that judges wants to know: what the step went through. */
export interface Told {
  readonly report: Report;
  /** States entered and routes taken. */
  readonly visited: readonly string[];
  /** Why the team was called, each time it was; the report names the gravest. */
  readonly calls: readonly string[];
  /** What the bot thinks was meant, where it asks about it: intents or acts. */
  readonly guesses: readonly string[];
}

/** One patient's conversation with a flow, by what they do and what they see. */
export interface Talk {
  /** @throws with a sentence when nothing of that name was shown to tap */
  do(line: Line): Told;
}

export function startTalk(flow: Flow, { start, patient }: { start: number; patient?: PatientCard | undefined }): Talk {
  let trial: Trial = startTrial(flow, start, { patient });
  /** All that was shown, latest last: what is tapped may be an older message. */
  let shown: Option[] = [];

  function told(steps: readonly TrialStep[]): Told {
    const report = reportOf(flow, trial.state, steps, trial.now);
    shown.push(...report.replies.flatMap(({ options }) => options));
    const guesses = Object.values(trial.state?.confirming ?? {}).filter((guess) => guess !== undefined);
    const calls = steps.flatMap(({ commands }) => commands.flatMap(callIn));
    return { report, visited: steps.flatMap(({ visited }) => visited), calls, guesses };
  }
  function tapped(name: string): MessageContent {
    const option = shown.findLast(({ id, title }) => title === name || id === name);
    if (!option) throw new Error("no such option was shown");
    return { kind: "button-reply", buttonId: option.id, label: option.title };
  }
  return {
    do(line) {
      if ("say" in line) return told([trial.say({ kind: "text", text: line.say })]);
      if ("tap" in line) return told([trial.say(tapped(line.tap))]);
      if ("send" in line) return told([trial.say(line.send)]);
      if ("wait" in line) return told(trial.wait(line.wait));
      trial = startTrial(flow, trial.now, { patient });
      shown = [];
      return told([]);
    },
  };
}

const callIn = (command: Command): string[] => (command.type === "request-handoff" ? [command.reason] : []);

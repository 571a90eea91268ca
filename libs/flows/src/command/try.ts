import { createInterface } from "node:readline/promises";
import type { Flow } from "@acolhe/conversation";
import { shownOf, startTrial, type TrialStep } from "../play/trial.ts";

const HELP = "Type as a patient would. /tap <id>, /audio, /image, /state, /wait <minutes> (timers fire), /quit";

/** A chat with a flow in the terminal, or over a pipe; it answers at once and keeps nothing. */
export async function tryFlow(
  flow: Flow,
  { input, print, now }: { input: NodeJS.ReadableStream; print: (line: string) => void; now: number },
): Promise<void> {
  const trial = startTrial(flow, now);
  const show = (step: TrialStep) => {
    for (const line of shownOf(step)) print(line);
    print(`   (${step.rule})`);
  };
  print(HELP);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const [command, rest = ""] = line.startsWith("/") ? line.split(/ (.*)/s) : ["", line];
    if (command === "/quit") return;
    if (command === "/state") print(JSON.stringify(trial.state, null, 2));
    else if (command === "/tap") show(trial.say({ kind: "button-reply", buttonId: rest, label: rest }));
    else if (command === "/audio")
      show(trial.say({ kind: "audio", url: null, mimeType: "audio/ogg", voiceNote: true }));
    else if (command === "/image") show(trial.say({ kind: "image", url: null, mimeType: "image/jpeg" }));
    else if (command === "/wait") trial.wait(Number(rest || 30)).forEach(show);
    else if (command !== "") print(HELP);
    else if (rest.trim() !== "") show(trial.say({ kind: "text", text: rest }));
  }
}

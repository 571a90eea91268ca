import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, patiently } from "@acolhe/bus";
import { type Channel, isSend } from "@acolhe/events";
import type { Phones } from "./phone.ts";
import { between } from "./random.ts";
import { type Answers, heardBy, REFERENCE_NAME, SCRIPTS, spoken } from "./script.ts";
import { isFinished, readRecords } from "./story.ts";

/** Longer than any recovery, an unknown outcome given up included: a later answer still counts as heard. */
const ANSWER_MS_MAX = 20_000;
/** Undisturbed, so only a busy machine takes long; the first answer compiles and connects everything there is. */
const UNDISTURBED_MS_MAX = 60_000;
const LOOK_MS = 20;
/** Reading the log is dearer than asking the phone. */
const READ_MS = 100;
const REPEATED_RATE = 0.15;

/** One contact's whole conversation. */
export interface Life {
  readonly channel: Channel;
  readonly phone: string;
  readonly name: string;
  readonly script: number;
  readonly expected: string[];
  /** Message id, and the place among `expected` of the first answer to it. */
  readonly messages: { id: string; firstAnswer: number; answers: number }[];
  /** An answer did not come in time, so the contact fell silent. */
  stalled: boolean;
}

export interface LifeDeps {
  readonly phones: Phones;
  readonly random: () => number;
  /** References by script. */
  readonly answers: readonly Answers[];
  /** A stalled contact whose conversation went to a person is no failure; either way it stops talking. */
  readonly thinkMs: { readonly min: number; readonly max: number };
}

/** Says hello and waits for the answer. */
export async function warmUp(phones: Phones, channel: Channel, phone: string): Promise<void> {
  await phones.say(channel, phone, { text: "oi" });
  await undisturbed(() => phones.callsOf(phone).length >= 2, LOOK_MS);
}

/**
 * The same script, one message at a time on an undisturbed system: what everybody must hear. The log says when a
 * message is answered to the end, and which calls at the gateway were its answer: silence would depend on the machine.
 */
export async function reference(
  deps: { phones: Phones; bus: Bus },
  channel: Channel,
  phone: string,
  script: number,
): Promise<Answers> {
  const { phones, bus } = deps;
  const answers: string[][] = [];
  for (const text of SCRIPTS[script]!.flat()) {
    const before = answers.flat().length;
    const id = await phones.say(channel, phone, { text: spoken(text, REFERENCE_NAME) });
    let heard: string[] = [];
    await undisturbed(async () => {
      const records = await patiently(bus.host, () => readRecords(bus, { channel, phone }));
      if (!isFinished(records, [id])) return false;
      heard = phones.callsOf(phone).map((call) => call.text);
      return heard.length >= records.turns.flatMap(({ turn }) => turn.commands.filter(isSend)).length;
    }, READ_MS);
    answers.push(heard.slice(before));
  }
  return answers;
}

async function undisturbed(isTrue: () => boolean | Promise<boolean>, everyMs: number): Promise<void> {
  const endsAt = Date.now() + UNDISTURBED_MS_MAX;
  while (!(await isTrue())) {
    if (Date.now() > endsAt) throw new Error("the undisturbed system does not answer");
    await sleep(everyMs);
  }
}

/** Plays the script step by step; each step waits for the answers to the one before. */
export async function live(deps: LifeDeps, who: Pick<Life, "channel" | "phone" | "name" | "script">): Promise<Life> {
  const { phones, random, thinkMs } = deps;
  const life: Life = { ...who, expected: [], messages: [], stalled: false };
  const answers = deps.answers[who.script]!;
  let index = 0;
  for (const step of SCRIPTS[who.script]!) {
    await sleep(between(random, thinkMs.min, thinkMs.max));
    for (const template of step) {
      const text = spoken(template, who.name);
      const repeat = random() < REPEATED_RATE ? 2 : 1;
      const id = await phones.say(who.channel, who.phone, { text, repeat });
      const due = answers[index++]!.map((answer) => heardBy(answer, who.name));
      life.messages.push({ id, firstAnswer: life.expected.length, answers: due.length });
      life.expected.push(...due);
    }
    if (await answered()) continue;
    life.stalled = true;
    return life;

    async function answered(): Promise<boolean> {
      const endsAt = Date.now() + ANSWER_MS_MAX;
      while (Date.now() < endsAt) {
        if (phones.callsOf(who.phone).length >= life.expected.length) return true;
        await sleep(LOOK_MS);
      }
      return false;
    }
  }
  return life;
}

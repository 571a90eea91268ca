import { setTimeout as sleep } from "node:timers/promises";
import type { Channel } from "@acolhe/events";
import type { Forwarder } from "./forwarder.ts";
import type { Phones } from "./phone.ts";
import { between } from "./random.ts";
import { type Answers, heardBy, REFERENCE_NAME, SCRIPTS, spoken } from "./script.ts";

/** Longer than any recovery, an unknown outcome given up included: a later answer still counts as heard. */
const ANSWER_MS_MAX = 20_000;
const QUIET_MS = 800;
/** The first answer compiles and connects everything there is. */
const FIRST_ANSWER_MS_MAX = 15_000;
const LOOK_MS = 20;
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
  readonly forwarder: Forwarder;
  readonly random: () => number;
  /** References by script. */
  readonly answers: readonly Answers[];
  /** A stalled contact whose conversation went to a person is no failure; either way it stops talking. */
  readonly thinkMs: { readonly min: number; readonly max: number };
}

/** Says hello until it is answered; afterwards a short silence means that nothing more comes. */
export async function warmUp(phones: Phones, channel: Channel, phone: string): Promise<void> {
  await phones.say(channel, phone, { text: "oi" });
  const endsAt = Date.now() + FIRST_ANSWER_MS_MAX;
  while (phones.callsOf(phone).length < 2) {
    if (Date.now() > endsAt) throw new Error("the undisturbed system does not answer");
    await sleep(LOOK_MS);
  }
}

/** The same script, one message at a time on an undisturbed system: what everybody must hear. */
export async function reference(phones: Phones, channel: Channel, phone: string, script: number): Promise<Answers> {
  const answers: string[][] = [];
  for (const text of SCRIPTS[script]!.flat()) {
    const before = phones.callsOf(phone).length;
    await phones.say(channel, phone, { text: spoken(text, REFERENCE_NAME) });
    let count = before;
    for (let quietSince = Date.now(); Date.now() - quietSince < QUIET_MS; await sleep(LOOK_MS)) {
      const now = phones.callsOf(phone).length;
      if (now !== count) quietSince = Date.now();
      count = now;
    }
    answers.push(
      phones
        .callsOf(phone)
        .slice(before)
        .map((call) => call.text),
    );
  }
  return answers;
}

/** Plays the script step by step; each step waits for the answers to the one before. */
export async function live(deps: LifeDeps, who: Pick<Life, "channel" | "phone" | "name" | "script">): Promise<Life> {
  const { phones, forwarder, random, thinkMs } = deps;
  const life: Life = { ...who, expected: [], messages: [], stalled: false };
  const answers = deps.answers[who.script]!;
  let index = 0;
  for (const step of SCRIPTS[who.script]!) {
    await sleep(between(random, thinkMs.min, thinkMs.max));
    const sent: { id: string; text: string }[] = [];
    for (const template of step) {
      const text = spoken(template, who.name);
      const repeat = random() < REPEATED_RATE ? 2 : 1;
      const id = await phones.say(who.channel, who.phone, { text, repeat });
      const due = answers[index++]!.map((answer) => heardBy(answer, who.name));
      life.messages.push({ id, firstAnswer: life.expected.length, answers: due.length });
      life.expected.push(...due);
      sent.push({ id, text });
    }
    if (await answered()) continue;
    life.stalled = true;
    return life;

    async function answered(): Promise<boolean> {
      const endsAt = Date.now() + ANSWER_MS_MAX;
      while (Date.now() < endsAt) {
        if (phones.callsOf(who.phone).length >= life.expected.length) return true;
        // Nobody took it, so the gateway's customer has to be told again.
        for (const { id, text } of sent)
          if (forwarder.refused.delete(id)) await phones.say(who.channel, who.phone, { text, messageId: id });
        await sleep(LOOK_MS);
      }
      return false;
    }
  }
  return life;
}

import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { startClinic } from "./clinic.ts";

/** Writes while ingress is dead; is answered on the phone then; is heard all the time. */
const [ANA, BIA, CARLA] = ["5511990000031", "5511990000032", "5511990000033"];
const WAIT = { deadlineMs: 60_000 };
/** A busy machine stores what was sent late; a chat that moved longer ago than this must be in the log by then. */
const WEBHOOK_S = 6;
const ASKS_AGAIN = /fora do ar/;

test("who wrote while ingress was dead is asked to write again, once; whom a person answered then, the bot leaves alone", {
  timeout: 240_000,
}, async () => {
  await using ends = new AsyncDisposableStack();
  const clinic = await startClinic(ends, { GAP_WAIT_SECONDS: String(WEBHOOK_S), GAP_CHECK_MINUTES: "0" });
  const texts = async (phone: string) => (await clinic.calls(phone)).map(({ text }) => text);
  const isTold = async (as: string) =>
    new RegExp(`messages_missed_total\\{[^}]*as="${as}"[^}]*\\} 1$`, "m").test(await clinic.metrics());
  for (const phone of [ANA, BIA, CARLA]) await clinic.patient(phone, "quais são os endereços?");
  for (const phone of [ANA, BIA, CARLA]) await eventually(async () => (await texts(phone)).length >= 2, WAIT);
  // Of each message that was sent a callback is stored: otherwise a person's words would be taken for ours.
  const said = new Map<string, string[]>();
  for (const phone of [ANA, BIA, CARLA]) said.set(phone, await eventually(() => settled(phone), WAIT));
  async function settled(phone: string) {
    const before = await texts(phone);
    return (await clinic.left(phone)) >= before.length && before;
  }

  await clinic.killIngress();
  const killedAt = Date.now();
  // Lists of chats know whole seconds: what is written now must not look as old as the last reply.
  await eventually(() => Date.now() - killedAt > 2_000, WAIT);
  await clinic.patient(ANA, "e quanto custa?");
  await clinic.patient(BIA, "e quanto custa?");
  await clinic.onPhone(BIA, "Oi Bia, já te explico.");
  // Two beats, each as long as a webhook may take: for a shorter time ingress counts as never away.
  await eventually(() => Date.now() - killedAt > (2 * WEBHOOK_S + 1) * 1_000, WAIT);
  await clinic.startIngress();

  await eventually(() => isTold("seen-by-a-person"), WAIT);
  await eventually(() => isTold("unread"), WAIT);
  const asked = await eventually(async () => (await texts(ANA)).length > said.get(ANA)!.length && texts(ANA), WAIT);
  expect(asked.slice(said.get(ANA)!.length)).toEqual([expect.stringMatching(ASKS_AGAIN)]);
  await eventually(async () => (await clinic.rules(BIA)).includes("missed:told-team"), WAIT);

  // Both write on: the one is answered by the bot, the other waits for her person.
  await clinic.patient(BIA, "certo, espero");
  await eventually(async () => (await clinic.rules(BIA)).includes("human-silent"), WAIT);
  await clinic.patient(ANA, "queria saber quanto custa");
  await eventually(async () => (await texts(ANA)).length > asked.length, WAIT);
  // Once more from the beginning: nothing is told twice.
  await clinic.killIngress();
  await clinic.startIngress();
  await eventually(async () => /chat_comparisons_total\{[^}]*done[^}]*\} 1$/m.test(await clinic.metrics()), WAIT);
  expect(await clinic.metrics()).not.toMatch(/^messages_missed_total/m);
  expect((await texts(ANA)).filter((text) => ASKS_AGAIN.test(text))).toHaveLength(1);
  expect(await texts(BIA)).toEqual(said.get(BIA));
  expect(await texts(CARLA)).toEqual(said.get(CARLA));
  expect(await clinic.rules(BIA)).toEqual(expect.arrayContaining(["takeover", "missed:told-team", "human-silent"]));
  expect((await clinic.shown(ANA)).join("\n")).toContain("Escreveu enquanto estávamos fora do ar");
});

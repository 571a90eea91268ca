import { allFrom } from "@acolhe/bus";
import { Attempt, type ContactKey, isInteractive, isSend, Turn, turnSubject } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { spokenText, textFallback } from "@acolhe/zapi";
import { expect, it } from "vitest";
import { startFixture } from "./fixture.ts";
import type { Answer } from "./gateway.ts";

type Fixture = Awaited<ReturnType<typeof startFixture>>;

/** What the log orders: one line for each attempt, with the words of the command it names. */
async function ordered(f: Fixture): Promise<string[]> {
  const lines: string[] = [];
  for await (const stored of allFrom(f.bus, "INBOUND", `inbound.*.${f.channel.id}.*.gate.attempt`, 1)) {
    const { turnSeq, index, number } = Attempt.parse(stored.json());
    const turn = Turn.parse((await f.bus.jsm.direct.getMessage("TURNS", { seq: turnSeq }))?.json());
    const command = turn.commands[index];
    if (!command || !isSend(command)) throw new Error("an attempt at something that is no command to send");
    // The gateway of this test takes no buttons, so their second attempt is text.
    const [route, words] = !isInteractive(command)
      ? ["send-text", spokenText(command)]
      : number === 1
        ? ["send-button-list", command.text]
        : ["send-text", textFallback(command).text];
    lines.push(`${command.to} ${route} ${words}`);
  }
  return lines.sort();
}

it("W3: whatever befalls its sends, nothing leaves but the commands of turns, each as often as it was attempted", async () => {
  await using f = await startFixture({ unknownGiveUpMs: 500 });
  const refused = new Set<string>();
  f.gateway.answers(({ route, text }): Answer => {
    if (route === "send-button-list") return "terms-missing";
    if (text === "bad") return "bad-request";
    if (text.startsWith("lost")) return "lose-sent";
    if (text !== "busy at first" || refused.has(text)) return "accept";
    refused.add(text);
    return "refuse-503";
  });
  const ends = new Map<string, string[]>();
  const decide = async (texts: string[], statuses: string[], options: Parameters<Fixture["decide"]>[2] = {}) => {
    const contact = `55119900000${10 + ends.size}`;
    ends.set(contact, statuses);
    await f.decide(contact, texts, options);
    return contact;
  };
  await decide(["one", "two"], ["accepted", "accepted"], {
    before: [
      { type: "schedule-timer", name: "nudge", generation: 1, at: Date.now() + 600_000 },
      {
        type: "request-handoff",
        team: "reception",
        reason: "asked",
        priority: "normal",
        summary: { words: "no send" },
      },
    ],
  });
  await decide(["busy at first"], ["refused", "accepted"]);
  await decide(["bad"], ["failed"]);
  await decide(["lost question?"], ["held", "sent-once-more", "held", "given-to-person"], { repeatable: true });
  await decide(["lost statement", "behind it"], ["held", "given-to-person", "accepted"]);
  await decide(["too late"], ["expired"], { validUntil: Date.now() - 1 });
  const buttons = [{ id: "yes", label: "Sim" }];
  await decide(["Pode ser?"], ["refused", "accepted"], { buttons });
  await f.takeOver(await decide(["before the takeover"], ["superseded"]));
  // Another client could write there: what is no turn is not carried out, however well its command reads.
  const forged = await decide(["a turn's"], ["accepted"]);
  const ref = { channel: f.channel.id, contact: forged as ContactKey };
  const command = { type: "send-text", to: forged, author: "system", repeatable: false, text: "no turn's" };
  const event = { seq: 1, partition: 0 };
  const commands = [{ ...command, validUntil: Date.now() + 600_000 }];
  await f.bus.js.publish(
    turnSubject(ref, "proactive"),
    JSON.stringify({ ...ref, lane: "proactive", event, predecessorSeq: 0, commands }),
  );

  await Promise.all([f.startSender(), f.startSender()]);
  const told = async (contact: string) =>
    (await f.outcomes(contact)).map(({ status, settledAs }) => (status === "settled" ? settledAs : status));
  await eventually(
    async () => {
      for (const [contact, statuses] of ends) expect(await told(contact), contact).toEqual(statuses);
      return (await f.counted(/records_set_aside_total\{.*stream="TURNS".*\} (\d+)/))?.[0] === "1";
    },
    { deadlineMs: 30_000, everyMs: 100 },
  );
  const left = f.gateway.calls.map(({ route, phone, text }) => `${phone} ${route} ${text}`).sort();
  expect(left).toEqual(await ordered(f));
  expect(left).toHaveLength(12);
});

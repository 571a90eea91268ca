import { TRANSCRIPTION_LOOKUP, TRANSCRIPTION_WAIT_MS } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { flow } from "./flow.ts";
import { of, talk } from "./talk.ts";

const note = { kind: "audio" as const, url: "https://gateway.example/a.ogg", mimeType: "audio/ogg", voiceNote: true };
const transcription = { transcription: true as const };

/** At the first question, having answered with a voice note. */
function spoken() {
  const chat = talk(flow);
  chat.say("oi");
  const turn = chat.message(note, { facts: transcription });
  return { chat, turn, requestId: of(turn.commands, "lookup")[0]?.requestId ?? "" };
}
const heard = (requestId: string, text: string) => ({
  ...{ type: "lookup-answered", requestId, result: text === "" ? "none" : "found" },
  values: text === "" ? {} : { text },
});

describe("a voice note", () => {
  test("V1: is asked to be written out once, and waited for in silence", () => {
    const { turn } = spoken();
    expect(turn).toMatchObject({ rule: "voice:asked", texts: [] });
    expect(of(turn.commands, "lookup")).toMatchObject([
      { what: TRANSCRIPTION_LOOKUP, values: { url: note.url, mimeType: note.mimeType, language: "pt" } },
    ]);
    expect(turn.state.timers.lookup!.at).toBe(turn.state.lastActivityAt + TRANSCRIPTION_WAIT_MS);
  });

  test("in words answers the open question as if it had been written", () => {
    const { chat, requestId } = spoken();
    expect(chat.give(heard(requestId, "Pêra"))).toMatchObject({ rule: "fruit:f-pear", state: { step: "note" } });
  });

  test("that tells of a danger interrupts as a written one does", () => {
    const { chat, requestId } = spoken();
    expect(chat.give(heard(requestId, "eu quero morrer"))).toMatchObject({
      rule: "red-flag",
      state: { waiting: null },
    });
  });

  test("V2: without words is what it would be without such work, and so is one that took too long", () => {
    const silent = spoken();
    const plainly = talk(flow);
    plainly.say("oi");
    const without = plainly.message(note);
    expect(silent.chat.give(heard(silent.requestId, ""))).toMatchObject({ rule: without.rule, texts: without.texts });
    const late = spoken();
    late.chat.wait(TRANSCRIPTION_WAIT_MS);
    expect(late.chat.timer("lookup")).toMatchObject({ rule: without.rule, texts: without.texts });
    expect(late.chat.give(heard(late.requestId, "Pêra"))).toMatchObject({ rule: "lookup-stale", commands: [] });
  });

  test("V3: what is written meanwhile is answered, and the note is heard when it is written out", () => {
    const { chat, requestId } = spoken();
    expect(chat.say("Pêra")).toMatchObject({ rule: "fruit:f-pear", state: { step: "note" } });
    const turn = chat.give(heard(requestId, "sem açúcar"));
    expect(turn.state).toMatchObject({ voices: [] });
    expect(turn.rule).not.toBe("lookup-stale");
  });

  test("V3: two notes are heard each for itself, whichever is written out first", () => {
    const { chat, requestId } = spoken();
    const second = of(chat.message(note, { facts: transcription }).commands, "lookup")[0]!.requestId;
    expect(second).not.toBe(requestId);
    expect(chat.give(heard(second, "Pêra"))).toMatchObject({ rule: "fruit:f-pear" });
    expect(chat.give(heard(requestId, "eu quero morrer"))).toMatchObject({ rule: "red-flag", state: { voices: [] } });
  });

  test("is not asked about where nothing writes it out, or a person has the conversation", () => {
    const chat = talk(flow);
    chat.say("oi");
    expect(of(chat.message(note).commands, "lookup")).toEqual([]);
    chat.give({ type: "takeover-started", source: "phone", reason: "typed" });
    expect(of(chat.message(note, { facts: transcription }).commands, "lookup")).toEqual([]);
  });

  test("that was waited for when the bot was switched off wakes nobody again", () => {
    const { chat } = spoken();
    chat.wait(TRANSCRIPTION_WAIT_MS);
    const turn = chat.timer("lookup", { botOff: "clinic" });
    expect(turn).toMatchObject({ rule: "bot-off", state: { voices: [] } });
    expect(of(turn.commands, "schedule-timer").filter(({ name }) => name === "lookup")).toEqual([]);
  });

  test("is for the person who took over: given back, the bot says nothing of it", () => {
    const { chat } = spoken();
    chat.give({ type: "takeover-started", source: "phone", reason: "typed" });
    chat.wait(3600_000);
    expect(chat.give({ type: "returned-to-bot", source: "chatwoot" }).state.voices).toEqual([]);
  });
});

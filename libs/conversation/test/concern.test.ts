import { describe, expect, test } from "vitest";
import { read, readerFlow } from "./reader-flow.ts";
import { NOW, of, talk } from "./talk.ts";

const perhaps = read({ story: 0.8 }, { danger: { tier: "possible", kind: "self_harm", words: "não aguento mais" } });

function worried() {
  const chat = talk(readerFlow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  chat.say("quero marcar", read({ "request:book": 0.9 }));
  return { chat, turn: chat.say("não aguento mais", perhaps) };
}

describe("a danger that is perhaps none", () => {
  test("is asked about once, and the team is told with its words", () => {
    const { turn } = worried();
    expect(turn).toMatchObject({ rule: "concern", texts: ["É agora?"], state: { mode: "bot", handedOver: null } });
    expect(of(turn.commands, "request-handoff")).toMatchObject([
      { team: "urgent", reason: "possible-danger", summary: { danger_words: "não aguento mais" } },
    ]);
  });

  test("that is none leads back to the question, with nothing lost", () => {
    const turn = worried().chat.tap("c-past");
    expect(turn).toMatchObject({ state: { step: "whom", values: { topic: "booking" } } });
    expect(turn.texts.join(" ")).toMatch(/Ainda bem\..*É para você\?/s);
  });

  test("is denied by a no that tells of what was: no emergency", () => {
    const was = read({ answer: 0.4 }, { danger: { tier: "certain", kind: "stroke" } });
    expect(worried().chat.say("não, o avc foi em julho", was).rule).not.toBe("red-flag");
    expect(worried().chat.say("ele está tendo um avc", was).rule).toBe("red-flag");
  });

  test("is what the surest words are where who writes them laughs", () => {
    expect(talk(readerFlow).say("quero morrer kkkk", read({ story: 0.5 })).rule).toBe("concern");
    expect(talk(readerFlow).say("quero morrer", read({ story: 0.5 })).rule).toBe("red-flag");
  });

  test("that is one gives the numbers, and calls for help", () => {
    const turn = worried().chat.tap("c-now");
    expect(turn).toMatchObject({ texts: ["Ligue 188."], state: { handedOver: { reason: "red-flag" } } });
    expect(of(turn.commands, "request-handoff")).toMatchObject([{ priority: "urgent" }]);
  });

  test("is not asked about again within ten minutes: what is said next is read as any other message", () => {
    const { chat } = worried();
    chat.tap("c-past");
    const again = chat.say("não aguento mais, é pra mim", {
      facts: {
        understanding: {
          ...perhaps.facts.understanding!,
          reading: {
            ...perhaps.facts.understanding!.reading!,
            acts: [{ act: "answer", confidence: 0.9 }],
            values: [{ slot: "whom", value: "self", confidence: 0.95 }],
          },
        },
      },
    });
    expect(again).toMatchObject({ rule: "whom:w-self", state: { step: "when" } });
  });

  test("in a first message is asked about before the greeting, and the wish is not lost", () => {
    const chat = talk(readerFlow);
    chat.say("quero marcar, não aguento mais", perhaps);
    const turn = chat.tap("c-past");
    expect(turn.texts.join(" ")).toContain("Ainda bem.");
    expect(turn.state.step).toBe("fruit");
  });

  test("while a person has the conversation only the team is told", () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.give({ type: "takeover-started", source: "phone" });
    const turn = chat.say("não aguento mais", perhaps);
    expect(turn).toMatchObject({ rule: "human-silent", texts: [] });
    expect(of(turn.commands, "request-handoff")).toHaveLength(1);
  });

  test("behind a certain danger is no doubt any more", () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.say("quero morrer", read({}, { danger: { tier: "certain", kind: "self_harm", words: "quero morrer" } }));
    const turn = chat.say("não aguento mais", perhaps);
    expect(turn.rule).toBe("red-flag");
    expect(of(turn.commands, "request-handoff")).toMatchObject([{ priority: "urgent" }]);
  });

  test.each([
    ["a word of it inside a sentence", "pode continuar assim não", read({ answer: 0.9 })],
    ["a place in the list", "segunda", read({ answer: 0.9 })],
    ["a button of an older question", null, read({})],
  ])("is not taken for none by %s", (_, text, reading) => {
    const { chat } = worried();
    const turn = text === null ? chat.tap("w-self") : chat.say(text, reading);
    expect(turn.state).toMatchObject({ step: "concern", openPrompt: { step: "concern" } });
  });

  test("told of once more in the answer is one, whatever option the answer names", () => {
    const { chat } = worried();
    const answer = read({ answer: 0.9 }, { values: { yes_no: "no" }, danger: { tier: "possible", kind: "self_harm" } });
    expect(chat.say("não, quero sumir", answer)).toMatchObject({ visited: expect.arrayContaining(["now"]) });
  });

  test("without an answer is asked about once more, and the team is called urgently", () => {
    const { chat } = worried();
    chat.wait(10 * 60_000);
    const turn = chat.timer("nudge");
    expect(turn).toMatchObject({ rule: "nudge:urgent", texts: ["É agora?"] });
    expect(of(turn.commands, "request-handoff")).toMatchObject([{ priority: "urgent", reason: "possible-danger" }]);
    chat.wait(30 * 60_000);
    expect(chat.timer("session-end").texts).toEqual([]);
  });

  test("asked about when a session ends is not what the next one takes up", () => {
    const { chat } = worried();
    chat.wait(40 * 60_000);
    chat.timer("session-end");
    expect(chat.state.suspended).toMatchObject({ step: "whom" });
  });

  test("in a session of its own tells the team nothing of the last one", () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.say("quero marcar", read({ "request:book": 0.9 }));
    chat.tap("w-other");
    chat.wait(90 * 24 * 3600_000);
    const turn = chat.say("vou me matar", read({}, { danger: { tier: "certain", kind: "self_harm" } }));
    expect(of(turn.commands, "request-handoff")[0]!.summary).not.toHaveProperty("whom");
  });

  test("while the contact is parked the team is told", () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    const parked = { ...chat.state, parked: { eventSeq: 1, since: NOW, resumeTo: "bot" as const } };
    const turn = talk(readerFlow, { state: parked }).say("não aguento mais", perhaps);
    expect(turn).toMatchObject({ rule: "deferred", texts: [] });
    expect(of(turn.commands, "request-handoff")).toHaveLength(1);
  });
});

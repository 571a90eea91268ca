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

  describe("told of once more", () => {
    const again = (chat: ReturnType<typeof talk>) => {
      const understanding = perhaps.facts.understanding!;
      const acts = [{ act: "answer", confidence: 0.9 }];
      const values = [{ slot: "whom", value: "self", confidence: 0.95 }];
      return chat.say("não aguento mais, é pra mim", {
        facts: { understanding: { ...understanding, reading: { ...understanding.reading!, acts, values } } },
      });
    };

    test("is heard and not asked about, and what else the message answers is kept", () => {
      const { chat } = worried();
      chat.tap("c-past");
      const turn = again(chat);
      expect(turn).toMatchObject({ rule: "concern:heard", state: { step: "when", values: { whom: "self" } } });
      expect(turn.texts.join(" ")).toContain("Eu li.");
      expect(of(turn.commands, "request-handoff")).toMatchObject([
        { priority: "urgent", summary: { danger: "self_harm", danger_words: "não aguento mais" } },
      ]);
    });

    test("is taken for a danger where there is nothing new to say", () => {
      const { chat } = worried();
      chat.tap("c-past");
      again(chat);
      expect(chat.say("não aguento mais", perhaps).rule).toBe("red-flag");
    });

    test("more than an hour later is asked about anew", () => {
      const { chat } = worried();
      chat.tap("c-past");
      for (let minutes = 0; minutes < 70; minutes += 14) {
        chat.wait(14 * 60_000);
        chat.say("sim", read({ "social:thanks": 0.9 }));
      }
      expect(chat.say("não aguento mais", perhaps).rule).toBe("concern");
    });
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
    // Ids are counted anew in the other talk.
    const parked = { ...chat.state, seen: [], parked: { eventSeq: 1, since: NOW, resumeTo: "bot" as const } };
    const turn = talk(readerFlow, { state: parked }).say("não aguento mais", perhaps);
    expect(turn).toMatchObject({ rule: "deferred", texts: [] });
    expect(of(turn.commands, "request-handoff")).toHaveLength(1);
  });
});

describe("signs too weak to be told", () => {
  const started = () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.say("quero marcar", read({ "request:book": 0.9 }));
    return chat;
  };
  const slight = (any: number) => read({ story: 0.7 }, { any });

  test("add up over some minutes, and are asked about once", () => {
    const chat = started();
    expect(chat.say("tá tudo pesado", slight(0.14)).rule).not.toBe("concern");
    chat.wait(60_000);
    const turn = chat.say("ninguém ia notar", slight(0.14));
    expect(turn).toMatchObject({ rule: "concern", state: { concern: { kind: "other", words: "ninguém ia notar" } } });
    expect(of(turn.commands, "request-handoff")).toMatchObject([{ reason: "possible-danger" }]);
  });

  test("are asked about at an open question too, where everything is read as some answer", () => {
    const chat = started();
    const answer = read({ answer: 0.93 }, { any: 0.14 });
    expect(chat.say("tá tudo pesado", answer).rule).not.toBe("concern");
    expect(chat.say("ninguém ia notar", answer)).toMatchObject({ rule: "concern", state: { unease: [] } });
  });

  test.each([
    ["gives a value", read({ answer: 0.93 }, { any: 0.14, values: { whom: "self" } })],
    ["corrects one", read({ correct: 0.9 }, { any: 0.14 })],
  ])("are only noted where the last one %s, and stand for the next", (_title, last) => {
    const chat = started();
    chat.say("tá tudo pesado", slight(0.14));
    const noted = chat.say("é pra mim", last);
    expect(noted.rule).not.toBe("concern");
    expect(of(noted.commands, "request-handoff")).toMatchObject([{ reason: "possible-danger" }]);
    expect(chat.say("ninguém ia notar", slight(0.14)).rule).toBe("concern");
  });

  test.each([
    ["one alone", [[0.24, 0]]],
    [
      "too little together",
      [
        [0.1, 0],
        [0.1, 1],
      ],
    ],
    [
      "too far apart",
      [
        [0.2, 0],
        [0.2, 11],
      ],
    ],
    [
      "nothing in them",
      [
        [0.04, 0],
        [0.04, 1],
        [0.04, 1],
        [0.04, 1],
        [0.04, 1],
        [0.04, 1],
        [0.04, 1],
      ],
    ],
  ] as const)("are nothing: %s", (_title, signs) => {
    const chat = started();
    const rules = signs.map(([any, minutes], at) => {
      chat.wait(minutes * 60_000);
      return chat.say(`linha ${at}`, slight(any)).rule;
    });
    expect(rules).not.toContain("concern");
  });
});

describe("a weak sign", () => {
  const weak = (acts: Record<string, number>, any: number) =>
    read(acts, { danger: { tier: "possible", kind: "violence", words: "fica comigo" }, any, values: { whom: "self" } });
  const asked = () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.say("quero marcar", read({ "request:book": 0.9 }));
    return chat;
  };

  test("in an answer is told to the team, and the patient is not asked", () => {
    const turn = asked().say("pra mim, ele fica comigo", weak({ answer: 0.9 }, 0.3));
    expect(turn).toMatchObject({ rule: "whom:w-self", state: { step: "when", values: { whom: "self" } } });
    expect(of(turn.commands, "request-handoff")).toMatchObject([
      { reason: "possible-danger", summary: { danger_words: "fica comigo" } },
    ]);
  });

  test("does not keep a stronger one, a moment later, from being asked about", () => {
    const chat = asked();
    chat.say("pra mim, ele fica comigo", weak({ answer: 0.9 }, 0.3));
    expect(chat.say("ele me bate", weak({ answer: 0.9 }, 0.8)).rule).toBe("concern");
  });

  test.each([
    ["is strong after all", { answer: 0.9 }, 0.8],
    ["stands in a story", { story: 0.9 }, 0.3],
    ["stands beside a doubtful answer", { answer: 0.4 }, 0.3],
    ["stands in a wish to erase", { "request:privacy": 0.9 }, 0.3],
    ["stands in a wish to end", { "request:end_treatment": 0.9 }, 0.3],
    ["stands in a wish to stay away", { "request:cannot_come": 0.9 }, 0.3],
  ] as const)("is asked about where it %s", (_title, acts, any) =>
    expect(asked().say("ele fica comigo", weak(acts, any)).rule).toBe("concern"),
  );

  test("is asked about where a form made the wish certain", () => {
    const { facts } = weak({ "request:late": 1 }, 0.3);
    const { reading, ...rest } = facts.understanding!;
    const acts = [{ act: "request:late", confidence: 1, byForm: true as const }];
    const formed = { facts: { understanding: { ...rest, reading: { ...reading!, acts } } } };
    expect(asked().say("ele fica comigo", weak({ "request:late": 1 }, 0.3)).rule).not.toBe("concern");
    expect(asked().say("ele fica comigo", formed).rule).toBe("concern");
  });

  test.each([
    ["the surest words, softened by laughter", "quero morrer kkkk"],
    ["pictures", "🔪😭"],
  ])("is none where it is of %s, which the weights do not see", (_title, text) =>
    expect(asked().say(text, weak({ answer: 0.9 }, 0.01)).rule).toBe("concern"),
  );
});

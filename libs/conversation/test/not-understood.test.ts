import { describe, expect, test } from "vitest";
import { flowWith, flow as small } from "./flow.ts";
import { read } from "./reader-flow.ts";
import { NOW, of, talk, understood } from "./talk.ts";

const begun = () => {
  const chat = talk(small);
  chat.say("oi");
  return chat;
};
const photo = { kind: "image" as const, url: null, mimeType: "image/png" };
const audio = { kind: "audio" as const, url: null, mimeType: "audio/ogg", seconds: 3, voiceNote: true };

describe("what does not fit", () => {
  test("small talk gets the question again and is no wrong answer", () => {
    for (const said of ["oi", "obrigado", "😂", "❤️🙏"]) {
      const turn = begun().say(said);
      expect(turn).toMatchObject({ rule: "fruit:small-talk", state: { invalidCount: 0 } });
      expect(turn.texts).toEqual([expect.stringContaining("Qual fruta?")]);
    }
  });

  test("another language is gone on in, unless the patient has chosen one, and is no wrong answer", () => {
    const english = { facts: understood("unknown", 0, { language: "en" as const }) };
    const chat = begun();
    const turn = chat.say("which fruits do you have", english);
    expect(turn).toMatchObject({
      rule: "fruit:language",
      state: { language: "en", languageBy: "default", invalidCount: 0 },
    });
    expect(turn.texts).toEqual(["In English.\n\nWhich fruit?\n\n1. Maçã\n2. Pear\n3. Verde"]);
    expect(chat.say("hmpf", english)).toMatchObject({ rule: "fruit:invalid" });
    const chosen = begun();
    chosen.say("português");
    expect(chosen.say("which fruits do you have", english)).toMatchObject({
      rule: "fruit:invalid",
      state: { language: "pt" },
    });
  });

  test("the third wrong answer calls a person, who is told why", () => {
    const chat = begun();
    expect(chat.say("hmpf")).toMatchObject({ rule: "fruit:invalid", state: { invalidCount: 1 } });
    expect(chat.say("?!")).toMatchObject({ rule: "fruit:invalid", state: { invalidCount: 2 } });
    const turn = chat.say("hmpf");
    expect(turn).toMatchObject({
      rule: "handoff:invalid-answers",
      state: { mode: "bot", handedOver: { reason: "invalid-answers" } },
    });
    expect(turn.texts.join(" ")).toContain("Vou chamar alguém.");
    expect(of(turn.commands, "request-handoff")).toMatchObject([
      { reason: "invalid-answers", summary: { step: "fruit" } },
    ]);
  });

  test("a kind it cannot use gets its own sentence, or the general one, and is no wrong answer", () => {
    const heard = begun().message(audio);
    expect(heard).toMatchObject({
      rule: "fruit:kind",
      state: { invalidCount: 0, kindNoted: { kind: "audio", at: NOW } },
    });
    expect(heard.texts.join(" ")).toContain("Não ouço.");
    expect(begun().message(photo).texts.join(" ")).toContain("Não abro.");
  });

  test("several of a kind within a minute get one sentence; another kind, or a later one, gets its own", () => {
    const chat = begun();
    chat.message(photo);
    chat.wait(59_999);
    expect(chat.message(photo)).toMatchObject({ rule: "fruit:kind-again", texts: [] });
    expect(chat.message(audio).rule).toBe("fruit:kind");
    const later = begun();
    later.message(photo);
    later.wait(60_000);
    expect(later.message(photo).rule).toBe("fruit:kind");
  });
});

describe("danger", () => {
  const danger = (kind: string) => ({
    facts: understood("unknown", 0, { redFlag: { flagged: true, kind } as never }),
  });
  const { pt } = small.definition.messages;
  const flow = flowWith({
    messages: { pt: { ...pt, "engine.emergency": "{kind, select, other {Ligue.} self_harm {Ligue 188.}}" } },
  });

  test("the emergency text is said once in ten minutes, the urgent team called each time", () => {
    const chat = talk(flow);
    chat.say("oi");
    const first = chat.say("ai", danger("self_harm"));
    expect(first).toMatchObject({
      rule: "red-flag",
      texts: ["Ligue 188."],
      state: { emergencyAt: NOW, mode: "bot" },
    });
    expect(of(first.commands, "request-handoff")).toMatchObject([
      { team: "urgent", reason: "red-flag", priority: "urgent" },
    ]);
    chat.wait(10 * 60_000 - 1);
    const again = chat.say("ai ai", danger("self_harm"));
    expect(again).toMatchObject({ rule: "red-flag", texts: [] });
    expect(of(again.commands, "request-handoff")).toHaveLength(1);
    chat.wait(1);
    expect(chat.say("ai ai ai", danger("self_harm")).texts).toEqual(["Ligue 188."]);
  });

  test("the flow's own words give the alarm without a kind", () => {
    const chat = talk(flow);
    expect(chat.say("eu quero morrer").texts).toEqual(["Ligue."]);
  });

  test("a stop word ends the session with one sentence of the system, and nothing more after it", () => {
    const chat = begun();
    expect(chat.say("parar")).toMatchObject({ texts: ["Tudo bem."], state: { step: null, openPrompt: null } });
    expect(chat.say("parar")).toMatchObject({ rule: "opted-out", texts: [] });
  });
});

test("only a written answer to a question is shown to a model outside", () => {
  const model = { ...read({}).facts, model: true as const };
  const asked = begun().say("zorp", { facts: model });
  expect(asked).toMatchObject({ rule: "fruit:opinion-asked", state: { waiting: { noted: false } } });
  const captioned = { kind: "image" as const, url: null, mimeType: "image/png", caption: "zorp" };
  expect(of(begun().message(captioned, { facts: model }).commands, "lookup")).toEqual([]);
  // Words that were not read against the question are of before.
  const unread = { ...understood("unknown", 0.9), model: true as const };
  expect(of(begun().say("zorp", { facts: unread }).commands, "lookup")).toEqual([]);
});

test("who stands where nothing is asked, and no way on holds, is led to the menu by whatever they write", () => {
  const next = [{ when: { known: true }, goto: "done" }];
  const { flow: head } = small.definition;
  const chat = talk(flowWith({ flow: { ...head, start: "sa" }, states: { sa: { say: "done.say", next } } }));
  expect(chat.say("oi").state.step).toBe("sa");
  expect(chat.say("alguém?")).toMatchObject({ rule: "sa:left", state: { step: "fruit" } });
});

test("after a wrong answer the options come as numbered text: buttons may not have been seen", () => {
  const { fruit } = small.definition.states;
  const chat = talk(flowWith({ states: { fruit: { ...fruit, show: "buttons" } } }));
  expect(chat.say("oi").commands).toContainEqual(expect.objectContaining({ type: "send-buttons" }));
  expect(chat.say("nada disso")).toMatchObject({
    ...{ rule: "fruit:invalid", texts: ["Não entendi.\n\nQual fruta?\n\n1. Maçã\n2. Pêra\n3. Verde"] },
  });
});

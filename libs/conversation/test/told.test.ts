import { LogEvent } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { initialState } from "../src/index.ts";
import { TOLD_COUNT_MAX } from "../src/state/limits.ts";
import { draftOf } from "../src/turn/draft.ts";
import { countTold, tellOnce, timesTold } from "../src/words/told.ts";
import { read, readerFlow } from "./reader-flow.ts";
import { NOW, talk } from "./talk.ts";

const draft = () => {
  const envelope = { id: "e", channel: "main", contact: "5511999990000", at: NOW, receivedAt: NOW };
  const event = LogEvent.parse({ type: "timer-fired", ...envelope, name: "nudge", generation: 1 });
  return draftOf(initialState(NOW), event, { now: NOW }, readerFlow);
};

test("a sentence is said once, then the next one, then none", () => {
  const one = draft();
  const tell = () => tellOnce(one, "engine.noted-change", "engine.no-hurry");
  expect([tell(), tell(), tell()]).toEqual(["Mudei.", "Sem pressa.", ""]);
});

test("a text that the flow does not have is passed over, and not counted", () => {
  const one = draft();
  expect(tellOnce(one, "engine.nothing-of-this-name", "engine.no-hurry")).toBe("Sem pressa.");
  expect(one.state.told).toEqual({ "engine.no-hurry": 1 });
});

test("more texts than a state may hold are not counted", () => {
  const one = draft();
  for (let index = 0; index <= TOLD_COUNT_MAX; index++) countTold(one, `text-${index}`);
  expect(Object.keys(one.state.told)).toHaveLength(TOLD_COUNT_MAX);
  countTold(one, "text-0");
  expect(timesTold(one, "text-0")).toBe(2);
});

describe("a question that comes again", () => {
  const asked = () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.say("quero marcar", read({ "request:book": 0.9 }));
    return chat;
  };

  test("has other words, also when the conversation comes back to it from elsewhere", () => {
    const chat = asked();
    chat.tap("w-self");
    chat.say("terça", read({ answer: 0.9 }));
    expect(chat.tap("s-no").texts).toEqual(["É para você?"]);
  });

  test("has its own words where it is asked to be repeated", () => {
    const chat = asked();
    chat.say("não digo", read({ refuse: 0.9 }));
    expect(chat.say("repetir").texts).toEqual(["Para quem?"]);
  });

  test("is new in a new session", () => {
    const chat = asked();
    chat.wait(31 * 60_000);
    chat.timer("session-end");
    chat.wait(80 * 3_600_000);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    expect(chat.say("quero marcar", read({ "request:book": 0.9 })).texts).toEqual(["Para quem?"]);
  });
});

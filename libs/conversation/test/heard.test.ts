import { expect, test } from "vitest";
import { slotValue } from "../src/reading/heard.ts";
import { saidOf } from "../src/reading/said.ts";
import { read, readerFlow } from "./reader-flow.ts";
import { talk } from "./talk.ts";

const serviceIn = (values: readonly { slot: string; value: string; confidence: number }[]) => {
  const understanding = read({ answer: 0.9 }).facts.understanding!;
  const reading = { ...understanding.reading!, values: [...values] };
  const said = saidOf({ kind: "text", text: "quero marcar", optionId: null }, { ...understanding, reading });
  return slotValue(readerFlow, said, "service");
};

test("a value is one that leads clearly; where several of a slot fit, none is given", () => {
  const speech = { slot: "service", value: "speech", confidence: 0.88 };
  expect(serviceIn([speech])).toBe("speech");
  expect(serviceIn([speech, { slot: "service", value: "psychiatry", confidence: 0.2 }])).toBe("speech");
  expect(serviceIn([speech, { slot: "service", value: "psychiatry", confidence: 0.7 }])).toBeUndefined();
  expect(serviceIn([speech, { slot: "for_whom", value: "self", confidence: 0.9 }])).toBe("speech");
});

test("the engine's own buttons of an older question say nothing to another one", () => {
  const chat = talk(readerFlow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  chat.say("quero marcar", read({ "request:book": 0.9 }));
  chat.tap("w-self");
  chat.say("quinta", read({ answer: 0.9 }));
  const turn = chat.message({ kind: "button-reply", buttonId: "meant-yes", label: "Pode enviar" });
  expect(turn).toMatchObject({ rule: "sum:old-button", state: { step: "sum" } });
});

test("a bare yes says nothing of days", () => {
  const chat = talk(readerFlow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  chat.say("quero marcar", read({ "request:book": 0.9 }));
  chat.tap("w-self");
  expect(chat.say("sim", read({ answer: 0.9 })).state).toMatchObject({ step: "when", invalidCount: 1 });
});

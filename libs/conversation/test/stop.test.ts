import { describe, expect, test } from "vitest";
import { actsWhileParked, compileFlow, initialState } from "../src/index.ts";
import { flowWith, flow as small } from "./flow.ts";
import { read, readerFlow } from "./reader-flow.ts";
import { NOW, of, talk, understood } from "./talk.ts";

const WORDS = "não quero mais mensagens";
const wish = (confidence: number, more: object = {}) => ({
  facts: { ...understood("opt_out", confidence), ...more },
});
const danger = { redFlag: { flagged: true, kind: "self_harm" } };

const flow = flowWith({
  flow: {
    ...small.definition.flow,
    routes: [
      { on: { intent: "opt_out", confidence: 1 }, goto: "stopped" },
      { on: { intent: "opt_out" }, goto: "stop" },
    ],
  },
  messages: {
    pt: {
      ...small.definition.messages.pt,
      ...{ "intents.opt_out": "parar", "stop.ask": "Parar?", "stop.yes": "Parar já" },
    },
  },
  states: {
    stop: { ask: "stop.ask", options: [{ id: "stop-yes", label: "stop.yes", words: "yes", goto: "stopping" }] },
    stopping: { say: "done.say", next: "stopped" },
    stopped: { stop: true },
  },
});
const begun = () => {
  const chat = talk(flow);
  chat.say("oi");
  return chat;
};

describe("a wish for no more messages, said plainly, is a stop word", () => {
  test("in the middle of a question", () => {
    const turn = begun().say(WORDS, wish(0.9));
    expect(turn).toMatchObject({ rule: "stop", texts: ["Tudo bem."], state: { optedOut: true, step: null } });
    expect(of(turn.commands, "send-text")).toMatchObject([{ author: "system" }]);
  });

  test.each([
    ["a person has the conversation", { mode: "human" as const, humanUntil: NOW + 1 }],
    ["the bot is paused", { mode: "paused" as const }],
    [
      "an event could not be handled",
      { mode: "human" as const, parked: { eventSeq: 1, since: NOW, resumeTo: "bot" as const } },
    ],
  ])("where %s", (_, given) => {
    const turn = talk(flow, { state: { ...initialState(NOW), ...given } }).say(WORDS, wish(0.9));
    expect(turn).toMatchObject({ rule: "stop", state: { ...given, optedOut: true } });
  });

  test("when the wish shows only in several messages together", () => {
    const chat = begun();
    const window = { inputWindowMs: 1_000 };
    chat.say("não quero mais", { facts: window });
    chat.say("as mensagens", { facts: window });
    chat.wait(1_000);
    expect(chat.timer("input", wish(0.95).facts)).toMatchObject({ rule: "stop", state: { pendingInput: null } });
  });

  test("but danger in the same words comes first, and who has stopped is not told twice", () => {
    expect(begun().say("não quero mais nada", { facts: understood("opt_out", 1, danger) }).rule).toBe("red-flag");
    const chat = begun();
    chat.say(WORDS, wish(1));
    expect(chat.say(WORDS, wish(1))).toMatchObject({ rule: "opted-out", texts: [] });
  });

  test("from the flow's own threshold on", () => {
    const { flow: head } = flow.definition;
    const strict = flowWith({
      ...flow.definition,
      flow: { ...head, confidence: { ...head.confidence, stop: 0.99 } },
    } as never);
    expect(strict.head.confidence).toEqual({ accept: 0.6, ask: 0.35, stop: 0.99 });
    const chat = talk(strict);
    chat.say("oi");
    expect(chat.say(WORDS, wish(0.98)).rule).toBe("flow:2:intent");
  });

  test("it acts on a parked contact at once; anything less waits", () => {
    const event = { type: "message-received", content: { kind: "text", text: WORDS } } as never;
    expect(actsWhileParked(event, flow, { now: NOW, ...understood("opt_out", 0.9) })).toBe(true);
    expect(actsWhileParked(event, flow, { now: NOW, ...understood("opt_out", 0.89) })).toBe(false);
    expect(actsWhileParked(event, flow, { now: NOW, ...understood("complaint", 1) })).toBe(false);
  });
});

describe("less plainly", () => {
  test("it is asked about, and a yes in any form is a stop", () => {
    const chat = begun();
    expect(chat.say(WORDS, wish(0.89))).toMatchObject({ rule: "flow:2:intent", texts: ["Parar?"] });
    const turn = chat.say("sim");
    expect(turn).toMatchObject({ rule: "stop", state: { optedOut: true, step: null, openPrompt: null } });
    expect(turn.visited).toEqual(["stop:stop-yes", "stopping", "stopped"]);
    expect(of(turn.commands, "send-text")).toMatchObject([
      { text: "Pronto.", author: "bot" },
      { text: "Tudo bem.", author: "system" },
    ]);
  });

  test("it is asked about once: did you mean, yes, done", () => {
    const chat = begun();
    expect(chat.say("menos avisos", wish(0.4))).toMatchObject({ rule: "did-you-mean:opt_out" });
    expect(chat.say("sim")).toMatchObject({ rule: "stop", texts: ["Tudo bem."] });
  });
});

describe("beside a request about data that a form told", () => {
  const { definition } = readerFlow;
  const keeping = compileFlow({
    ...definition,
    flow: { ...definition.flow, routes: [{ on: { act: "request:privacy" }, goto: "private" }] },
    states: {
      ...definition.states,
      private: {
        say: "sent.say",
        reactions: true,
        handoff: { team: "urgent", reason: "privacy", priority: "high" as const },
      },
    },
  });
  const both = (byForm: boolean) => {
    const { understanding } = read({}).facts;
    const privacy = { act: "request:privacy", confidence: 1, ...(byForm ? { byForm: true as const } : {}) };
    const acts = [privacy, { act: "request:stop_messages", confidence: 0.95 }];
    return { facts: { understanding: { ...understanding!, reading: { ...understanding!.reading!, acts } } } };
  };

  test.each([
    ["the bot speaks", {}, ["Enviei.", "Tudo bem."]],
    ["a person has the conversation", { mode: "human" as const, humanUntil: NOW + 1 }, ["Tudo bem."]],
    ["no more was wanted before", { optedOut: true }, []],
  ])("it is passed on, and the messages stop, where %s", (_title, given, texts) => {
    const turn = talk(keeping, { state: { ...initialState(NOW), ...given } }).say("parem e apaguem", both(true));
    expect(turn).toMatchObject({ texts, state: { optedOut: true, handedOver: null } });
    expect(of(turn.commands, "request-handoff")).toMatchObject([
      { team: "urgent", reason: "privacy", priority: "high" },
    ]);
  });

  test("it gives way to one that the reader alone told", () =>
    expect(talk(keeping, {}).say("apaguem", both(false)).state.optedOut).toBe(false));
});

test("a stop that another turn decided is no stop of this one", () => {
  const chat = begun();
  expect(chat.give({ type: "bot-stopped" })).toMatchObject({ rule: "stopped", state: { optedOut: true } });
  const carried = { ...initialState(NOW), optedOut: true };
  const merged = begun().give({ type: "merged-from", from: "5511900000001", carried });
  expect(merged).toMatchObject({ rule: "merged-from", state: { optedOut: true } });
});

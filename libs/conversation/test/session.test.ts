import { describe, expect, test } from "vitest";
import { read, readerFlow } from "./reader-flow.ts";
import { of, talk } from "./talk.ts";

const HOUR_MS = 3600_000;

/** A booking that stopped at the question when. */
function stopped(hours: number) {
  const chat = talk(readerFlow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  chat.say("quero marcar", read({ "request:book": 0.9 }));
  chat.tap("w-self");
  chat.wait(HOUR_MS / 2);
  const ended = chat.timer("session-end");
  chat.wait((hours - 0.5) * HOUR_MS);
  return { chat, ended };
}

describe("a session that ends midway", () => {
  test("with something learned becomes a lead", () => {
    const { ended } = stopped(1);
    expect(of(ended.commands, "capture-lead")).toMatchObject([{ kind: "unfinished", values: { whom: "self" } }]);
  });

  test("before anything was wanted does not", () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.wait(HOUR_MS);
    expect(of(chat.timer("session-end").commands, "capture-lead")).toEqual([]);
    expect(chat.state.suspended).toBeNull();
  });

  test("is taken up where it stopped, when asked to: nothing is asked twice", () => {
    const { chat } = stopped(70);
    const back = chat.say("oi", read({ "social:greeting": 0.9 }));
    expect(back).toMatchObject({ rule: "resume-asked", texts: ["Continuamos os dias?"] });
    expect(chat.tap("r-yes")).toMatchObject({ texts: ["Quando?"], state: { step: "when", values: { whom: "self" } } });
  });

  test("is taken up at once by what answers its question", () => {
    const { chat } = stopped(2);
    const turn = chat.say("quinta de manhã", read({ answer: 0.9 }));
    expect(turn).toMatchObject({ rule: "resumed:when:captured", state: { step: "sum" } });
  });

  test("is forgotten by who wants something else, and after 72 hours", () => {
    const { chat } = stopped(2);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    const other = chat.tap("r-no");
    expect(other.state).toMatchObject({ step: "fruit", suspended: null });
    expect(other.state.values).not.toHaveProperty("whom");
    const late = stopped(73).chat.say("oi", read({ "social:greeting": 0.9 }));
    expect(late.rule).toBe("session-started");
  });

  test("whose timer was lost ends by the next message, with the same lead", () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.say("quero marcar", read({ "request:book": 0.9 }));
    chat.wait(HOUR_MS);
    const turn = chat.say("oi", read({ "social:greeting": 0.9 }));
    expect(turn.rule).toBe("resume-asked");
    expect(of(turn.commands, "capture-lead")).toMatchObject([{ kind: "unfinished" }]);
  });
});

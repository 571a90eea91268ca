import {
  BUTTON_COUNT_MAX,
  BUTTON_LABEL_LENGTH_MAX,
  CAPTION_LENGTH_MAX,
  LIST_ROW_COUNT_MAX,
  LIST_ROW_TITLE_LENGTH_MAX,
  TEXT_LENGTH_MAX,
} from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { REPLY_VALID_MS } from "../src/state/limits.ts";
import { flowWith, flow as small } from "./flow.ts";
import { NOW, of, talk } from "./talk.ts";

const { pt } = small.definition.messages;

/** What a question with options of these labels is sent as; the first option has a second line. */
function asked(labels: readonly string[], { ask = "Qual?", ...more }: { ask?: string; show?: string } = {}) {
  const options = labels.map((_, index) => ({
    ...{ id: `o-${index}`, label: `label.${index}`, goto: "done" },
    ...(index === 0 ? { description: "more" } : {}),
  }));
  const texts = Object.fromEntries(labels.map((label, index) => [`label.${index}`, label]));
  const flow = flowWith({
    flow: { ...small.definition.flow, start: "sa" },
    states: { sa: { ask: "ask", options, ...more } },
    messages: { pt: { ...pt, ...texts, ask, more: "50 min" } },
  });
  return talk(flow).say("oi");
}
const label = (length: number) => "x".repeat(length);
const labels = (count: number, length: number) => Array.from({ length: count }, () => label(length));

describe("a question's options are shown as WhatsApp can show them", () => {
  test.each([
    [BUTTON_COUNT_MAX, BUTTON_LABEL_LENGTH_MAX, "send-buttons"],
    [BUTTON_COUNT_MAX + 1, BUTTON_LABEL_LENGTH_MAX, "send-list"],
    [LIST_ROW_COUNT_MAX, LIST_ROW_TITLE_LENGTH_MAX, "send-list"],
    [LIST_ROW_COUNT_MAX + 1, LIST_ROW_TITLE_LENGTH_MAX, "send-text"],
  ])("%i of %i characters: %s", (count, length, type) => {
    expect(asked(labels(count, length)).commands[0]!.type).toBe(type);
  });

  test("one that is too long is enough for something roomier", () => {
    const type = (...all: string[]) => asked(all).commands[0]!.type;
    expect(type("a", "b", label(BUTTON_LABEL_LENGTH_MAX + 1))).toBe("send-list");
    expect(type("a", "b", label(LIST_ROW_TITLE_LENGTH_MAX + 1))).toBe("send-text");
  });

  test("where the flow insists, long labels are cut, never inside a character, and too many are numbers", () => {
    const cut = [label(BUTTON_LABEL_LENGTH_MAX), `${label(BUTTON_LABEL_LENGTH_MAX - 1)} y`];
    const [buttons] = of(asked(cut, { show: "buttons" }).commands, "send-buttons");
    expect(buttons!.buttons).toEqual([
      { id: "o-0", label: cut[0] },
      { id: "o-1", label: label(BUTTON_LABEL_LENGTH_MAX - 1) },
    ]);
    const rows = labels(LIST_ROW_COUNT_MAX, LIST_ROW_TITLE_LENGTH_MAX + 9);
    const [list] = of(asked(rows, { show: "list" }).commands, "send-list");
    expect(list!.rows.map(({ title }) => title.length)).toEqual(rows.map(() => LIST_ROW_TITLE_LENGTH_MAX));
    expect(list!.rows[0]).toHaveProperty("description", "50 min");
    expect(list!.rows[1]).not.toHaveProperty("description");
    expect(asked([...rows, "x"], { show: "list" }).texts[0]).toMatch(/^Qual\?\n\n1\. x+ – 50 min\n2\. x+\n/);
  });
});

describe("a question", () => {
  test("may be sent again when its fate is unknown, for as long as a reply is of use, and is open from then on", () => {
    const { commands, state } = asked(["Sim", "Não"]);
    expect(commands[0]).toMatchObject({ author: "bot", repeatable: true, validUntil: NOW + REPLY_VALID_MS });
    expect(state.openPrompt).toEqual({ step: "sa", askedAt: NOW, nudged: false });
  });

  test("is no longer than a bubble, with its numbers and without", () => {
    const ask = "a".repeat(TEXT_LENGTH_MAX + 1);
    expect(asked(["Sim"], { ask }).texts).toEqual([ask.slice(0, TEXT_LENGTH_MAX)]);
    expect(asked(["Sim"], { ask: ask.slice(9), show: "numbers" }).texts[0]).toHaveLength(TEXT_LENGTH_MAX);
  });
});

describe("a picture or a file", () => {
  const sent = (kind: string, said: string) => {
    const media = { kind, url: "https://clinic.example/map" };
    const flow = flowWith({
      flow: { ...small.definition.flow, start: "sa" },
      states: { sa: { say: "said", media, end: true } },
      messages: { pt: { ...pt, said } },
    });
    return talk(flow).say("oi").commands;
  };
  const words = "a".repeat(CAPTION_LENGTH_MAX);

  test.each(["image", "video", "document"])("(%s) carries what fits under it, and is not sent twice", (kind) => {
    const common = { author: "bot", repeatable: false, url: "https://clinic.example/map" };
    expect(sent(kind, words)[0]).toMatchObject({ type: `send-${kind}`, ...common, caption: words });
    const [alone, text] = sent(kind, `${words}a`);
    expect(alone).not.toHaveProperty("caption");
    expect(text).toMatchObject({ type: "send-text", text: `${words}a` });
    expect(sent(kind, "")[0]).not.toHaveProperty("caption");
  });

  test("that is heard carries nothing", () => {
    const [audio, text] = sent("audio", "Ouça");
    expect(audio).toMatchObject({ type: "send-audio", author: "bot", repeatable: false });
    expect(text).toMatchObject({ type: "send-text", text: "Ouça", repeatable: false });
  });
});

import { describe, expect, test } from "vitest";
import { fieldText } from "../src/flow/choice.ts";
import { flowWith, flow as small } from "./flow.ts";
import { talk } from "./talk.ts";

const { pt } = small.definition.messages;
const services = {
  therapy: {
    name: { pt: "Terapia", en: "Therapy" },
    about: { pt: "50 min", en: "50 minutes" },
    words: { pt: ["psicóloga", "Terapia!"], es: ["psico"] },
    price: 180,
  },
  "group-talk": { name: { pt: "Grupo" }, about: { pt: ["às terças", "às quintas"] }, words: "roda", price: 90 },
  yoga: { name: { pt: "Ioga" }, words: { pt: ["?!"] }, price: 0 },
};
const OFFERED = { source: { catalogue: "services" }, into: "chosen_service", goto: "done" };
/** The small flow beginning with a question whose options come from the catalogue. */
const flowOf = (from: object, sa: object = {}, more: object = {}) =>
  flowWith({
    flow: { ...small.definition.flow, start: "sa" },
    catalogue: { services },
    states: { sa: { ask: "note.ask", from: { ...OFFERED, ...from }, ...sa }, ...more },
    messages: { pt: { ...pt, first: "Primeira", second: "Segunda", "second.more": "de novo" }, en: { first: "First" } },
  });

describe("options made from the catalogue", () => {
  const full = {
    ...{ description: "about", words: "words", set: { how: "here" }, do: [{ lead: "service" }], anytime: true },
  };

  test("are offered in the conversation's language, meant by their words in any, and keep their id", () => {
    expect(flowOf(full).choices("sa", "en")).toEqual([
      {
        ...{ id: "chosen-service-therapy", route: "chosen_service", label: "Therapy", description: "50 minutes" },
        means: "therapy",
        names: ["terapia", "therapy", "psicologa", "psico"],
        set: { how: "here", chosen_service: "therapy" },
        ...{ do: [{ lead: "service" }], goto: "done", anytime: true },
      },
      {
        ...{ id: "chosen-service-group-talk", route: "chosen_service", label: "Grupo", means: "group-talk" },
        ...{ description: "às terças, às quintas", names: ["grupo", "roda"] },
        set: { how: "here", chosen_service: "group-talk" },
        ...{ do: [{ lead: "service" }], goto: "done", anytime: true },
      },
      {
        ...{ id: "chosen-service-yoga", route: "chosen_service", label: "Ioga", names: ["ioga", ""] },
        means: "yoga",
        set: { how: "here", chosen_service: "yoga" },
        ...{ do: [{ lead: "service" }], goto: "done", anytime: true },
      },
    ]);
  });

  test("have no second line, no other words and no other time to be tapped unless the flow says so", () => {
    const [therapy] = flowOf({}).choices("sa", "pt");
    expect(therapy).toEqual({
      ...{ id: "chosen-service-therapy", route: "chosen_service", label: "Terapia", names: ["terapia", "therapy"] },
      ...{ set: { chosen_service: "therapy" }, do: [], goto: "done", anytime: false, means: "therapy" },
    });
  });

  test("may be labelled with a number", () => {
    const prices = flowOf({ label: "price" }).choices("sa", "pt");
    expect(prices.map(({ label, names }) => [label, names])).toEqual([
      ["180", ["180"]],
      ["90", ["90"]],
      ["0", ["0"]],
    ]);
  });

  test("of a collection that the catalogue has not are none, and those written in the flow come after", () => {
    const options = [{ id: "o-first", label: "first", goto: "done" }];
    const ids = (from: object) =>
      flowOf(from, { options })
        .choices("sa", "pt")
        .map(({ id }) => id);
    expect(ids({ source: { catalogue: "nothing" } })).toEqual(["o-first"]);
    expect(ids({ source: "patients" })).toEqual(["o-first"]);
    expect(ids({})).toEqual(["chosen-service-therapy", "chosen-service-group-talk", "chosen-service-yoga", "o-first"]);
  });
});

describe("options written in the flow", () => {
  test("are meant by their label in every language and by the words of their lists, said once each", () => {
    const options = [
      { id: "o-first", label: "first", words: ["yes", "thanks"], goto: "done", anytime: true },
      { id: "o-second", label: "second", description: "second.more", words: "no", goto: "done" },
    ];
    const sa = { ask: "note.ask", options };
    const [first, second] = flowOf({}, { ...sa, from: undefined }).choices("sa", "en");
    expect(first).toMatchObject({ id: "o-first", route: "o-first", label: "First", anytime: true });
    expect(first!.names).toEqual(["primeira", "first", "sim", "obrigado"]);
    expect(first).not.toHaveProperty("description");
    // English has no text for the second: the flow's first language has.
    expect(second).toMatchObject({ label: "Segunda", description: "de novo", anytime: false });
    expect(second!.names).toEqual(["segunda", "nao"]);
  });

  test("E4: one whose texts are missing is offered without any", () => {
    const options = [{ id: "o", label: "missing", description: "missing.too", goto: "done" }];
    const [only] = flowOf({}, { from: undefined, options }).choices("sa", "pt");
    expect(only).toEqual({
      ...{ id: "o", route: "o", label: "", names: [""], when: undefined, set: {}, do: [] },
      ...{ goto: "done", anytime: false },
    });
  });
});

test("a name without a letter is in no sentence", () => {
  const choosing = (text: string) => {
    const chat = talk(flowOf({ words: "words" }, {}, { hello: { say: "hello.say", next: "sa" } }));
    chat.say("oi");
    return chat.say(text).rule;
  };
  expect(choosing("pode ser ioga")).toBe("sa:chosen_service");
  expect(choosing("pode ser?!")).toBe("sa:invalid");
  const noticing = flowWith({
    flow: { ...small.definition.flow, notice: { service: "services" } },
    catalogue: { services },
  });
  expect(talk(noticing).say("quero ioga").state.values).toMatchObject({ service: "yoga" });
  expect(talk(noticing).say("quero?!").state.values).not.toHaveProperty("service");
});

describe("an option tapped on an older message", () => {
  const elsewhere = (anytime: boolean) => {
    const chat = talk(flowOf({ anytime }));
    chat.say("oi");
    chat.say("1");
    return chat;
  };

  test("counts where the flow says that it may be tapped at any time", () => {
    expect([...flowOf({ anytime: true }).anytime].map(([id, state]) => `${state}: ${id}`)).toEqual([
      ...["sa: chosen-service-therapy", "sa: chosen-service-group-talk", "sa: chosen-service-yoga"],
    ]);
    const tapped = elsewhere(true).tap("chosen-service-yoga");
    expect(tapped).toMatchObject({ rule: "sa:chosen_service", state: { values: { chosen_service: "yoga" } } });
  });

  test("is else no answer to what is asked now", () => {
    expect(flowOf({}).anytime.size).toBe(0);
    const tapped = elsewhere(false).tap("chosen-service-yoga");
    expect(tapped).toMatchObject({ rule: "after-end", state: { values: { chosen_service: "therapy" } } });
  });
});

test.each([
  [undefined, "en", ""],
  ["Terapia", "en", "Terapia"],
  [180, "en", "180"],
  [{ pt: "Terapia", en: "Therapy" }, "en", "Therapy"],
  [{ pt: "Terapia", en: "Therapy" }, "es", "Terapia"],
  [{ es: "Terapia" }, "en", ""],
  [{ pt: ["seg", "ter"], en: "Mon" }, "pt", "seg, ter"],
  [{ pt: ["seg", "ter"] }, "es", "seg, ter"],
] as const)("of a field %j is shown in %s: %s", (field, language, text) =>
  expect(fieldText(field as Parameters<typeof fieldText>[0], language, "pt")).toBe(text),
);

describe("a compiled flow", () => {
  test("knows what each thing of the catalogue is called, and nothing of what is not there (E4)", () => {
    const flow = flowOf({});
    expect(flow.things("services")).toEqual([
      { id: "therapy", names: ["terapia", "therapy", "psicologa", "psico"] },
      { id: "group-talk", names: ["grupo", "roda"] },
      { id: "yoga", names: ["ioga", ""] },
    ]);
    const wordless = flowWith({ catalogue: { fruits: { pear: { name: { pt: "Pêra" } } } } });
    expect(wordless.things("fruits")).toEqual([{ id: "pear", names: ["pera"] }]);
    expect(flow.things("nothing")).toEqual([]);
    expect(flow.choices("nowhere", "pt")).toEqual([]);
    expect(flow.message("nothing", "pt")).toBeUndefined();
  });

  test("says a text in the first language where a language has none, or is not written at all", () => {
    const flow = flowOf({});
    const said = (language: "pt" | "es" | "en") => flow.message("first", language)?.say(() => "");
    expect([said("pt"), said("en"), said("es")]).toEqual(["Primeira", "First", "Primeira"]);
    const foreign = flowWith({ flow: { ...small.definition.flow, languages: ["es", "pt"] } });
    expect(foreign.message("fruit.ask", "es")).toBeUndefined();
    expect(foreign.message("fruit.ask", "pt")?.source).toBe("Qual fruta?");
  });

  test("parses each text, list of options and pattern once", () => {
    const flow = flowOf({});
    expect(flow.choices("sa", "pt")).toBe(flow.choices("sa", "pt"));
    expect(flow.message("first", "pt")).toBe(flow.message("first", "pt"));
    expect(flow.message("first", "en")).not.toBe(flow.message("first", "pt"));
    expect(flow.pattern("a+")).toBe(flow.pattern("a+"));
    expect(flow.pattern("a+")).not.toBe(flow.pattern("b+"));
  });

  test("is another version as soon as anything in it is another", () => {
    expect(flowOf({}).version).toBe(flowOf({}).version);
    expect(flowOf({ anytime: true }).version).not.toBe(flowOf({}).version);
  });
});

import { FLOW_BUCKET } from "@acolhe/events";
import { CURRENT_FLOW, clinicFlow } from "@acolhe/flows";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, type Json, openDesk } from "./desk.ts";

let desk: Desk;
let flow: string;
let draft: Json;
beforeAll(async () => {
  desk = await openDesk({ nats: true });
  const made = await desk.call("POST", "/api/v1/flows", { body: { slug: "recepcao", name: "Recepção" } });
  expect(made).toMatchObject({ status: 201, body: { problems: [], version: 1, baseNumber: null } });
  draft = made.body;
  flow = `/api/v1/flows/${draft.flowId}`;
});
afterAll(() => desk[Symbol.asyncDispose]());

/** Saves the draft with one file changed; what is saved is what the next test begins with. */
async function save(file: string, change: (text: string) => string) {
  const files = { ...draft.files, [file]: change(draft.files[file]) };
  const saved = await desk.call("PUT", `${flow}/draft`, { body: { files }, version: draft.version });
  expect(saved.status).toBe(200);
  draft = saved.body;
}

/** Which version new sessions begin with. */
async function current(): Promise<string | undefined> {
  const bucket = await desk.api.broker.bus!.kvm.open(FLOW_BUCKET);
  const entry = await bucket.get(CURRENT_FLOW);
  return entry?.json<{ version: string }>().version;
}

test("a draft with a mistake is saved, told with its place, and neither tried nor published", async () => {
  await save("states/menu.yaml", (text) => text.replace("goto: services", "goto: servics"));
  const line = draft.files["states/menu.yaml"].split("\n").findIndex((one: string) => one.includes("servics")) + 1;
  expect(draft.problems).toContainEqual({
    ...{ file: "states/menu.yaml", line, column: expect.any(Number), rule: "unknown-state" },
    message: "there is no state servics",
  });
  for (const [url, options] of [
    [`${flow}/draft/try`, { body: { steps: [{ say: "oi" }] } }],
    [`${flow}/publish`, { body: {}, version: draft.version }],
  ] as const) {
    const refused = await desk.call("POST", url, options);
    expect(refused).toMatchObject({ status: 422, body: { code: "flow-has-problems" } });
    expect(refused.body.errors[0].path).toMatch(new RegExp(`^states/menu.yaml:${line}:\\d+$`));
  }
  expect((await desk.call("GET", `${flow}/versions`)).body.items).toEqual([]);
  await save("states/menu.yaml", (text) => text.replace("goto: servics", "goto: services"));
  expect(draft.problems).toEqual([]);
});

test("files that no parser should meet are problems, not mistakes of ours", async () => {
  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x,x]",
    ..."bcdefgh".split("").map((name, index) => {
      const former = "abcdefgh"[index];
      return `${name}: &${name} [${Array(10).fill(`*${former}`).join(",")}]`;
    }),
  ].join("\n");
  for (const text of [bomb, "[]", "5", "a: [", '"x"', "{{{{", "__proto__: { ask: a }"]) {
    const files = { ...draft.files, "states/menu.yaml": text };
    const saved = await desk.call("PUT", `${flow}/draft`, { body: { files }, version: draft.version });
    expect(saved.status, text.slice(0, 20)).toBe(200);
    expect(saved.body.problems.length, text.slice(0, 20)).toBeGreaterThan(0);
    draft = { ...saved.body, files: draft.files };
  }
  const broken = {
    ...draft.files,
    "messages/pt.yaml": draft.files["messages/pt.yaml"].replace("Dias e horários", "Dias {"),
  };
  const saved = await desk.call("PUT", `${flow}/draft`, { body: { files: broken }, version: draft.version });
  expect(saved.body.problems.length).toBeGreaterThan(0);
  draft = { ...saved.body, files: draft.files };
  await save("states/menu.yaml", (text) => text);
  expect(draft.problems).toEqual([]);
});

test("a draft is talked to: words, taps and time, and nothing reaches a patient", async () => {
  const steps = [
    ...[{ say: "oi" }, { say: "Rosana Prado" }, { waitMinutes: 10 }],
    ...[{ tap: "menu-services" }, { say: "atendente" }],
  ];
  const { status, body } = await desk.call("POST", `${flow}/draft/try`, { body: { steps }, as: "operator" });
  expect(status).toBe(200);
  expect(body.steps.map(({ answers }: Json) => answers.map(({ rule }: Json) => rule))).toEqual([
    ["session-started"],
    ["ask-name:captured"],
    ["nudge"],
    ["main-menu:menu-services"],
    ["handoff:asked"],
  ]);
  expect(body.steps[1].answers[0].shown.join("\n")).toMatch(/Rosana![\s\S]*\/tap menu-services/);
  const { streams } = desk.api.broker.bus!.jsm;
  expect((await streams.info("TURNS")).state.messages).toBe(0);
  expect((await streams.info("INBOUND")).state.messages).toBe(0);
});

test("publish, change, diff, publish again, go back: versions stay, and the bucket names the last one", async () => {
  const first = await desk.call("POST", `${flow}/publish`, { body: { note: "A primeira" }, version: draft.version });
  expect(first).toMatchObject({ status: 201, body: { number: 1, note: "A primeira", publishedBy: "admin" } });
  expect(first.body.hash, "the shipped flow, file by file").toBe(clinicFlow.version);
  expect(await current()).toBe(first.body.hash);

  const stale = await desk.call("POST", `${flow}/publish`, { body: {}, version: draft.version });
  expect(stale, "publishing made the draft's next version").toMatchObject({ status: 412 });
  draft = (await desk.call("GET", `${flow}/draft`)).body;
  expect(draft.baseNumber).toBe(1);
  await save("messages/pt.yaml", (text) => text.replace("Clínica Acolhe", "Clínica Aurora"));
  const diff = await desk.call("GET", `${flow}/diff?from=1`);
  expect(diff.body.files).toMatchObject([{ file: "messages/pt.yaml", change: "changed" }]);
  expect(diff.body.files[0].diff).toMatch(/^-.*Clínica Acolhe.*\n\+.*Clínica Aurora/m);

  const second = await desk.call("POST", `${flow}/publish`, { body: {}, version: draft.version });
  expect(second.body).toMatchObject({ number: 2, note: null });
  expect(await current()).toBe(second.body.hash);
  const back = await desk.call("POST", `${flow}/versions/1/publish`, { body: { note: "De volta" } });
  expect(back.body).toMatchObject({ number: 3, hash: first.body.hash, note: "De volta" });
  expect(await current()).toBe(first.body.hash);
  expect((await desk.call("GET", `${flow}/diff?from=1&to=3`)).body.files).toEqual([]);
  const { items } = (await desk.call("GET", `${flow}/versions`)).body;
  expect(items.map(({ number }: Json) => number)).toEqual([3, 2, 1]);
  expect((await desk.call("GET", `${flow}/versions/2`)).body.files["messages/pt.yaml"]).toContain("Aurora");
});

test("while the broker is away nothing is published, and nothing says that it was", async () => {
  await desk.nats?.kill("SIGKILL");
  const refused = await desk.call("POST", `${flow}/versions/2/publish`, { body: {} });
  expect(refused).toMatchObject({ status: 503 });
  expect((await desk.call("GET", `${flow}/versions`)).body.items).toHaveLength(3);
});

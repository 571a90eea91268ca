import { LIVE, writeRows } from "@acolhe/database/projection";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.ts";
import { at, contactOf, projectTurn } from "./projected.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  for (let n = 1; n <= 5; n += 1) await projectTurn(desk, n, { minute: n });
});
afterAll(() => desk[Symbol.asyncDispose]());

describe("conversations", () => {
  const names = async (query: string) =>
    (await desk.call("GET", `/api/v1/conversations?${query}`, { as: "attendant" })).body.items.map(
      (one: { name: string }) => one.name[0],
    );

  test("are listed newest first, a page after the other, with what was said last", async () => {
    const first = (await desk.call("GET", "/api/v1/conversations?limit=2")).body;
    expect(first).toMatchObject({ total: 5, totalIsExact: true });
    expect(first.items[0]).toMatchObject({
      name: "Elza Paz",
      step: "menu",
      last: { author: "patient", kind: "text" },
    });
    expect(await names(`limit=2&cursor=${first.next}`)).toEqual(["C", "B"]);
    expect(await names("sort=lastMessageAt&limit=2")).toEqual(["A", "B"]);
  });

  test("are filtered; those who wait come by how long they wait", async () => {
    expect(await names("mode=human")).toEqual(["D", "B"]);
    expect(await names("parked=true")).toEqual(["D"]);
    expect(await names("step=menu&channel=main")).toEqual(["E", "C", "A"]);
    expect(await names("q=celia d")).toEqual(["C"]);
    expect(await names(`q=${contactOf(2).slice(-6)}`)).toEqual(["B"]);
    const { items } = (await desk.call("GET", "/api/v1/conversations?sort=waitingSince")).body;
    expect(items.map(({ name }: { name: string }) => name[0])).toEqual(["B", "D"]);
    const seconds = (Date.now() - Date.parse(at(2))) / 1000;
    expect(Math.abs(items[0].waitingSeconds - Math.max(0, seconds))).toBeLessThan(60);
  });

  test("a cursor that is no instant is refused, not our mistake", async () => {
    const cursor = Buffer.from(JSON.stringify(["-lastMessageAt", "ontem", 1])).toString("base64url");
    expect(await desk.call("GET", `/api/v1/conversations?cursor=${cursor}`)).toMatchObject({ status: 400 });
  });

  test("one is read with its timeline, and the audit says who read it", async () => {
    const path = `/api/v1/conversations/main/${contactOf(1)}`;
    expect((await desk.call("GET", path)).body).toMatchObject({
      name: "Alda Reis",
      mode: "bot",
      waitingSeconds: null,
    });
    const timeline = await desk.call("GET", `${path}/timeline`, { as: "attendant" });
    expect(timeline.body.items.map(({ type }: { type: string }) => type)).toEqual(["turn", "message"]);
    expect(timeline.body).toMatchObject({
      items: [{ rule: "menu:1" }, { author: "patient", delivery: null }],
      next: null,
    });
    const before = await desk.call("GET", `${path}/timeline?before=${at(1)}`);
    expect(before.body).toEqual({ items: [], next: null });
    expect(await desk.call("GET", `/api/v1/conversations/main/${contactOf(9)}/timeline`)).toMatchObject({
      status: 404,
    });
    const audit = await desk.call("GET", `/api/v1/audit?action=read&entityId=main:${contactOf(1)}`);
    expect(audit.body.items).toHaveLength(3);
    expect(JSON.stringify(desk.logged)).not.toMatch(/Alda|Elza|5511900/);
  });
});

test("what another system sent stands in the timeline as its own, and in the list as what was said last", async () => {
  const n = 5;
  const reminder = {
    ...{ channel: "main", contactKey: contactOf(n), id: "other-1", author: "other-system", at: at(n) },
    ...{ kind: "text", text: "Sua consulta é amanhã", media: null, inboundSeq: 1, turnSeq: null, commandIndex: null },
    ...{ messageId: "X1", details: null, editedAt: null, revokedAt: null },
  };
  await writeRows({ db: desk.api.db, schema: LIVE }, "messages", [reminder]);
  const { items } = (await desk.call("GET", `/api/v1/conversations/main/${contactOf(n)}/timeline`)).body;
  expect(items.find(({ id }: { id: string }) => id === "other-1")).toMatchObject({
    author: "other-system",
    text: "Sua consulta é amanhã",
    delivery: null,
    rule: null,
  });
  const [first] = (await desk.call("GET", "/api/v1/conversations?limit=1")).body.items;
  expect(first.last).toMatchObject({ author: "other-system" });
});

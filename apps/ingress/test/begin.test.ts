import { once } from "node:events";
import { createServer } from "node:http";
import type { Begun, Channel } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { CHANNEL, startDesk, stored, textMessage } from "./desk.ts";

const DAY_MS = 24 * 3600_000;
const ANA = "5511990000001";
const BIA = "5511990000002";
/** Without the ninth digit: her key has it. */
const CARLA = "551190000003";
const DUDA_LID = "126104500000003@lid";

const chat = (phone: string, daysAgo: number) => ({
  phone,
  isGroup: false,
  lastMessageTime: String(Math.floor((Date.now() - daysAgo * DAY_MS) / 1000)),
});
const CHATS = [chat(ANA, 1), chat(BIA, 30), chat(CARLA, 6.9), chat(DUDA_LID, 3), chat("120363019500000001-group", 0)];

/** A gateway that lists chats once it is up, two a page. */
async function startGateway(options: { up: boolean }) {
  const state = { ...options, lists: 0 };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://gateway");
    response.setHeader("content-type", "application/json");
    if (!pathname.endsWith("/chats")) return response.end('{"value":true,"connected":true}');
    if (!state.up) return response.writeHead(502).end("{}");
    const page = Number(searchParams.get("page"));
    if (page === 1) state.lists++;
    return response.end(JSON.stringify(CHATS.slice((page - 1) * 2, page * 2)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const gateway = { baseUrl: `http://127.0.0.1:${port}`, publicUrl: "http://127.0.0.1:1", timeoutMs: 2_000 };
  return {
    state,
    gateway,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Desk = Awaited<ReturnType<typeof startDesk>>;
const startWith = (gateway: Awaited<ReturnType<typeof startGateway>>, channel: Partial<Channel> = {}) =>
  startDesk({ gateway: gateway.gateway, channels: [{ ...CHANNEL, ...channel }] });
const begunOf = async (desk: Desk) => (await (await desk.bus.kvm.open("begun")).get("main"))?.json<Begun>();
const hasBegun = async (desk: Desk) => (await begunOf(desk))?.doneAt !== undefined;
const controls = async (desk: Desk) =>
  (await stored(desk.bus, "INBOUND")).filter(({ body }) => body.type === "known-before-start");
const told = async (desk: Desk) =>
  (await controls(desk)).map(({ body }) => `${body.contact} ${body.active ? "active" : "known"}`).sort();

test("before the bot speaks, who was under way is in the log as such, under the key their messages will have", async () => {
  await using gateway = await startGateway({ up: true });
  await using desk = await startWith(gateway);
  await eventually(() => hasBegun(desk));
  expect(await told(desk)).toEqual([`${ANA} active`, "5511990000003 active", "lid-126104500000003 active"]);
  // A payload that names her by both leads to the same contact.
  await desk.post(textMessage(1, { phone: CARLA, chatLid: null }));
  const message = await eventually(async () =>
    (await stored(desk.bus, "INBOUND")).find(({ body }) => body.type === "message-received"),
  );
  expect(message.body.contact).toBe("5511990000003");
});

test("a number for new contacts only knows everybody, and tells who is under way", async () => {
  await using gateway = await startGateway({ up: true });
  await using desk = await startWith(gateway, { goLive: "new-contacts", activeDays: 2 });
  await eventually(() => hasBegun(desk));
  const known = [`${ANA} active`, `${BIA} known`, "5511990000003 known", "lid-126104500000003 known"];
  expect(await told(desk)).toEqual(known);
});

test("one that observes does not begin, and without days the gateway is not asked", async () => {
  await using gateway = await startGateway({ up: false });
  await using observing = await startWith(gateway, { goLive: "observe" });
  await using careless = await startWith(gateway, { activeDays: 0 });
  await eventually(() => hasBegun(careless));
  expect(await begunOf(observing)).toBeUndefined();
  expect(gateway.state.lists).toBe(0);
});

test("a gateway that cannot list is asked again and complained about; the days count from the first start", async () => {
  await using gateway = await startGateway({ up: false });
  await using desk = await startWith(gateway);
  await eventually(() => desk.lines.some((line) => line.includes("says nothing")));
  expect(await desk.metricsText()).toMatch(/channel_begun\{[^}]*\} 0/);
  const first = (await begunOf(desk))!;
  await desk.restart();
  gateway.state.up = true;
  await eventually(() => hasBegun(desk), { deadlineMs: 30_000 });
  expect((await begunOf(desk))!.startedAt).toBe(first.startedAt);
  await eventually(async () => /channel_begun\{[^}]*\} 1/.test(await desk.metricsText()));
  expect(await told(desk)).toHaveLength(3);
});

test("begun once, it never begins again; setting it to new contacts only is a beginning of its own", async () => {
  await using gateway = await startGateway({ up: true });
  await using desk = await startWith(gateway);
  await eventually(() => hasBegun(desk));
  const { lists } = gateway.state;
  await desk.restart();
  await eventually(async () => /channel_begun\{[^}]*\} 1/.test(await desk.metricsText()));
  expect(gateway.state.lists).toBe(lists);
  expect(await told(desk)).toHaveLength(3);
  await desk.restart({ channels: [{ ...CHANNEL, goLive: "new-contacts" }] });
  await eventually(async () => (await begunOf(desk))?.for === "new-contacts" && hasBegun(desk));
  expect((await told(desk)).filter((line) => line.endsWith("known"))).toEqual([`${BIA} known`]);
});

test("several processes and one killed half way write one control a contact", async () => {
  await using gateway = await startGateway({ up: true });
  await using desk = await startWith(gateway);
  await eventually(() => hasBegun(desk));
  const kv = await desk.bus.kvm.open("begun");
  const { doneAt: _, ...half } = (await begunOf(desk))!;
  await kv.put("main", JSON.stringify(half));
  await desk.restart();
  await eventually(() => hasBegun(desk));
  expect(await told(desk)).toHaveLength(3);
});

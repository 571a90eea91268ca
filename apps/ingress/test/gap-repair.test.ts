import { once } from "node:events";
import { createServer } from "node:http";
import type { Heard } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { CHANNEL, startDesk, stored, textMessage } from "./desk.ts";

const [ANA, BIA, OLD] = ["5511990000001", "5511990000002", "5511990000003"];
const DAY_MS = 24 * 3600_000;
const GAPS = { waitMs: 300, everyMs: 0 };
const WAIT = { deadlineMs: 30_000 };

/** A gateway that lists what it is told to. */
async function startGateway() {
  const state = { chats: [] as object[], fails: false };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://gateway");
    response.setHeader("content-type", "application/json");
    if (!pathname.endsWith("/chats")) return response.end('{"value":true,"connected":true}');
    if (state.fails) return response.writeHead(502).end("{}");
    return response.end(JSON.stringify(searchParams.get("page") === "1" ? state.chats : []));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return {
    state,
    gateway: { baseUrl: `http://127.0.0.1:${port}`, publicUrl: "http://127.0.0.1:1", timeoutMs: 2_000 },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
const chat = (phone: string, at: number, unread = 1) => ({
  phone,
  unread: String(unread),
  lastMessageTime: String(Math.floor(at / 1000)),
  isGroup: false,
});

test("what moved without a webhook is told once, whatever restarts; what was before the first start is not", async () => {
  await using gateway = await startGateway();
  const { state } = gateway;
  state.chats = [chat(ANA, Date.now() - 60_000)];
  await using desk = await startDesk({
    gateway: gateway.gateway,
    gaps: GAPS,
    channels: [{ ...CHANNEL, activeDays: 0 }],
  });
  const heard = async () => (await (await desk.bus.kvm.open("heard")).get("main"))?.json<Heard>();
  const log = async () => (await stored(desk.bus, "INBOUND")).map(({ body }) => `${body.contact} ${body.type}`);
  const before = (await eventually(heard, WAIT))!;
  const compared = async (after: number) => (await heard())!.comparedUntil > after && heard();
  const failed = async () => /chat_comparisons_total\{[^}]*failed[^}]*\}/.test(await desk.metricsText());

  await desk.post(textMessage(1, { phone: BIA, chatLid: null, momment: Date.now() }));
  state.chats = [chat(BIA, Date.now())];
  await desk.restart();
  const first = (await eventually(() => compared(before.comparedUntil), WAIT)) as Heard;
  expect(await log(), "her webhook came").toEqual([`${BIA} message-received`]);

  // A second later than what is known of Bia: lists give whole seconds.
  await eventually(() => Date.now() > first.comparedUntil + 3_000, WAIT);
  state.chats = [chat(ANA, Date.now()), chat(BIA, Date.now(), 0)];
  state.fails = true;
  await desk.restart();
  await eventually(failed, WAIT);
  expect((await heard())!.comparedUntil, "nothing was compared").toBe(first.comparedUntil);
  state.fails = false;
  await desk.restart();
  const second = (await eventually(() => compared(first.comparedUntil), WAIT)) as Heard;
  await desk.restart();
  const third = (await eventually(() => compared(second.comparedUntil), WAIT)) as Heard;

  // The number was off line, and Ana wrote to it.
  const number = { instanceId: CHANNEL.instanceId, phone: "5511900000000" };
  await desk.post({ type: "DisconnectedCallback", disconnected: true, ...number, momment: Date.now(), error: "away" });
  await eventually(() => Date.now() > third.comparedUntil + 3_000, WAIT);
  state.chats = [chat(ANA, Date.now())];
  await desk.post({ type: "ConnectedCallback", connected: true, ...number, momment: Date.now() });
  await eventually(() => compared(third.comparedUntil), WAIT);
  // Ingress was away for longer than the log is kept.
  const away = { aliveAt: Date.now() - 40 * DAY_MS, comparedUntil: Date.now() - 40 * DAY_MS };
  await (await desk.bus.kvm.open("heard")).put("main", JSON.stringify(away));
  state.chats = [chat(OLD, Date.now() - 35 * DAY_MS)];
  await desk.restart();
  await eventually(() => compared(away.comparedUntil), WAIT);
  const told = (await log()).filter((line) => !line.endsWith("message-received"));
  expect(told.sort()).toEqual([
    `${ANA} message-missed`,
    `${ANA} message-missed`,
    `${BIA} message-missed`,
    `${BIA} takeover-started`,
  ]);
}, 120_000);

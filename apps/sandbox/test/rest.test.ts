import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { fixture, start } from "./harness.ts";
import { shapeDifferences } from "./shape.ts";

const ANA = "5511990000001";
// Recorded while disconnected, or with wrong credentials: covered by the tests below.
const SPECIAL =
  /client-token|instance-not-found|enqueue-disabled|unsupported-media|status-disconnected|phone-exists-false|queue-list/;
const RECORDED = readdirSync(new URL("./fixtures", import.meta.url))
  .map((file) => file.replace(".json", ""))
  .filter((name) => /^(send|api)-/.test(name) && !SPECIAL.test(name));

test.each(RECORDED)("%s: the answer has the recorded status and shape", async (name) => {
  await using desk = await start();
  const { request, response } = fixture(name);
  const route = request.path.replace("/instances/{instanceId}/token/{token}/", "");
  const answer = await desk.zapi(request.method, route, request.body);
  expect(answer.status).toBe(response.status);
  if (response.status !== 204 && response.body !== null)
    expect(shapeDifferences(answer.body, response.body)).toEqual([]);
});

test("wrong credentials get the recorded answers", async () => {
  await using desk = await start();
  const body = { phone: ANA, message: "Olá" };
  const cases: [string, string, Record<string, string>][] = [
    ["send-error-client-token-missing", `${desk.zapiBase}send-text`, {}],
    ["send-error-client-token-rejected", `${desk.zapiBase}send-text`, { "client-token": "wrong" }],
    ["send-error-instance-not-found", "/instances/AAAA/token/BBBB/send-text", { "client-token": "x" }],
  ];
  for (const [name, path, headers] of cases)
    expect(await desk.call("POST", path, body, headers), name).toEqual(fixture(name).response);
});

test("a body without content type is refused with 415", async () => {
  await using desk = await start();
  const headers = { "client-token": "F00000000000000000000000000000000S" };
  const response = await fetch(`${desk.base}${desk.zapiBase}send-text`, {
    method: "POST",
    headers,
    body: new Uint8Array(2),
  });
  expect(response.status).toBe(415);
});

test("sends are refused while disconnected when the setting says so", async () => {
  await using desk = await start();
  await desk.zapi("PUT", "update-queue-settings", { disableEnqueueWhenDisconnected: true });
  await desk.call("PUT", "/sandbox/faults", { disconnected: true });
  const { body, status } = await desk.zapi("POST", "send-text", { phone: ANA, message: "Olá" });
  expect({ status, body }).toEqual(fixture("send-error-enqueue-disabled").response);
  expect((await desk.zapi("GET", "status")).body).toEqual(fixture("api-status-disconnected").response.body);
});

test("the queue pages, counts and forgets", async () => {
  await using desk = await start({ minMs: 60_000, maxMs: 60_000 });
  for (let index = 0; index < 6; index += 1)
    await desk.zapi("POST", "send-text", { phone: ANA, message: `m${index}`, delayMessage: 15 });
  // The first of an idle queue leaves at once.
  await desk.webhook((one) => one.type === "DeliveryCallback");
  const first = await desk.zapi("POST", "queue", { pageSize: 3 });
  expect(shapeDifferences(first.body, fixture("api-queue-list").response.body)).toEqual([]);
  const second = await desk.zapi("POST", "queue", { pageSize: 3, pagingState: first.body.pagingState });
  expect(second.body).toMatchObject({ hasMore: false, pagingState: null });
  const pages = [...first.body.messages, ...second.body.messages].map((one) => one.Message);
  expect(pages).toEqual(["m1", "m2", "m3", "m4", "m5"]);
  await desk.zapi("DELETE", `queue/${first.body.messages[0].ZaapId}`);
  expect((await desk.zapi("GET", "queue/count")).body).toEqual({ count: 4 });
  await desk.zapi("DELETE", "queue");
  expect((await desk.zapi("GET", "queue/count")).body).toEqual({ count: 0 });
});

test("settings are read back from /me", async () => {
  await using desk = await start();
  await desk.zapi("PUT", "update-webhook-received", { value: "https://bot.example/a" });
  await desk.zapi("PUT", "update-notify-sent-by-me", { notifySentByMe: false });
  const { body } = await desk.zapi("GET", "me");
  expect(body).toMatchObject({ receivedCallbackUrl: "https://bot.example/a", receiveCallbackSentByMe: false });
});

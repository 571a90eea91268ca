import { expect, test } from "vitest";
import { start } from "./harness.ts";

const ANA = "5511990000001";

test("numbers with and without the ninth digit and the LID are one chat", async () => {
  await using desk = await start();
  await desk.call("POST", `/sandbox/chats/${ANA}/messages`, { text: "um" });
  for (const phone of [ANA, "551190000001", "81896600000001@lid"])
    await desk.zapi("POST", "send-text", { phone, message: phone });
  await desk.webhook((one) => one.text?.message === "81896600000001@lid");
  const { body } = await desk.call("GET", "/sandbox/chats/551190000001");
  expect(body.messages.map((one: { from: string; text: string }) => [one.from, one.text])).toEqual([
    ["patient", "um"],
    ["clinic", ANA],
    ["clinic", "551190000001"],
    ["clinic", "81896600000001@lid"],
  ]);
});

test("a lost answer after queueing is delivered; one before is not", async () => {
  await using desk = await start();
  await desk.call("PUT", "/sandbox/faults", { lostAnswerSentRate: 1 });
  await expect(desk.zapi("POST", "send-text", { phone: ANA, message: "chega" })).rejects.toThrow();
  await desk.call("PUT", "/sandbox/faults", { lostAnswerSentRate: 0, lostAnswerUnsentRate: 1 });
  await expect(desk.zapi("POST", "send-text", { phone: ANA, message: "some" })).rejects.toThrow();
  await desk.webhook((one) => one.status === "READ");
  const { messages } = (await desk.call("GET", `/sandbox/chats/${ANA}`)).body;
  expect(messages.map((one: { text: string }) => one.text)).toEqual(["chega"]);
  const { calls } = (await desk.call("GET", "/sandbox/calls?since=0")).body;
  expect(calls.map((one: { outcome: string }) => one.outcome)).toEqual(["queued-answer-lost", "lost"]);
});

test("the echo can overtake the answer", async () => {
  await using desk = await start();
  await desk.call("PUT", "/sandbox/faults", { echoBeforeAnswerRate: 1 });
  const { body } = await desk.zapi("POST", "send-text", { phone: ANA, message: "eco" });
  expect(desk.received.some((one) => one.body.fromMe && one.body.messageId === body.messageId)).toBe(true);
});

test("the same seed makes the same faults", async () => {
  await using desk = await start();
  const run = async () => {
    await desk.call("PUT", "/sandbox/faults", { seed: 7, errorRate: 0.5, errorStatus: 503 });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index += 1)
      statuses.push((await desk.zapi("POST", "send-text", { phone: ANA, message: "x" })).status);
    return statuses;
  };
  const first = await run();
  expect(new Set(first)).toEqual(new Set([200, 503]));
  expect(await run()).toEqual(first);
});

test("webhooks can be dropped, doubled, delayed and swapped", async () => {
  await using desk = await start();
  const say = (text: string) => desk.call("POST", `/sandbox/chats/${ANA}/messages`, { text });
  const faults = (body: object) => desk.call("PUT", "/sandbox/faults", body);
  await faults({ dropWebhookRate: 1 });
  await say("perdida");
  await faults({ dropWebhookRate: 0, duplicateWebhookRate: 1 });
  await say("dupla");
  await faults({ duplicateWebhookRate: 0, delayedWebhookRate: 1, delayedWebhookMs: 150 });
  await say("tarde");
  await faults({ delayedWebhookRate: 0, reorderWebhookRate: 1 });
  await say("segunda");
  await faults({ reorderWebhookRate: 0 });
  await say("primeira");
  await desk.webhook((one) => one.text?.message === "tarde");
  expect(desk.received.map((one) => one.body.text.message)).toEqual(["dupla", "dupla", "primeira", "segunda", "tarde"]);
});

test("mistakes of the caller are problems with advice", async () => {
  await using desk = await start();
  const wrong = await desk.call("PUT", "/sandbox/faults", { errorRate: 2 });
  expect(wrong).toMatchObject({ status: 400, body: { type: "about:blank", status: 400 } });
  expect((await desk.call("POST", "/sandbox/chats/abc/messages", { text: "oi" })).status).toBe(400);
  expect((await desk.call("GET", "/sandbox/nothing")).status).toBe(404);
});

test("a reset empties the chats and keeps the webhooks", async () => {
  await using desk = await start();
  await desk.call("POST", `/sandbox/chats/${ANA}/messages`, { text: "antes" });
  await desk.webhook((one) => one.text?.message === "antes");
  await desk.call("POST", "/sandbox/reset");
  expect((await desk.call("GET", `/sandbox/chats/${ANA}`)).body.messages).toEqual([]);
  await desk.call("POST", `/sandbox/chats/${ANA}/messages`, { text: "depois" });
  await desk.webhook((one) => one.text?.message === "depois");
});

test("sample and uploaded media can be downloaded", async () => {
  await using desk = await start();
  const link = async (order: object) => {
    const { body } = await desk.call("POST", `/sandbox/chats/${ANA}/messages`, order);
    const { image, audio, document } = (await desk.webhook((one) => one.messageId === body.messageId)).body;
    return fetch(image?.imageUrl ?? audio?.audioUrl ?? document.documentUrl);
  };
  expect((await link({ kind: "image" })).headers.get("content-type")).toBe("image/png");
  expect((await link({ kind: "audio" })).headers.get("content-type")).toContain("audio/ogg");
  const own = await link({ kind: "document", url: "data:text/plain;base64,b2k=", fileName: "a.txt" });
  expect(await own.text()).toBe("oi");
  const page = await link({ kind: "document", url: "data:text/html,<script>1</script>", fileName: "50%.html" });
  expect(page.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''50%25.html");
  expect(page.headers.get("content-security-policy")).toContain("sandbox");
  const half = await link({ kind: "document", url: "data:text/plain,100%", fileName: "a.txt" });
  expect(await half.text()).toBe("100%");
});

import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { WEBHOOK_BODY_BYTES_MAX } from "@acolhe/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixture, SECRET, startDesk, stored, textMessage } from "./desk.ts";

let desk: Awaited<ReturnType<typeof startDesk>>;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const good = fixture("received-text");
const bytes = (n: number) => Buffer.alloc(n, " ");
const cases: ReadonlyArray<[string, number, unknown, Parameters<typeof desk.post>[1]]> = [
  ["an unknown secret", 401, good, { path: "/webhooks/zapi/not-the-secret-of-anybody" }],
  ["a very long secret", 404, good, { path: `/webhooks/zapi/${"x".repeat(600)}` }],
  ["a wrong token header", 401, good, { headers: { "z-api-token": "wrong" } }],
  ["another instance", 403, { ...good, instanceId: "someone-else" }, {}],
  ["no instance", 403, { type: "ReceivedCallback" }, {}],
  ["an array", 403, [], {}],
  ["no JSON", 400, null, { raw: "{not json" }],
  ["no body", 400, null, { raw: "" }],
  ["bytes that are not UTF-8", 400, null, { raw: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }],
  ["too large a body", 413, null, { raw: bytes(WEBHOOK_BODY_BYTES_MAX + 1) }],
  [
    "gzip that grows too large",
    413,
    null,
    { raw: gzipSync(bytes(50_000_000)), headers: { "content-encoding": "gzip" } },
  ],
  ["gzip that is none", 400, good, { headers: { "content-encoding": "gzip" } }],
  ["another encoding", 415, good, { headers: { "content-encoding": "br" } }],
  ["another path", 404, good, { path: "/somewhere" }],
  ["a broken path", 400, good, { path: "/webhooks/zapi/%zz" }],
];

for (const [name, status, body, init] of cases) {
  test(`${name} is refused with ${status} and a sentence`, async () => {
    const response = await desk.post(body, init);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const problem = (await response.json()) as Record<string, unknown>;
    expect({ ...problem, status: response.status }).toMatchObject({ status, title: expect.any(String) });
    expect(problem.status).toBe(status);
    expect(problem.detail).toMatch(/^[A-Z].+\.$/);
    expect(JSON.stringify(problem)).not.toContain(SECRET);
  });
}

test("after all refusals nothing is stored", async () => {
  expect(await stored(desk.bus, "INBOUND")).toEqual([]);
  expect(await stored(desk.bus, "DELIVERY")).toEqual([]);
});

test("what is not HTTP gets a problem too", async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(desk.url).port), "127.0.0.1", () => socket.write("NOT HTTP\r\n\r\n"));
    let text = "";
    socket.on("data", (data) => {
      text += data;
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
  expect(answer).toContain("400 Bad Request");
  expect(answer).toContain("application/problem+json");
});

test("the older secret, gzip, an absent token, an offered upgrade and any content type are taken", async () => {
  const previous = "/webhooks/zapi/an-older-secret-path-of-the-number";
  const answers = [
    await desk.post(textMessage(1), { path: previous }),
    await desk.post(null, { raw: gzipSync(JSON.stringify(textMessage(2))), headers: { "content-encoding": "gzip" } }),
    await desk.post(textMessage(3), { headers: { "z-api-token": "" } }),
    await desk.post(textMessage(4), { headers: { "content-type": "text/plain" } }),
  ];
  expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200]);
  expect(await desk.metricsText()).toMatch(/webhook_token_absent_total\{[^}]*\} 1/);
  expect((await stored(desk.bus, "INBOUND")).map((m) => m.body.messageId)).toEqual(["M1", "M2", "M3", "M4"]);
});

test("no payload of ours stops it", async () => {
  const instanceId = good.instanceId;
  const odd: unknown[] = [
    { instanceId },
    { instanceId, type: 7 },
    { instanceId, type: "ReceivedCallback" },
    { instanceId, type: "ReceivedCallback", phone: { a: 1 }, messageId: [], momment: "x" },
    { ...good, messageId: "x".repeat(900_000) },
    { ...good, messageId: "big", text: { message: "\u0001".repeat(150_000) } },
    { ...good, messageId: "huge", text: { message: "é".repeat(500_000) } },
    { ...good, phone: "9".repeat(40), chatLid: "../../x" },
    { ...good, chatLid: "1.>*", phone: "*.>" },
  ];
  for (const body of odd) expect((await desk.post(body)).status, JSON.stringify(body).slice(0, 80)).toBe(200);
  const deep = `{"instanceId":"${instanceId}","type":"New","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  expect([200, 400]).toContain((await desk.post(null, { raw: deep })).status);
  expect((await fetch(`${desk.url}/health/live`)).status).toBe(200);
});

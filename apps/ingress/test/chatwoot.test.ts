import { createHmac, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Channel, ControlEvent, DeskReported, InboundEvent, WebhookIgnored } from "@acolhe/events";
import { eventually, rootDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { CHANNEL, startDesk, stored, textMessage } from "./desk.ts";

const folder = join(rootDirectory, "libs/chatwoot/fixtures");
// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary JSON
const recorded = (name: string): any => JSON.parse(readFileSync(join(folder, `webhook.${name}.json`), "utf8"));
const NAMES = readdirSync(folder)
  .flatMap((file) => file.match(/^webhook\.(.+)\.json$/)?.[1] ?? [])
  .filter((name) => !/^(?:headers|signature_vectors)$/.test(name))
  .sort();

const PATH = "a-secret-path-of-the-desk-0123456";
const SIGNING = "Zt5pQ8vLm2Rk9XwYb4HdNc7J";
const OPTIONS = {
  channels: [Channel.parse({ ...CHANNEL, chatwootInboxId: 12 })],
  desk: { webhookSecret: PATH, signingSecrets: ["secret-of-another-surface", SIGNING] },
};
type Desk = Awaited<ReturnType<typeof startDesk>>;

/** As Rails writes it, so that the bytes are not what JSON.stringify would give back. */
const rails = (json: unknown) => JSON.stringify(json).replace(/[&<>]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);

function deliver(desk: Desk, json: unknown, change: { path?: string; headers?: Record<string, string> } = {}) {
  const raw = rails(json);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    "x-chatwoot-delivery": randomUUID(),
    "x-chatwoot-timestamp": timestamp,
    "x-chatwoot-signature": `sha256=${createHmac("sha256", SIGNING).update(`${timestamp}.${raw}`).digest("hex")}`,
    ...change.headers,
  };
  return desk.post(null, { raw, path: change.path ?? `/webhooks/chatwoot/${PATH}`, headers });
}

const agentReply = (change: Record<string, unknown> = {}) => ({
  ...recorded("message_created.outgoing_agent"),
  ...change,
});
/** The same message in a conversation that we opened. */
const inOurs = (contact: string, id = 1) => {
  const json = agentReply({ id });
  json.conversation.contact_inbox.source_id = `acolhe:main:${contact}`;
  return json;
};

test.concurrent("I1: every recorded webhook of the desk is answered 200 and stored where it belongs", async () => {
  await using desk = await startDesk(OPTIONS);
  const lines: string[] = [];
  const next = { INBOUND: 1, DELIVERY: 1 };
  for (const name of NAMES) {
    expect((await deliver(desk, recorded(name))).status, name).toBe(200);
    lines.push(name);
    for (const stream of ["INBOUND", "DELIVERY"] as const)
      for (const { seq, subject, body, header } of await stored(desk.bus, stream, next[stream])) {
        next[stream] = seq + 1;
        expect(header("Nats-Msg-Id")).toBe(body.id);
        const schema = subject.endsWith(".desk")
          ? DeskReported
          : subject.endsWith(".ignored")
            ? WebhookIgnored
            : subject.endsWith(".control")
              ? ControlEvent
              : InboundEvent;
        schema.parse(body);
        const what = [body.type, body.what, body.status].filter((v) => v !== undefined);
        lines.push(`  ${subject.replace(/^inbound\.\d+\./, "inbound.")} ${what.join(" ")}`);
      }
  }
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("goldens/stored-desk.txt");
  expect(await desk.metricsText()).toMatch(/desk_webhooks_ignored_total\{reason="private-note".*\} 1/);
});

test.concurrent("the takeover is stored before what the attendant said, and a repeat adds nothing (I2)", async () => {
  await using desk = await startDesk(OPTIONS);
  for (const _ of [1, 2]) expect((await deliver(desk, inOurs("5511990000001"))).status).toBe(200);
  const events = await stored(desk.bus, "INBOUND");
  expect(events.map(({ body }) => body.type)).toEqual(["takeover-started", "attendant-replied"]);
  expect(events[1]?.body).toMatchObject({
    contact: "5511990000001",
    attendantId: "27",
    externalId: "318:1:0",
    content: { kind: "text", text: "Boa tarde, Mariana! Consigo *quinta às 15h*, pode ser?" },
  });
});

test.concurrent("two equal texts are two messages", async () => {
  await using desk = await startDesk(OPTIONS);
  for (const id of [1, 2]) await deliver(desk, inOurs("5511990000001", id));
  expect((await stored(desk.bus, "INBOUND")).filter(({ body }) => body.type === "attendant-replied")).toHaveLength(2);
});

test.concurrent("private notes never reach a conversation", async () => {
  await using desk = await startDesk(OPTIONS);
  await deliver(desk, recorded("message_created.private_note"));
  expect(await stored(desk.bus, "INBOUND")).toEqual([]);
  expect(JSON.stringify(await stored(desk.bus, "DELIVERY"))).not.toContain(
    recorded("message_created.private_note").content,
  );
});

test.concurrent("an address with a LID follows the person once their phone is known", async () => {
  await using desk = await startDesk(OPTIONS);
  const lid = "81896600000009";
  await desk.post(textMessage(1, { phone: `${lid}@lid`, chatLid: `${lid}@lid` }));
  await deliver(desk, inOurs(`lid-${lid}`));
  await desk.post(textMessage(2, { phone: "551190000009", chatLid: `${lid}@lid` }));
  await deliver(desk, inOurs("5511990000009", 2));
  const contacts = (await stored(desk.bus, "INBOUND")).map(({ body }) => body.contact);
  expect(new Set(contacts)).toEqual(new Set([`lid-${lid}`]));
});

test.concurrent("while the broker is away it goes through the spool, in order", async () => {
  await using desk = await startDesk(OPTIONS);
  await desk.killBroker();
  for (const id of [1, 2, 3]) expect((await deliver(desk, inOurs("5511990000001", id))).status).toBe(200);
  await desk.returnBroker();
  const found = await eventually(
    async () => {
      const all = await stored(desk.bus, "INBOUND");
      return all.length >= 6 && all;
    },
    { deadlineMs: 30_000 },
  );
  expect(found.map(({ body }) => body.externalId ?? body.type)).toEqual(
    [1, 2, 3].flatMap((id) => ["takeover-started", `318:${id}:0`]),
  );
});

test.concurrent("each is answered well within the desk's five seconds, also while the broker hangs: it does not come again", async () => {
  await using desk = await startDesk(OPTIONS);
  desk.hangBroker();
  try {
    for (const id of [1, 2, 3]) {
      const started = performance.now();
      expect((await deliver(desk, inOurs("5511990000001", id))).status).toBe(200);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  } finally {
    desk.wakeBroker();
  }
});

test.concurrent("an event of tomorrow is answered 200, changes nothing and is counted", async () => {
  await using desk = await startDesk(OPTIONS);
  const tomorrow = { ...agentReply(), event: "message_pinned" };
  expect((await deliver(desk, tomorrow)).status).toBe(200);
  expect(await stored(desk.bus, "INBOUND")).toEqual([]);
  expect(await desk.metricsText()).toMatch(/desk_webhooks_ignored_total\{reason="unknown-event".*\} 1/);
});

describe.concurrent("refuses", () => {
  test.each([
    ["another path", { path: "/webhooks/chatwoot/another-secret-path-0123" }],
    ["no signature", { headers: { "x-chatwoot-signature": "" } }],
    ["a wrong signature", { headers: { "x-chatwoot-signature": `sha256=${"0".repeat(64)}` } }],
    ["an old timestamp", { headers: { "x-chatwoot-timestamp": "1782133512" } }],
  ])("%s with 401 and stores nothing", async (_name, change) => {
    await using desk = await startDesk(OPTIONS);
    const response = await deliver(desk, inOurs("5511990000001"), change);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: 401, title: "Unauthorized" });
    expect(await stored(desk.bus, "INBOUND")).toEqual([]);
  });

  test("everything when no desk is configured", async () => {
    await using desk = await startDesk();
    expect((await deliver(desk, inOurs("5511990000001"))).status).toBe(404);
  });
});

test.concurrent("a version that does not sign is trusted by its path alone", async () => {
  await using desk = await startDesk({ ...OPTIONS, desk: { webhookSecret: PATH, signingSecrets: [] } });
  const response = await desk.post(inOurs("5511990000001"), { path: `/webhooks/chatwoot/${PATH}` });
  expect(response.status).toBe(200);
  expect(await stored(desk.bus, "INBOUND")).toHaveLength(2);
});

test.concurrent("neither words, names, phones nor tokens are logged", async () => {
  await using desk = await startDesk(OPTIONS);
  await deliver(desk, inOurs("5511990000001"));
  await desk.killBroker();
  await deliver(desk, inOurs("5511990000001", 2));
  const log = desk.lines.join("\n");
  expect(log).toContain("webhooks go to the spool");
  const { pubsub_token: token } = agentReply().conversation.contact_inbox;
  for (const secret of [token, "5511990000001", "5511900001234", "Mariana", "quinta", PATH, SIGNING])
    expect(log).not.toContain(secret);
});

import { readdirSync } from "node:fs";
import { ChannelState, LogEvent, Receipt, WebhookIgnored } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { fixture, fixturesDirectory, startDesk, stored } from "./desk.ts";

const NAMES = readdirSync(fixturesDirectory)
  .filter((name) => /^(received|notification|delivery|message-status|presence|connected|disconnected|proxy)/.test(name))
  .map((name) => name.replace(/\.json$/, ""))
  .sort();

function check(subject: string, body: unknown): void {
  if (subject.startsWith("inbound.")) LogEvent.parse(body);
  else if (/\.(?:receipt|failure)$/.test(subject)) Receipt.parse(body);
  else if (subject.endsWith(".state")) ChannelState.parse(body);
  else WebhookIgnored.parse(body);
}

function line(subject: string, body: Record<string, unknown>): string {
  const content = (body.content as { kind?: string } | undefined)?.kind;
  const what = [body.type, body.kind, content, body.reason, body.what, body.notice, body.connected];
  return `  ${subject.replace(/^inbound\.\d+\./, "inbound.")} ${what.filter((v) => v !== undefined).join(" ")}`;
}

test("every recorded webhook is answered 200 and stored where it belongs", async () => {
  await using desk = await startDesk();
  const lines: string[] = [];
  const next = { INBOUND: 1, DELIVERY: 1 };
  for (const name of NAMES) {
    const response = await desk.post(fixture(name));
    expect(response.status, name).toBe(200);
    lines.push(name);
    for (const stream of ["INBOUND", "DELIVERY"] as const) {
      for (const { seq, subject, body, header } of await stored(desk.bus, stream, next[stream])) {
        next[stream] = seq + 1;
        check(subject, body);
        expect(header("Nats-Msg-Id")).toBe(body.id);
        expect(header("traceparent")).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
        lines.push(line(subject, body));
      }
    }
  }
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("goldens/stored.txt");
  const kv = await desk.bus.kvm.open("channels");
  expect((await eventually(async () => (await kv.get("main")) ?? undefined)).json()).toMatchObject({
    connected: expect.any(Boolean),
    at: expect.any(Number),
  });
  expect(await desk.metricsText()).toContain('webhooks_total{kind="received"');
});

test("neither words, names, phones nor secrets are logged", async () => {
  await using desk = await startDesk();
  for (const name of ["received-text", "connected", "received-unknown-content"]) await desk.post(fixture(name));
  // The broker's client then quotes the subject it could not publish to.
  await desk.bus.jsm.streams.delete("INBOUND");
  expect((await desk.post(fixture("received-audio-file"))).status).toBe(200);
  await desk.killBroker();
  expect((await desk.post(fixture("received-image"))).status).toBe(200);
  const log = desk.lines.join("\n");
  expect(log).toContain("not published");
  for (const secret of ["5511990000001", "81896600000001", "Ana", "Bom dia", "secret-path", "instance-token"])
    expect(log).not.toContain(secret);
});

import { connectBus, lastOf } from "@acolhe/bus";
import { anyTurnOf, CANARY_CONTACT } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, it } from "vitest";
import { tryChannel } from "../../apps/admin-api/src/canary/try-channel.ts";
import { startGateway } from "../../bench/gateway.ts";
import { type System, startStreamSystem } from "../../bench/systems.ts";
import { createWebhookClient } from "../../bench/webhook-client.ts";
import { startCollector } from "./collector.ts";

const PHONE = "5511951234567";
const SAID = "meu cpf é 529.982.247-25, sou a Fernanda Segredo";

/** Each step of one message, with the process that makes it and the step before. */
const STEPS = [
  ["webhook", "ingress", undefined],
  ["publish", "ingress", "webhook"],
  ["turn", "conversation-worker", "publish"],
  ["carry out", "outbound-sender", "turn"],
  ["attempt", "outbound-sender", "carry out"],
  ["call", "outbound-sender", "carry out"],
] as const;

/** By the conventions where they have a name, and exactly where a promise is measured. */
const METRICS = [
  ["ingress", "http.server.request.duration", "histogram"],
  ["ingress", "acolhe.webhooks", "sum"],
  ["conversation-worker", "messaging.process.duration", "histogram"],
  ["conversation-worker", "process.memory.usage", "gauge"],
  ["outbound-sender", "acolhe.reply_handover", "exponential"],
] as const;

/** The patient who does not exist, by the same processes: each try meets a conversation that has not begun. */
async function tryCanaries(system: System): Promise<void> {
  const bus = await connectBus({ url: system.natsUrl, name: "test" });
  try {
    const deps = { bus, ingressUrl: system.url, now: Date.now };
    for (const channel of system.channels) {
      for (const _ of [1, 2]) expect(await tryChannel(channel, deps)).toMatchObject({ outcome: "answered" });
      const turn = await lastOf(bus, "TURNS", anyTurnOf({ channel: channel.id, contact: CANARY_CONTACT }));
      expect(turn?.json()).toMatchObject({ lane: "reply", outcome: "advanced" });
    }
    const wrongSecret = { ...system.channels[0]!, webhookSecret: "not-the-secret-of-any" };
    expect(await tryChannel(wrongSecret, deps)).toMatchObject({ outcome: "not-taken", tookMs: null });
  } finally {
    await bus.close();
  }
}

it("one trace leads from the webhook over the turn to the call, through three processes, and names no person", async () => {
  await using collector = await startCollector();
  await using gateway = await startGateway();
  const answers: string[] = [];
  const phones = new Set<string>();
  gateway.onSend = (phone, text) => {
    answers.push(text);
    phones.add(phone);
  };
  {
    await using system = await startStreamSystem({
      gatewayUrl: gateway.url,
      syncAlways: false,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_METRICS_EXPORTER: "otlp" },
    });
    const client = createWebhookClient(system.url, system.channels[0]!);
    expect(await client.post(PHONE, SAID)).toBe(200);
    await eventually(() => answers.length > 0, { deadlineMs: 30_000, what: "an answer" });
    client.close();
    await tryCanaries(system);
    expect([...phones], "nothing was sent to the patient who does not exist").toEqual([PHONE]);
    // Every process sends what it still has when it stops.
  }
  const metrics = collector.metrics();
  for (const [service, name, kind] of METRICS)
    expect(metrics, `${name} of ${service}`).toContainEqual(expect.objectContaining({ service, name, kind }));
  const spans = collector.spans();
  const trace = spans.find(({ name }) => name === "call")?.traceId;
  const ours = spans.filter(({ traceId }) => traceId === trace);
  for (const [name, service, before] of STEPS) {
    const span = ours.find((one) => one.name === name);
    expect(span, `the step ${name}`).toMatchObject({ service });
    const parent = ours.find(({ spanId }) => spanId === span?.parentId);
    expect(parent?.name, `the step before ${name}`).toBe(before);
  }

  const exported = Buffer.concat([...collector.bodies, ...collector.measured]).toString("latin1");
  // What does stand there is found this way, so what is not found is not there.
  expect(exported).toContain("conversation-worker");
  const unwanted = [PHONE, PHONE.slice(2), "529.982", "Fernanda", "Segredo", "Paciente", ...answers];
  for (const words of unwanted) expect(exported).not.toContain(Buffer.from(words).toString("latin1"));
});

import { once } from "node:events";
import { createServer } from "node:http";
import { realHost } from "@acolhe/bus";
import type { GatewayCheck } from "@acolhe/events";
import { createMetrics } from "@acolhe/runtime";
import { eventually, freePort } from "@acolhe/testing";
import { expect, test } from "vitest";
import { createIngressMetrics } from "../src/ingress-metrics.ts";
import { keepSettings } from "../src/keep-settings.ts";
import { CHANNEL, recordingLog, SECRET } from "./desk.ts";

/** The gateway's settings of one number, as far as they are looked at here. */
async function gateway() {
  const me: Record<string, unknown> = { connected: true, receiveCallbackSentByMe: true };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const route = new URL(request.url!, "http://gateway").pathname.split("/").at(-1);
    if (route === "update-every-webhooks") {
      const { value } = JSON.parse(body) as { value: string };
      for (const name of ["received", "delivery", "messageStatus", "connected", "disconnected"])
        me[`${name}CallbackUrl`] = value;
    }
    const answer =
      route === "me" ? me : route === "status" ? { connected: true, smartphoneConnected: true } : { value: true };
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return { me, url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void server.close() };
}

const keep = (baseUrl: string, publicUrl: string) => {
  const metrics = createMetrics("ingress");
  const { lines, log } = recordingLog();
  const options = { baseUrl, publicUrl, timeoutMs: 500 };
  const reports: GatewayCheck[] = [];
  const kept = keepSettings({
    ...{
      channels: [CHANNEL],
      gateway: options,
      log,
      metrics: createIngressMetrics(metrics),
      host: { ...realHost, now: () => 7 },
    },
    report: (_channel, check) => void reports.push(check),
  });
  return { metrics, lines, reports, [Symbol.dispose]: () => kept.stop() };
};

test("the number's webhooks are pointed here, and their address is not logged", async () => {
  using g = await gateway();
  using k = keep(g.url, "http://127.0.0.1:8081/");
  await eventually(() => g.me.receivedCallbackUrl === `http://127.0.0.1:8081/webhooks/zapi/${SECRET}`);
  await eventually(async () => /settings_complaints\{[^}]*\} \d/.test(await k.metrics.text()));
  expect(k.lines.join("\n")).not.toContain(SECRET);
  expect(k.reports).toMatchObject([{ checkedAt: 7, connected: true, goLive: CHANNEL.goLive }]);
  expect(JSON.stringify(k.reports), "nor told").not.toContain(SECRET);
});

test("a gateway that is away is complained about and stops nothing", async () => {
  using k = keep(`http://127.0.0.1:${await freePort()}`, "http://127.0.0.1:8081");
  await eventually(async () => /settings_complaints\{[^}]*\} [1-9]/.test(await k.metrics.text()));
  expect(k.reports).toMatchObject([{ outcome: "wrong", complaints: [expect.stringMatching(/Z-API/)] }]);
});

test("a real gateway is never pointed to an address of this machine", () => {
  using k = keep("https://gateway.example", "http://127.0.0.1:8081");
  expect(k.lines.join("\n")).toContain("cannot reach");
  expect(k.reports).toEqual([{ checkedAt: 7, outcome: "unreachable", complaints: [], goLive: CHANNEL.goLive }]);
});

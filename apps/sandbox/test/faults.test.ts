import { readFileSync } from "node:fs";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { NO_DESK_FAULTS } from "../src/desk/faults.ts";
import { type Faults, NO_FAULTS } from "../src/gateway/faults.ts";
import { start } from "./harness.ts";

type Desk = Awaited<ReturnType<typeof start>>;

const ANA = "5511990000001";
const ECHO = (body: { fromMe?: boolean; type?: string }) => body.type === "ReceivedCallback" && body.fromMe === true;

const send = (desk: Desk, message = "oi") => desk.zapi("POST", "send-text", { phone: ANA, message });
const say = (desk: Desk, text: string) => desk.call("POST", `/sandbox/chats/${ANA}/messages`, { text });
const echoes = (desk: Desk) => desk.received.filter((one) => ECHO(one.body));

const delivery = async (desk: Desk) => {
  expect((await send(desk)).status, "the answer says nothing of it").toBe(200);
  return desk.webhook((one) => one.type === "DeliveryCallback");
};
/** What the patient wrote, as it came. */
const heard = (desk: Desk) => desk.received.flatMap(({ body }) => (body.fromMe ? [] : (body.text?.message ?? [])));

/** Each fault by its name: what is set, and what it must do. `seed` makes the others repeatable. */
const CASES: Record<keyof Faults, [Partial<Faults>, (desk: Desk) => Promise<void>]> = {
  seed: [
    { seed: 3, errorRate: 0.5 },
    async (desk) => {
      const run = async () => {
        const statuses: number[] = [];
        for (let n = 0; n < 10; n++) statuses.push((await send(desk)).status);
        return statuses;
      };
      const first = await run();
      await desk.call("PUT", "/sandbox/faults", { seed: 3 });
      expect(await run()).toEqual(first);
    },
  ],
  latencyMs: [
    { latencyMs: { min: 80, max: 80 } },
    async (desk) => {
      const began = performance.now();
      await send(desk);
      expect(performance.now() - began).toBeGreaterThanOrEqual(79);
    },
  ],
  errorRate: [{ errorRate: 1 }, async (desk) => expect((await send(desk)).status).toBe(500)],
  errorStatus: [{ errorRate: 1, errorStatus: 429 }, async (desk) => expect((await send(desk)).status).toBe(429)],
  lostAnswerSentRate: [
    { lostAnswerSentRate: 1 },
    async (desk) => {
      await expect(send(desk)).rejects.toThrow();
      await desk.webhook(ECHO);
    },
  ],
  lostAnswerUnsentRate: [
    { lostAnswerUnsentRate: 1 },
    async (desk) => {
      await expect(send(desk)).rejects.toThrow();
      expect((await desk.call("GET", `/sandbox/chats/${ANA}`)).body.messages).toEqual([]);
    },
  ],
  deliveryErrorRate: [
    { deliveryErrorRate: 1 },
    async (desk) => {
      const { body } = await delivery(desk);
      expect(body.error).toBe(NO_FAULTS.deliveryError);
    },
  ],
  deliveryError: [
    { deliveryErrorRate: 1, deliveryError: "something else" },
    async (desk) => {
      const { body } = await delivery(desk);
      expect(body.error).toBe("something else");
    },
  ],
  phonesWithoutWhatsapp: [
    { phonesWithoutWhatsapp: [ANA] },
    async (desk) => {
      const { body } = await delivery(desk);
      expect(body.error).toBe("Phone number does not exist");
    },
  ],
  duplicateWebhookRate: [
    { duplicateWebhookRate: 1 },
    async (desk) => {
      await say(desk, "um");
      await until(() => heard(desk).length === 2);
    },
  ],
  delayedWebhookRate: [
    { delayedWebhookRate: 1, delayedWebhookMs: 200 },
    async (desk) => {
      await say(desk, "tarde");
      await desk.call("PUT", "/sandbox/faults", { delayedWebhookRate: 0 });
      await say(desk, "cedo");
      await until(() => heard(desk).length === 2);
      expect(heard(desk)).toEqual(["cedo", "tarde"]);
    },
  ],
  delayedWebhookMs: [
    { delayedWebhookRate: 1, delayedWebhookMs: 120 },
    async (desk) => {
      const began = performance.now();
      await say(desk, "tarde");
      await until(() => heard(desk).length === 1);
      expect(performance.now() - began).toBeGreaterThanOrEqual(119);
    },
  ],
  reorderWebhookRate: [
    { reorderWebhookRate: 1 },
    async (desk) => {
      await say(desk, "um");
      await desk.call("PUT", "/sandbox/faults", { reorderWebhookRate: 0 });
      await say(desk, "dois");
      await until(() => heard(desk).length === 2);
      expect(heard(desk)).toEqual(["dois", "um"]);
    },
  ],
  echoBeforeAnswerRate: [
    { echoBeforeAnswerRate: 1 },
    async (desk) => {
      await send(desk);
      expect(echoes(desk), "before the answer").toHaveLength(1);
    },
  ],
  echoTwiceRate: [
    { echoTwiceRate: 1 },
    async (desk) => {
      await send(desk);
      await until(() => echoes(desk).length === 2);
    },
  ],
  echoAsLidRate: [
    { echoAsLidRate: 1 },
    async (desk) => {
      await send(desk);
      expect((await desk.webhook(ECHO)).body.phone).toMatch(/@lid$/);
    },
  ],
  dropWebhookRate: [
    { dropWebhookRate: 1 },
    async (desk) => {
      await say(desk, "perdida");
      await desk.call("PUT", "/sandbox/faults", { dropWebhookRate: 0 });
      await say(desk, "chega");
      await until(() => heard(desk).length === 1);
      expect(heard(desk)).toEqual(["chega"]);
    },
  ],
  gzip: [
    { gzip: true },
    async (desk) => {
      await say(desk, "um");
      await until(() => heard(desk).length === 1);
      expect(desk.received[0]!.headers["content-encoding"]).toBe("gzip");
    },
  ],
  disconnected: [
    { disconnected: true },
    async (desk) => {
      expect((await desk.zapi("GET", "status")).body.connected).toBe(false);
      await say(desk, "um");
      await desk.call("PUT", "/sandbox/faults", { disconnected: false });
      await until(() => heard(desk).length === 1);
    },
  ],
};

test("every fault that can be set has a case, and a row in the README", () => {
  expect(Object.keys(CASES).sort()).toEqual(Object.keys(NO_FAULTS).sort());
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const rowsOf = (heading: string) => {
    const section = readme.split(`\n### ${heading}\n`)[1]?.split("\n##")[0] ?? "";
    return [...section.matchAll(/^\| (`.+?) +\|/gm)].flatMap(([, cell = ""]) =>
      [...cell.replaceAll(/\(.*?\)/g, "").matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
  };
  expect(rowsOf("Faults of the gateway").sort()).toEqual(Object.keys(NO_FAULTS).sort());
  expect(rowsOf("Faults of the desk").sort()).toEqual(Object.keys(NO_DESK_FAULTS).sort());
});

test.each(Object.entries(CASES))("the fault %s does what it says", async (_name, [faults, check]) => {
  await using desk = await start();
  expect((await desk.call("PUT", "/sandbox/faults", faults)).status).toBe(200);
  await check(desk);
});

const until = (holds: () => boolean) => eventually(holds, { everyMs: 5 });

import { join } from "node:path";
import { asService, SERVICES, type Service } from "@acolhe/access";
import { type Bus, connectBus } from "@acolhe/bus";
import { setUpStreams, temporaryDirectory } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeChannels, writeChannels } from "../chaos/channels.ts";
import { guardedNats } from "./guarded.ts";
import { PASSWORDS } from "./logins.ts";

const ends = new AsyncDisposableStack();
const buses = new Map<Service, Bus>();
let url: string;
let directory: string;

beforeAll(async () => {
  directory = ends.use(await temporaryDirectory("acolhe-access-")).path;
  // Refusals are what is asked for here.
  url = await guardedNats(ends, { dir: join(directory, "nats"), mayRefuse: true });
  for (const name of SERVICES) {
    const bus = await connectBus({ url: asService(url, name, PASSWORDS[name]), name, firstTryOnly: true });
    ends.defer(() => bus.close());
    buses.set(name, bus);
  }
});
afterAll(() => ends.disposeAsync());

const API = "$JS.API";
/** What one may publish to, and who does it in their work. The operators may do all, and are left out. */
const PUBLISHED: Readonly<Record<string, readonly Service[]>> = {
  "inbound.main.5511987654321.event": [
    "ingress",
    "conversation-worker",
    "outbound-sender",
    "chatwoot-mirror",
    "admin-api",
  ],
  "inbound.main.5511987654321.gate.control": ["ingress", "conversation-worker", "chatwoot-mirror", "admin-api"],
  "inbound.main.5511987654321.gate.attempt": ["outbound-sender"],
  "inbound.main.5511987654321.gate.order": ["chatwoot-mirror"],
  // As it is stored, and as only the broker writes it.
  "inbound.3.main.5511987654321.event": [],
  "timer.main.5511987654321.silence": ["conversation-worker"],
  "turn.main.5511987654321.reply": ["conversation-worker"],
  "turn.main.5511987654321.quiet": ["conversation-worker", "projector", "admin-api"],
  "delivery.main.5511987654321.outcome": ["outbound-sender"],
  "delivery.main.5511987654321.taking-back": ["outbound-sender"],
  "delivery.main.5511987654321.receipt": ["ingress"],
  "delivery.main.5511987654321.failure": ["ingress"],
  "delivery.main.5511987654321.desk": ["ingress"],
  "delivery.main.channel.state": ["ingress"],
  "$KV.identity.main.a": ["ingress", "conversation-worker", "admin-api"],
  "$KV.channels.main": ["ingress"],
  "$KV.begun.main": ["ingress"],
  "$KV.heard.main": ["ingress"],
  "$KV.gateway.main": ["ingress"],
  "$KV.spools.a": ["ingress"],
  "$KV.flows.current": ["conversation-worker", "admin-api"],
  "$KV.handlings.3": ["conversation-worker"],
  "$KV.set-aside.a": ["conversation-worker", "outbound-sender", "chatwoot-mirror"],
  "$KV.clinic.bot": ["admin-api"],
  "$KV.held.a": ["outbound-sender", "admin-api"],
  "$KV.plain.main": ["outbound-sender"],
  "$KV.mirror.a": ["chatwoot-mirror", "admin-api"],
  "$KV.secrets.2026-01-01.a": ["conversation-worker"],
  "$KV.sending.main": ["projector"],
  "$KV.logging.all": [],
  "$O.media.C.a": ["chatwoot-mirror", "admin-api"],
  [`${API}.CONSUMER.MSG.NEXT.INBOUND.worker-3`]: ["conversation-worker"],
  [`${API}.CONSUMER.MSG.NEXT.TURNS.lookups`]: ["conversation-worker"],
  [`${API}.CONSUMER.MSG.NEXT.TURNS.sender-main-reply`]: ["outbound-sender"],
  [`${API}.CONSUMER.MSG.NEXT.INBOUND.orders-main`]: ["outbound-sender"],
  [`${API}.CONSUMER.LIST.TURNS`]: ["admin-api"],
  [`${API}.CONSUMER.MSG.NEXT.DELIVERY.failures-main`]: ["outbound-sender"],
  [`${API}.CONSUMER.MSG.NEXT.INBOUND.media`]: ["chatwoot-mirror"],
  [`${API}.CONSUMER.MSG.NEXT.TURNS.a-reader`]: ["projector"],
  "$JS.ACK.INBOUND.worker-3.1.1.1.1.0": ["conversation-worker"],
  "$JS.ACK._.hash.INBOUND.worker-3.1.1.1.1.0.x": ["conversation-worker"],
  "$JS.ACK.TURNS.mirror-turns.1.1.1.1.0": ["chatwoot-mirror"],
  [`${API}.CONSUMER.INFO.INBOUND.worker-3`]: ["conversation-worker", "admin-api"],
  [`${API}.CONSUMER.INFO.TURNS.sender-main-reply`]: ["outbound-sender", "admin-api"],
  [`${API}.CONSUMER.INFO.INBOUND.media`]: ["chatwoot-mirror", "admin-api"],
  [`${API}.CONSUMER.CREATE.INBOUND.worker-3`]: [],
  [`${API}.CONSUMER.DURABLE.CREATE.INBOUND.worker-3`]: [],
  [`${API}.CONSUMER.DELETE.INBOUND.worker-3`]: [],
  [`${API}.CONSUMER.PAUSE.INBOUND.worker-3`]: [],
  [`${API}.CONSUMER.RESET.INBOUND.worker-3`]: [],
  [`${API}.STREAM.CREATE.another`]: [],
  [`${API}.STREAM.UPDATE.INBOUND`]: [],
  [`${API}.STREAM.DELETE.TURNS`]: [],
  [`${API}.STREAM.DELETE.KV_clinic`]: [],
  [`${API}.STREAM.SNAPSHOT.TURNS`]: [],
  [`${API}.STREAM.RESTORE.TURNS`]: [],
  [`${API}.STREAM.PURGE.INBOUND`]: ["conversation-worker", "projector", "admin-api"],
  [`${API}.STREAM.PURGE.DELIVERY`]: ["projector", "admin-api"],
  [`${API}.STREAM.PURGE.KV_clinic`]: [],
  [`${API}.STREAM.MSG.DELETE.INBOUND`]: ["admin-api"],
  [`${API}.STREAM.MSG.GET.KV_mirror`]: ["chatwoot-mirror", "admin-api"],
  [`${API}.STREAM.MSG.GET.KV_secrets`]: [
    "conversation-worker",
    "outbound-sender",
    "chatwoot-mirror",
    "projector",
    "admin-api",
  ],
  [`${API}.STREAM.MSG.GET.KV_logging`]: [
    "ingress",
    "conversation-worker",
    "outbound-sender",
    "chatwoot-mirror",
    "projector",
    "admin-api",
  ],
  [`${API}.DIRECT.GET.TURNS`]: ["conversation-worker", "outbound-sender", "chatwoot-mirror", "projector", "admin-api"],
  "$SYS.REQ.SERVER.PING": [],
  "of.no.stream": [],
};
/** Patterns one may listen to. */
const HEARD: Readonly<Record<string, readonly Service[]>> = {
  ">": [],
  "inbound.>": [],
  "turn.main.*.*": [],
  "delivery.main.*.receipt": ["outbound-sender"],
  "delivery.other.*.receipt": [],
  "inbound.main.*.gate.control": ["outbound-sender"],
  "inbound.main.*.gate.order": ["outbound-sender"],
  "_INBOX.>": [],
  "_INBOX_ops.>": [],
  "_INBOX_admin-api.>": ["admin-api"],
  "$JS.EVENT.>": [],
};

/** What of these the broker refuses, by its own word. */
async function refused(bus: Bus, acts: readonly string[], act: (subject: string) => void): Promise<string[]> {
  const found: string[] = [];
  const status = bus.nc.status();
  void (async () => {
    for await (const one of status)
      if (one.type === "error" && "subject" in one.error) found.push(String(one.error.subject));
  })();
  for (const subject of acts) act(subject);
  // A refusal comes before the answer to what was sent behind it, and is told in the same turn of the event loop.
  await bus.nc.flush();
  await new Promise((resolve) => setImmediate(resolve));
  return found;
}

const others = SERVICES.filter((name) => name !== "ops");
const allowedTo = (table: typeof PUBLISHED, name: Service) =>
  Object.keys(table).filter((subject) => table[subject]!.includes(name));

describe.each(others)("%s", (name) => {
  test("publishes what its work needs, and nothing else", async () => {
    const bus = buses.get(name)!;
    // Empty, and without an address for answers: a request that passes does nothing before there are streams.
    const not = await refused(bus, Object.keys(PUBLISHED), (subject) => bus.nc.publish(subject));
    expect(Object.keys(PUBLISHED).filter((subject) => !not.includes(subject))).toEqual(allowedTo(PUBLISHED, name));
  });

  test("hears what its work needs, and no other service's answers", async () => {
    const bus = buses.get(name)!;
    const not = await refused(bus, Object.keys(HEARD), (subject) => {
      bus.nc.subscribe(subject, { callback: () => undefined });
    });
    expect(Object.keys(HEARD).filter((subject) => !not.includes(subject))).toEqual(allowedTo(HEARD, name));
  });
});

test("no client enters without a password, or with another's", async () => {
  const enter = (address: string) => connectBus({ url: address, name: "stranger", firstTryOnly: true });
  await expect(enter(url.replace(/\/\/.*@/, "//"))).rejects.toThrow(/authorization/i);
  await expect(enter(asService(url, "ingress", PASSWORDS.ops))).rejects.toThrow(/authorization/i);
});

test("operators set everything up, and a service's request is answered on its own inbox", async () => {
  const CHANNELS_FILE = await writeChannels(directory, makeChannels(["main"], {}));
  await setUpStreams({ ...process.env, CHANNELS_FILE, NATS_URL: url });
  const bus = buses.get("admin-api")!;
  const bucket = await bus.kvm.open("clinic");
  await bucket.put("bot", "{}");
  expect((await bucket.get("bot"))?.string()).toBe("{}");
});

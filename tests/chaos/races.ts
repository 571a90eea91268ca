import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, connectBus, publish } from "@acolhe/bus";
import { type ContactKey, controlSubject, stableId } from "@acolhe/events";
import { judgeRaces, type RaceFigures } from "./races-judge.ts";
import { seeded } from "./random.ts";
import { type Stack, startStack } from "./stack.ts";

export interface RacesOptions {
  readonly seed: number;
  readonly races: number;
  /** Servers that are the broker together. 1 unless said. */
  readonly nodes?: number;
  /** Contacts racing at the same time. */
  readonly lanes?: number;
  readonly say?: (line: string) => void;
}

const SOURCES = ["phone", "chatwoot", "panel", "stop"] as const;
type Source = (typeof SOURCES)[number];

const DESK_SECRET = "a-secret-path-of-the-desk-0123456";
/** From the patient's message on: before its turn, while it is decided, while it is sent, and when it was sent. */
const HEAD_START_MS_MAX = 60;
/** Nothing moved for this long: what was begun has ended. */
const QUIET_MS = 3_000;
const SETTLE_MS_MAX = 120_000;
const TAKEOVER_TRIES = 5;
const TRY_AGAIN_MS = 500;

/**
 * Takeovers against turns in flight, over real processes: a patient writes, and within moments a person takes the
 * conversation over by one of four ways. Judged in the log, afterwards and from outside.
 */
export async function runRaces(options: RacesOptions): Promise<RaceFigures> {
  const say = options.say ?? (() => {});
  const random = seeded(options.seed);
  process.env.CHATWOOT_WEBHOOK_SECRET = DESK_SECRET;
  await using stack = await startStack({ syncAlways: false, spread: false, nodes: options.nodes ?? 1, random });
  const bus = await connectBus({ url: stack.natsUrl, name: "races" });
  await using _ = { [Symbol.asyncDispose]: () => bus.close() };
  const people = createPeople(stack, bus);

  const accepted = new Map<string, Source>();
  let begun = 0;
  const lanes = Array.from({ length: options.lanes ?? 24 }, async () => {
    while (begun < options.races) {
      const number = begun++;
      const phone = `55119${String(60_000_000 + number)}`;
      const source = SOURCES[Math.floor(random() * SOURCES.length)]!;
      const headStartMs = random() * HEAD_START_MS_MAX;
      await people.patient(phone, "oi");
      await sleep(headStartMs);
      if (await taken(() => people.takeOver(source, phone, number))) accepted.set(phone, source);
      if (begun % 1_000 === 0) say(`${begun} races`);
    }
  });
  await Promise.all(lanes);
  await settled(bus, () => people.heard.size < accepted.size);

  const deleted = await Promise.all(
    stack.parts.filter((part) => part.kind === "sender").map(({ url }) => counterOf(url, "sends_taken_back_total")),
  );
  const { silenced, ...judged } = await judgeRaces(bus);
  const lost = [...accepted].filter(([phone]) => !silenced.has(phone as ContactKey));
  for (const [phone, source] of lost.slice(0, 10)) say(`the takeover by ${source} of ${phone} is not in the log`);
  return {
    ...judged,
    races: options.races,
    takeoversNotAccepted: options.races - accepted.size,
    takeoversLost: lost.length,
    deletedFromQueue: deleted.reduce((sum, one) => sum + one, 0),
    seed: options.seed,
  };
}

/** A patient who writes, and who takes conversations over: each by what the system is really told of it. */
function createPeople(stack: Stack, bus: Bus) {
  const channel = stack.channels[0]!;
  const ingress = stack.parts.find((part) => part.kind === "ingress")!;
  // A live copy only says when to look; the log is what is judged.
  const heard = new Set<string>();
  bus.nc.subscribe(`inbound.${channel.id}.*.gate.control`, {
    callback: (_error, message) => void heard.add(message.subject.split(".")[2]!),
  });
  const query = `?instanceId=${encodeURIComponent(channel.instanceId)}`;
  const patient = (phone: string, text: string) =>
    post(`${stack.sandboxUrl}/sandbox/chats/${phone}/messages${query}`, { text });

  async function takeOver(source: Source, phone: string, number: number): Promise<void> {
    if (source === "stop") return patient(phone, "parar");
    if (source === "phone")
      return post(`${stack.sandboxUrl}/sandbox/phone/${phone}/messages${query}`, { text: `Sou eu, ${number}` });
    if (source === "chatwoot")
      return post(`${ingress.url}/webhooks/chatwoot/${DESK_SECRET}`, attendantMessage(channel.id, phone, number));
    const ref = { channel: channel.id, contact: phone as ContactKey };
    const at = Date.now();
    const id = stableId("race", phone, number);
    const paused = { type: "bot-paused", ...ref, id, at, receivedAt: at, source: "panel" };
    await publish(bus, controlSubject(ref), paused, { id });
    // The client's own words are not repeated to it; what the broker has acknowledged is in the log.
    heard.add(phone);
  }

  return { patient, takeOver, heard };
}

async function post(url: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${new URL(url).pathname.split("/").slice(0, 3).join("/")}: ${response.status}`);
}

/** A busy machine stands still for seconds with work in hand: that nothing moves says nothing yet. */
async function settled(bus: Bus, isAwaited: () => boolean): Promise<void> {
  const streams = ["INBOUND", "TURNS", "DELIVERY"];
  const endsAt = Date.now() + SETTLE_MS_MAX;
  for (let was = ""; Date.now() < endsAt; ) {
    const infos = await Promise.all(streams.map((stream) => bus.jsm.streams.info(stream)));
    const works = await Promise.all(streams.map((stream) => hasWork(bus, stream)));
    const at = infos.map(({ state }) => state.last_seq).join();
    if (!works.includes(true) && !isAwaited() && at === was) return;
    was = at;
    await sleep(QUIET_MS);
  }
}

/** Whether one of several tries was taken: what is refused on a busy machine is no race yet. */
async function taken(attempt: () => Promise<void>): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      await attempt();
      return true;
    } catch {
      if (tries === TAKEOVER_TRIES) return false;
      await sleep(TRY_AGAIN_MS);
    }
  }
}

/** Of the durables that these processes serve; the others have no process here. */
const SERVED = /^(?:worker|sender|take-back)-/;
async function hasWork(bus: Bus, stream: string): Promise<boolean> {
  for await (const { name, num_pending, num_ack_pending } of bus.jsm.consumers.list(stream))
    if (SERVED.test(name) && num_pending + num_ack_pending > 0) return true;
  return false;
}

/** What the desk tells of an attendant's message, with what ingress reads of it. */
const attendantMessage = (channel: string, phone: string, id: number) => ({
  event: "message_created",
  id: id + 1,
  content: "Boa tarde!",
  message_type: "outgoing",
  private: false,
  source_id: null,
  created_at: new Date().toISOString(),
  sender: { id: 27, name: "Rafaela", type: "user" },
  conversation: {
    id: id + 1,
    inbox_id: 1,
    status: "open",
    labels: [],
    updated_at: Date.now() / 1000,
    contact_inbox: { source_id: `acolhe:${channel}:${phone}` },
    meta: { sender: { phone_number: `+${phone}` }, assignee: null, assignee_type: null },
  },
});

async function counterOf(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\d+)`, "gm"));
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}

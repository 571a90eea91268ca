import { type Broker, type Bus, type Cancel, type Host, type KV, publish } from "@acolhe/bus";
import {
  BEGUN_BUCKET,
  Begun,
  type Channel,
  type ControlEvent,
  controlSubject,
  mayBegin,
  stableId,
} from "@acolhe/events";
import { type Logger, safeError } from "@acolhe/runtime";
import { createZapiClient, type ListedChat } from "@acolhe/zapi";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { GatewaySettings } from "../keep-settings.ts";
import type { Identity } from "../resolve/identity.ts";

/*
 * Before the bot speaks on a number for the first time, its chats are listed, so that no patient who is talking with
 * the clinic is surprised by a bot. Modes: not begun → reading (again and again while the gateway cannot list) → begun,
 * for ever. L1. The sender lets none of the bot's words out until the number has begun; each known chat's control is in
 * its contact's log before that. So whatever the bot decided meanwhile is behind the fence. L2. The start is written
 * once, by compare-and-set, and ids follow from it: several processes, restarts and repeats give one control a contact.
 * L3. A chat that moved after the start may have been under way before it; the list does not say. It counts as such.
 */

const DAY_MS = 24 * 3600_000;
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 60_000;
/** Chats change places while pages are read; from the second time on the list hardly brings anything new. */
const PASSES_MAX = 5;

export interface BeginDeps {
  readonly channels: readonly Channel[];
  readonly gateway: Pick<GatewaySettings, "baseUrl" | "timeoutMs">;
  readonly broker: Broker;
  readonly identity: Identity;
  readonly log: Logger;
  readonly metrics: IngressMetrics;
  readonly host: Host;
}

/** Begins every number that is to answer and has not begun. Never throws. */
export function beginChannels(deps: BeginDeps): { stop(): void } {
  const { log, metrics, host } = deps;
  const cancels = new Set<Cancel>();
  let stopped = false;

  async function attempt(bus: Bus, channel: Channel, retryMs: number): Promise<void> {
    try {
      await beginChannel(bus, channel, deps);
      metrics.begun.set({ channel: channel.id }, 1);
    } catch (error) {
      if (stopped) return;
      metrics.begun.set({ channel: channel.id }, 0);
      log.warn(
        { err: safeError(error), channel: channel.id },
        "the number's chats could not be listed: until they are, the bot says nothing on it",
      );
      const again = () => {
        cancels.delete(cancel);
        void attempt(bus, channel, Math.min(2 * retryMs, RETRY_MS_MAX));
      };
      const cancel = host.after(retryMs, again);
      cancels.add(cancel);
    }
  }

  deps.broker.whenFirstConnected((bus) => {
    for (const channel of deps.channels) if (channel.goLive !== "observe") void attempt(bus, channel, RETRY_MS_MIN);
  });
  return {
    stop() {
      stopped = true;
      for (const cancel of cancels) cancel();
    },
  };
}

async function beginChannel(bus: Bus, channel: Channel, deps: BeginDeps): Promise<void> {
  const { goLive, id } = channel;
  if (goLive === "observe") return;
  const kv = await bus.kvm.open(BEGUN_BUCKET);
  const { begun, revision } = await startOf(kv, channel, deps.host.now());
  if (mayBegin(begun, goLive)) return;
  const found = goLive === "all" && channel.activeDays === 0 ? 0 : await silenceKnown(bus, channel, begun, deps);
  const done = { ...begun, doneAt: deps.host.now() } satisfies Begun;
  // Refused when another process was faster: it has done the same.
  await kv.update(id, JSON.stringify(done), revision).catch(async (error: unknown) => {
    if (!mayBegin(read((await kv.get(id))?.json()), goLive)) throw error;
  });
  deps.log.info({ channel: id, known: found }, "the number has begun: the bot may speak");
}

/** L2 */
async function startOf(kv: KV, channel: Channel, now: number): Promise<{ begun: Begun; revision: number }> {
  const entry = await kv.get(channel.id);
  const known = entry?.operation === "PUT" ? read(entry.json()) : undefined;
  const wanted = channel.goLive === "new-contacts" ? "new-contacts" : "all";
  if (known && entry && (known.for === wanted || known.for === "new-contacts"))
    return { begun: known, revision: entry.revision };
  const begun: Begun = { startedAt: now, for: wanted };
  const json = JSON.stringify(begun);
  const revision = entry ? await kv.update(channel.id, json, entry.revision) : await kv.create(channel.id, json);
  return { begun, revision };
}

const read = (json: unknown): Begun | undefined => Begun.safeParse(json).data;

/** How many were known. */
async function silenceKnown(bus: Bus, channel: Channel, begun: Begun, deps: BeginDeps): Promise<number> {
  const client = createZapiClient({ ...channel, baseUrl: deps.gateway.baseUrl, timeoutMs: deps.gateway.timeoutMs });
  const activeSince = begun.startedAt - channel.activeDays * DAY_MS;
  const done = new Set<string>();
  for (let pass = 0, before = -1; pass < PASSES_MAX && before !== done.size; pass++) {
    before = done.size;
    for await (const chat of client.chats()) {
      const active = channel.activeDays > 0 && chat.lastActiveAt >= activeSince;
      if (done.has(chat.names.address) || !(active || begun.for === "new-contacts")) continue;
      await silence(bus, channel, begun, chat, active, deps);
      done.add(chat.names.address);
    }
  }
  return done.size;
}

async function silence(
  bus: Bus,
  channel: Channel,
  { startedAt }: Begun,
  { names, lastActiveAt }: ListedChat,
  active: boolean,
  { identity, host }: BeginDeps,
): Promise<void> {
  const contact = await identity.resolve(channel.id, names, { learn: true });
  const ref = { channel: channel.id, contact };
  const id = stableId("known-before-start", channel.id, contact, startedAt);
  const at = host.now();
  const control: ControlEvent = { type: "known-before-start", ...ref, id, at, receivedAt: at, lastActiveAt, active };
  await publish(bus, controlSubject(ref), control, { id });
}

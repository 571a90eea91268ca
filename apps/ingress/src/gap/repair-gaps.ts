import { setTimeout as sleep } from "node:timers/promises";
import { type Broker, type Bus, isWrongRevision, type KV } from "@acolhe/bus";
import { CHANNELS_BUCKET, type Channel, Connection, HEARD_BUCKET, Heard } from "@acolhe/events";
import { type Logger, safeError } from "@acolhe/runtime";
import { createZapiClient } from "@acolhe/zapi";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { GatewaySettings } from "../keep-settings.ts";
import type { Identity } from "../resolve/identity.ts";
import { compare } from "./compare.ts";
import { RETRY_MS_MAX, RETRY_MS_MIN } from "./limits.ts";
import { beatMs, type GapSettings, type Step, whatToDo } from "./what-to-do.ts";

/*
 * The gateway is not known to repeat a webhook, so what was written while no ingress took them shows only in its list
 * of chats. Each beat says in the bucket `heard` that an ingress is there, and finds out whether chats have to be
 * compared with the log.
 *
 * G1. What moved before `comparedUntil` is in the log, or the log was told that it was missed. It moves on only behind
 *     a comparison that looked at all, while the number was on line and no webhook waited in a spool. G2. A chat is
 *     told of once for each time it moved: ids follow from that, and what was told is in the log. Several processes,
 *     restarts and repeats change nothing. G3. People are looked for before a webhook can be late. A chat that was read
 *     or answered on the clinic's phone is silenced at once; an unread message is told of only when its webhook had its
 *     time.
 */

export interface GapDeps {
  readonly channels: readonly Channel[];
  readonly gateway: Pick<GatewaySettings, "baseUrl" | "timeoutMs">;
  readonly settings: GapSettings;
  readonly broker: Broker;
  readonly identity: Identity;
  /** Whether all that this process took is in the log. */
  readonly isDirect: () => boolean;
  readonly log: Logger;
  readonly metrics: IngressMetrics;
  readonly now: () => number;
}

/** Begins when webhooks are taken. Never throws. */
export function repairGaps(deps: GapDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const startedAt = deps.now();
  const ended = Promise.all(
    deps.channels.map((channel) => keepChannel(deps, { channel, startedAt, signal: stopping.signal })),
  );
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

interface Kept {
  readonly channel: Channel;
  readonly startedAt: number;
  readonly signal: AbortSignal;
}

async function keepChannel(deps: GapDeps, { channel, startedAt, signal }: Kept): Promise<void> {
  const { broker, gateway, settings, log, metrics, now } = deps;
  const client = createZapiClient({ ...channel, baseUrl: gateway.baseUrl, timeoutMs: gateway.timeoutMs });
  let aliveBefore: number | undefined;
  let lookedAfter = 0;
  let retryMs = RETRY_MS_MIN;
  while (!signal.aborted) {
    let waitMs = beatMs(settings);
    try {
      if (broker.bus && broker.connected && deps.isDirect()) await beat(broker.bus);
      retryMs = RETRY_MS_MIN;
    } catch (error) {
      if (signal.aborted) return;
      metrics.comparisons.inc({ outcome: "failed" });
      log.warn({ err: safeError(error), channel: channel.id }, "the number's chats were not compared with the log");
      waitMs = retryMs;
      retryMs = Math.min(2 * retryMs, RETRY_MS_MAX);
    }
    await sleep(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
  }

  async function beat(bus: Bus): Promise<void> {
    const kv = await bus.kvm.open(HEARD_BUCKET);
    const heard = await readHeard(kv, channel, now());
    aliveBefore ??= heard.aliveAt;
    await keepHeard(kv, channel, { ...heard, aliveAt: now() });
    metrics.comparedUntil.set({ channel: channel.id }, heard.comparedUntil / 1000);
    const state = await stateOf(bus, channel);
    if (state?.connected === false) return;
    const connectedAt = state?.at ?? 0;
    const { comparedUntil } = heard;
    const given = { comparedUntil, aliveAt: aliveBefore, startedAt, connectedAt, lookedAfter, now: now() };
    const step = whatToDo(given, settings);
    // What the gateway lists of a number that is off line may be old.
    if (step.do === "nothing" || !(await client.status()).connected) return;
    await carryOut(bus, kv, step);
  }

  async function carryOut(bus: Bus, kv: KV, step: Exclude<Step, { do: "nothing" }>): Promise<void> {
    const { identity } = deps;
    const { told, done } = await compare({ bus, channel, client, identity, metrics, now, signal }, step);
    if (told > 0) log.warn({ channel: channel.id, chats: told }, "chats had moved while no webhook came: told of");
    if (!done) return;
    if (step.do === "find-people") lookedAfter = step.until;
    else {
      await keepHeard(kv, channel, { aliveAt: now(), comparedUntil: step.until });
      metrics.comparisons.inc({ outcome: "done" });
      metrics.comparedUntil.set({ channel: channel.id }, step.until / 1000);
    }
  }
}

/** Where nothing is known, what was before is none of ours. */
async function readHeard(kv: KV, channel: Channel, now: number): Promise<Heard> {
  const entry = await kv.get(channel.id);
  const known = entry?.operation === "PUT" ? Heard.safeParse(entry.json()).data : undefined;
  return known ?? { aliveAt: now, comparedUntil: now };
}

/** Both times only ever move on, whichever process is faster. */
async function keepHeard(kv: KV, channel: Channel, wanted: Heard): Promise<void> {
  const entry = await kv.get(channel.id);
  const known = entry?.operation === "PUT" ? Heard.safeParse(entry.json()).data : undefined;
  const heard: Heard = {
    aliveAt: Math.max(wanted.aliveAt, known?.aliveAt ?? 0),
    comparedUntil: Math.max(wanted.comparedUntil, known?.comparedUntil ?? 0),
  };
  const json = JSON.stringify(heard);
  try {
    await (entry ? kv.update(channel.id, json, entry.revision) : kv.create(channel.id, json));
  } catch (error) {
    // Another process said it; what it does not know yet follows with the next beat.
    if (!isWrongRevision(error)) throw error;
  }
}

async function stateOf(bus: Bus, channel: Channel) {
  const entry = await (await bus.kvm.open(CHANNELS_BUCKET)).get(channel.id);
  return entry?.operation === "PUT" ? Connection.safeParse(entry.json()).data : undefined;
}

import type { Bus } from "@acolhe/bus";
import { STREAMS } from "@acolhe/events";
import { callServer } from "@acolhe/runtime/outside";
import { z } from "zod";
import { knownChannels, readConnection } from "./channels.ts";
import { type ConsumerState, readConsumers } from "./consumers.ts";
import { readDeadLetters } from "./dead-letters.ts";
import { isPaused, readObserving } from "./sending.ts";
import { readSpools } from "./spools.ts";
import { readHeld } from "./unknown.ts";

/** How the installation stands. Times are epoch ms. */
export interface Status {
  readonly streams: readonly { name: string; records: number; bytes: number; lastAt: number | null }[];
  readonly consumers: readonly ConsumerState[];
  readonly channels: readonly { id: string; connected: boolean | null; at: number | null; paused: boolean }[];
  /** The log was restored, and the bot says nothing until an operator lets it. */
  readonly observing: boolean;
  readonly unknown: { readonly count: number; readonly oldest: number | null };
  readonly deadLetters: number;
  /** Processes that take webhooks and cannot open their spool. */
  readonly unknownSpools: number;
  /** Null: it did not answer. */
  readonly processes: readonly { name: string; ready: boolean | null; missing: string | null }[];
}

const ANSWER_MS = 2_000;
const ANSWER_BYTES_MAX = 16_384;
const Health = z.object({ detail: z.string().optional() }).catch({});

/** @param apps the HTTP address of each service, by name */
export async function readStatus(bus: Bus, apps: Readonly<Record<string, string>>): Promise<Status> {
  const [streams, consumers, channels, unknown, deadLetters, spools, processes, observing] = await Promise.all([
    Promise.all(STREAMS.map(({ name }) => readStreamState(bus, name))),
    readConsumers(bus),
    readChannels(bus),
    readHeld(bus),
    readDeadLetters(bus),
    readSpools(bus),
    Promise.all(Object.entries(apps).map(([name, url]) => readProcess(name, url))),
    readObserving(bus),
  ]);
  return {
    ...{ streams, consumers, channels, processes },
    observing: observing?.until === null,
    unknown: { count: unknown.length, oldest: unknown[0]?.since ?? null },
    deadLetters: deadLetters.length,
    unknownSpools: spools.filter((spool) => spool.unknown).length,
  };
}

async function readStreamState(bus: Bus, name: string): Promise<Status["streams"][number]> {
  const { state } = await bus.jsm.streams.info(name);
  return {
    name,
    records: state.messages,
    bytes: state.bytes,
    lastAt: state.messages === 0 ? null : Date.parse(state.last_ts),
  };
}

async function readChannels(bus: Bus): Promise<Status["channels"]> {
  return await Promise.all(
    (await knownChannels(bus)).map(async (id) => {
      const [entry, paused] = await Promise.all([readConnection(bus, id), isPaused(bus, id)]);
      return { id, connected: entry?.connected ?? null, at: entry?.at ?? null, paused };
    }),
  );
}

async function readProcess(name: string, url: string): Promise<Status["processes"][number]> {
  try {
    const { status, text } = await callServer(new URL("/health/ready", url).href, {
      method: "GET",
      bytesMax: ANSWER_BYTES_MAX,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const { detail } = Health.parse(JSON.parse(text ?? "{}"));
    return { name, ready: status === 200, missing: detail ?? null };
  } catch {
    return { name, ready: null, missing: null };
  }
}

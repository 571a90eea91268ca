import { type Bus, nextFrom } from "@acolhe/bus";
import { STREAMS } from "@acolhe/events";

/** How far one kind of consumer has come; all partitions of the worker are one. */
export interface ConsumerState {
  readonly name: string;
  /** Records it was not handed yet. */
  readonly toCome: number;
  /** Records it has in hand. */
  readonly inFlight: number;
  readonly redelivered: number;
  /** When the oldest record that it has not handled was stored, epoch ms; null: it has handled all. */
  readonly oldestAt: number | null;
}

export async function readConsumers(bus: Bus): Promise<ConsumerState[]> {
  const found = new Map<string, ConsumerState>();
  for (const { name: stream } of STREAMS)
    for await (const info of bus.jsm.consumers.list(stream)) {
      if (!info.config.durable_name) continue;
      const name = info.name.replace(/^worker-\d+$/, "worker");
      const before = found.get(name);
      const oldestAt = info.num_pending + info.num_ack_pending === 0 ? null : await oldestUnhandled(bus, stream, info);
      found.set(name, {
        name,
        toCome: (before?.toCome ?? 0) + info.num_pending,
        inFlight: (before?.inFlight ?? 0) + info.num_ack_pending,
        redelivered: (before?.redelivered ?? 0) + info.num_redelivered,
        oldestAt: earlier(before?.oldestAt ?? null, oldestAt),
      });
    }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Info {
  readonly ack_floor: { readonly stream_seq: number };
  readonly config: { readonly filter_subject?: string; readonly filter_subjects?: string[] };
}

/** Everything up to the floor is acknowledged, so the first record of its subjects behind that is the oldest. */
async function oldestUnhandled(bus: Bus, stream: string, { ack_floor, config }: Info): Promise<number | null> {
  const subjects = config.filter_subjects ?? [config.filter_subject || ">"];
  let oldest: number | null = null;
  for (const subject of subjects) {
    const next = await nextFrom(bus, stream, subject, ack_floor.stream_seq + 1);
    oldest = earlier(oldest, next?.timeMs ?? null);
  }
  return oldest;
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

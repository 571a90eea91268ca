import { readdirSync } from "node:fs";
import type { Bus } from "@acolhe/bus";
import type { Db } from "@acolhe/database";
import { DELIVERY, INBOUND, TURNS } from "@acolhe/events";
import { lagOfRows } from "../../tests/chaos/rows.ts";
import { rssMb } from "../processes.ts";
import type { Sample } from "./slope.ts";

const STREAMS = [INBOUND.name, TURNS.name, DELIVERY.name];

/** What a run looks at again and again, by a name for the table. */
export type Series = ReadonlyMap<string, readonly Sample[]>;

interface Watched {
  readonly bus: Bus;
  readonly db: Db;
  /** By name; a process that was started anew has another id. */
  readonly pids: () => Readonly<Record<string, number>>;
}

/** Looks at memory, handles and lag every so often until it is stopped. What cannot be looked at now is left out. */
export function startWatch(watched: Watched, everyMs: number): { series: Series; stop(): Promise<void> } {
  const series = new Map<string, Sample[]>();
  const note = (name: string, atMs: number, value: number) => {
    const samples = series.get(name) ?? [];
    series.set(name, samples);
    samples.push({ atMs, value });
  };
  let wake = () => {};
  let stopped = false;

  const look = async () => {
    const atMs = performance.now();
    for (const [name, pid] of Object.entries(watched.pids())) {
      try {
        note(`memory of ${name}, MB`, atMs, rssMb(pid));
        note(`handles of ${name}`, atMs, readdirSync(`/proc/${pid}/fd`).length);
      } catch {
        // It is being started anew.
      }
    }
    await lagOfDurables(watched.bus)
      .then((lag) => note("records that wait for a durable", atMs, lag))
      .catch(() => {});
    await lagOfRows(watched.bus, watched.db)
      .then((lag) => note("records that are no rows yet", atMs, lag))
      .catch(() => {});
  };
  const running = (async () => {
    while (!stopped) {
      await look();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    series,
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}

/** The durables that a process serves here. */
const SERVED = /^(?:(?:worker|sender|failures|orders|take-back)-|lookups$)/;

export async function lagOfDurables(bus: Bus): Promise<number> {
  let lag = 0;
  for (const stream of STREAMS)
    for await (const { name, num_pending, num_ack_pending } of bus.jsm.consumers.list(stream))
      if (SERVED.test(name)) lag += num_pending + num_ack_pending;
  return lag;
}

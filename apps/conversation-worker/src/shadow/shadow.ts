import { type Bus, ensureStream } from "@acolhe/bus";
import { ENGINE_VERSION, type Flow } from "@acolhe/conversation";
import { SHADOW, TURNS } from "@acolhe/events";
import { isEnded, noteBegun, noteEnded, readBegun, type ShadowBegun, ShadowRefused } from "./begun.ts";
import { feed } from "./feed.ts";
import { readRecorded } from "./recorded.ts";
import { openShadowWorker } from "./shadow-worker.ts";
import { spanSince } from "./span.ts";

export { removeShadow, type ShadowBegun, ShadowName, ShadowRefused } from "./begun.ts";
export { readShadowTurns, type ShadowTurn } from "./turns.ts";

/*
 * Yesterday's events through the worker's code of today: a shadow is what it decides of them, in a stream of its own.
 * Its clock, and what it knows of the clinic's records, are those of the log; the understanding of words is its own. It sends nothing:
 * no process reads its stream.
 *
 * Of what follows from decisions, the log's own comes again whatever the shadow decides: what people wrote and did, receipts, answers
 * of slow work, the halves of a merge. Timers are the shadow's own.
 */

export interface ShadowOptions {
  readonly name: string;
  /** Epoch ms; undefined where none was asked for. */
  readonly since: number | undefined;
  /** What counts then, for a shadow that is new. */
  readonly sinceUsual: number;
  /** What new sessions begin with, as if it had been published. */
  readonly draft: Flow | null;
  readonly onProgress: (done: number, all: number) => void;
}

/**
 * Decides a span's events once more. One that was broken off goes on; of one that is done there is nothing to do.
 *
 * @throws ShadowRefused when there is nothing to decide, other code began the shadow of this name, or it was removed meanwhile
 */
export async function castShadow(
  bus: Bus,
  { name, since, sinceUsual, draft, onProgress }: ShadowOptions,
): Promise<ShadowBegun> {
  await ensureStream(bus, SHADOW, (await bus.jsm.streams.info(TURNS.name)).config.num_replicas);
  const known = await readBegun(bus, name);
  if (known && since !== undefined)
    throw new ShadowRefused(
      `the shadow ${name} has its span since it was begun: leave --since out, take another name, or remove it with --remove`,
    );
  const span = known ?? (await spanSince(bus, since ?? sinceUsual));
  if (!span) throw new ShadowRefused("nothing was decided since then");
  const { from, to, turnsFrom, turnsTo } = span;
  const recorded = await readRecorded(bus, span);
  const worker = await openShadowWorker(bus, { name, recorded, draft });
  try {
    const begun: ShadowBegun = { version: 1, from, to, turnsFrom, turnsTo, engine: ENGINE_VERSION, flow: worker.flow };
    if (!known) await noteBegun(bus, name, begun);
    else if (known.engine !== begun.engine || known.flow !== begun.flow)
      throw new ShadowRefused(
        `the shadow ${name} was begun with engine ${known.engine} and flow ${known.flow}, and this is engine ${begun.engine} and flow ${begun.flow}: take another name, or remove it with --remove`,
      );
    if (await isEnded(bus, name)) return begun;
    const all = to - from + 1;
    await feed(bus, { name, span, recorded, worker, onProgress: (seq) => onProgress(seq - from + 1, all) });
    await noteEnded(bus, name);
    return begun;
  } finally {
    worker.stop();
  }
}

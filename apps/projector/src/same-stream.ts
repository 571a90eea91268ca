import { type Bus, firstSince, lastSeqOf, messageAt } from "@acolhe/bus";
import type { Checkpoint } from "@acolhe/database/projection";

/** Clocks are set back now and then, by less. */
const CLOCK_MS = 5_000;

/** The read side knows more of a stream than the broker has, or something else: what comes would not fit what is there. */
export class OtherStream extends Error {
  override readonly name = "OtherStream";
  /** When the record at the checkpoint was stored; null: it is not known. */
  readonly readUntilMs: number | null;
  constructor(stream: string, readUntilMs: number | null) {
    super(
      `${stream} of the broker is not what was read into the database, but an older copy or another stream: restore the newer copy of the broker's data or, if there is none, run "npm run projector -- rebuild", after which what only the lost copy had is missing from lists`,
    );
    this.readUntilMs = readUntilMs;
  }
}

/**
 * Whether a stream is the one that was read up to a checkpoint. When the record there was stored is its fingerprint; where
 * that record is gone (its age, a timer that fired), none before it may have been stored later.
 *
 * @throws OtherStream where it is not
 */
export async function assertSameStream(bus: Bus, stream: string, { seq, storedAtMs }: Checkpoint): Promise<void> {
  if (seq === 0) return;
  if ((await lastSeqOf(bus, stream)) < seq) throw new OtherStream(stream, storedAtMs);
  if (storedAtMs === null) return;
  const record = await messageAt(bus, stream, seq);
  if (record) {
    if (record.timeMs !== storedAtMs) throw new OtherStream(stream, storedAtMs);
    return;
  }
  const later = await firstSince(bus, stream, ">", new Date(storedAtMs + CLOCK_MS));
  if (later && later.seq < seq) throw new OtherStream(stream, storedAtMs);
}

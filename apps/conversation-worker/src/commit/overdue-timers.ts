import { type CoreBus, publish, readStream, SequenceConflict } from "@acolhe/bus";
import { type ContactKey, type ConversationRef, eventSubject, INBOUND } from "@acolhe/events";
import { type Logger, TRACE_HEADER } from "@acolhe/runtime";

/*
 * Timers that the broker holds and did not fire. One that is due while the broker's disk is full stays marked there as under
 * way, and is not looked at again until the broker restarts (seen with nats-server 2.15): its patient would wait for ever. Stored
 * once more it fires at once, as if it had just been set.
 */

/** A broker whose clock is behind, or that just came back, fires them by itself. */
const OVERDUE_MS = 30_000;
const EVERY_MS = 60_000;
/** As the broker keeps a schedule: `@at 2026-11-29T13:09:00.000Z`. */
const SCHEDULE = /^@at (.+)$/;

export function startOverdueTimers(deps: { bus: CoreBus; log: Logger; everyMs?: number; overdueMs?: number }): {
  stop(): Promise<void>;
} {
  const { bus, log, everyMs = EVERY_MS, overdueMs = OVERDUE_MS } = deps;
  let round: Promise<void> | null = null;
  const end = bus.host.every(everyMs, () => {
    round ??= look()
      .catch((error) => log.warn({ err: error }, "it was not looked for overdue timers"))
      .finally(() => {
        round = null;
      });
  });

  async function look(): Promise<void> {
    let again = 0;
    for await (const message of readStream(bus, INBOUND.name, { subject: "timer.>" })) {
      const at = Date.parse(SCHEDULE.exec(message.header("Nats-Schedule") ?? "")?.[1] ?? "");
      if (!(bus.host.now() - at > overdueMs)) continue;
      await setAgain(message, at);
      again++;
    }
    if (again > 0) log.warn({ timers: again }, "the broker did not fire these timers; they are set once more");
  }

  /** Only what is still the contact's timer: one that fired or was replaced meanwhile stays as it is. */
  async function setAgain(
    {
      subject,
      seq,
      json,
      header,
    }: { subject: string; seq: number; json(): unknown; header(name: string): string | undefined },
    at: number,
  ): Promise<void> {
    const [, channel, contact] = subject.split(".");
    const ref = { channel, contact: contact as ContactKey } as ConversationRef;
    const trace = header(TRACE_HEADER);
    try {
      await publish(bus, subject, json(), {
        id: `overdue:${seq}`,
        expect: { seq, subject },
        ttl: "never",
        ...(trace === undefined ? {} : { headers: { [TRACE_HEADER]: trace } }),
        schedule: { at, target: eventSubject(ref) },
      });
    } catch (error) {
      if (!(error instanceof SequenceConflict)) throw error;
    }
  }

  return {
    async stop() {
      end();
      await round;
    },
  };
}

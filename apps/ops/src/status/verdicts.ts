import type { Status } from "./read-status.ts";

/** One line of judgement. */
export interface Verdict {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
}

/** More than this in wait is more than a busy minute: the process behind is away or slow. */
const BEHIND_MIN = 100;

/** What an operator should look at, and what is well. Pure. */
export function verdictsOf(status: Status): Verdict[] {
  return [
    ...status.consumers.map(ofConsumer),
    ...status.channels.map(ofChannel),
    ...(status.observing
      ? [{ name: "the bot", ok: false, says: "only observes, because the log was restored: ops observing" }]
      : []),
    ofUnknown(status.unknown),
    {
      name: "dead letters",
      ok: status.deadLetters === 0,
      says: status.deadLetters === 0 ? "every record could be read" : `${status.deadLetters}: ops dead-letters`,
    },
    ...status.processes.map(ofProcess),
  ];
}

function ofConsumer({ name, toCome }: Status["consumers"][number]): Verdict {
  const ok = toCome < BEHIND_MIN;
  return { name, ok, says: ok ? "keeps up" : `${toCome} records behind: is its process up?` };
}

function ofChannel({ id, connected, paused }: Status["channels"][number]): Verdict {
  const name = `number ${id}`;
  if (paused) return { name, ok: false, says: "an operator lets nothing leave: ops channel list" };
  if (connected === null) return { name, ok: true, says: "no news of its connection yet" };
  return { name, ok: connected, says: connected ? "on line" : "off line: scan the code of its phone again" };
}

function ofUnknown({ count, oldest }: Status["unknown"]): Verdict {
  const name = "unknown outcomes";
  if (count === 0 || oldest === null) return { name, ok: true, says: "none" };
  // The settler gives an outcome up within minutes, so a few are ordinary while the gateway stumbles.
  return { name, ok: false, says: `${count} contacts wait: ops unknown` };
}

function ofProcess({ name, ready, missing }: Status["processes"][number]): Verdict {
  if (ready === null) return { name, ok: false, says: "does not answer" };
  return { name, ok: ready, says: ready ? "ready" : (missing ?? "not ready") };
}

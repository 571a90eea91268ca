import { type Bus, firstSince, followStream, lastSeqOf } from "@acolhe/bus";
import { STREAMS } from "@acolhe/events";
import type { Command } from "commander";
import { parseSince, type Tools } from "../command.ts";
import { createClock } from "../log/clock.ts";
import { describeItem } from "../log/describe-item.ts";
import { isOfType, type LogItem, parseType } from "../log/log-item.ts";
import { masked } from "../log/masked.ts";
import { parseItem } from "../log/parse-item.ts";
import { withTimeZone, type Zoned } from "./time-zone.ts";

interface Options extends Zoned {
  readonly contact?: string;
  readonly channel?: string;
  readonly type?: string;
  /** Epoch ms. */
  readonly since?: number;
}

/** `inbound.3.main.5511….event` and its like: of whom. Records about a number itself have the contact `channel`. */
const OF = /^(?:inbound\.\d+|turn|delivery)\.([^.]+)\.([^.]+)\./;
const BATCH_MAX = 256;

/** Records as they are stored, until it is interrupted. */
export function addTail(program: Command, { withBus, output }: Tools): void {
  withTimeZone(program.command("tail").description("records as they are stored, until you press Ctrl+C"))
    .option("--channel <id>", "of this number only")
    .option("--contact <key>", "of this contact only")
    .option(
      "--type <kind>",
      "of this kind only: event, control, turn, attempt, order, outcome, receipt; or events of one type, as message-missed",
      parseType,
    )
    .option("--since <time>", "also what was stored since then: an instant, an hour of today, or 2h", (text) =>
      parseSince(text),
    )
    .action(({ timeZone, ...wanted }: Options) =>
      withBus(async (bus) => {
        const clock = createClock(timeZone);
        const show = (item: LogItem, of: { channel: string; contact: string }) => {
          const where = `${item.stream} ${item.seq}`.padEnd(14);
          output.line(
            `${clock.short(item.storedAtMs)}  ${of.channel} ${masked(of.contact).padEnd(10)}  ${where}  ${describeItem(item, { reveal: false })}`,
          );
          const { stream, seq, storedAtMs, kind } = item;
          output.jsonLine({ ...of, stream, seq, storedAtMs, kind, says: describeItem(item, { reveal: false }) });
        };
        const followers = STREAMS.map(({ name }) => follow(bus, name, wanted, show));
        await new Promise<void>((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
        await Promise.all(followers.map((follower) => follower.stop()));
      }),
    );
}

function follow(
  bus: Bus,
  stream: string,
  wanted: Omit<Options, "timeZone">,
  show: (item: LogItem, of: { channel: string; contact: string }) => void,
) {
  let from: number | null = null;
  return followStream(bus, {
    stream,
    batchMax: BATCH_MAX,
    after: async () => {
      from ??= await placeBefore(bus, stream, wanted.since);
      return from;
    },
    async handle({ messages }) {
      for (const message of messages) {
        from = message.seq;
        const [, channel = "", contact = ""] = OF.exec(message.subject) ?? [];
        if (!channel || (wanted.channel && wanted.channel !== channel)) continue;
        if (wanted.contact && wanted.contact !== contact) continue;
        const item = parseItem(stream as LogItem["stream"], message);
        if (item && (!wanted.type || isOfType(item, wanted.type))) show(item, { channel, contact });
      }
    },
    onError: () => undefined,
  });
}

/** The last record that is not shown any more. */
async function placeBefore(bus: Bus, stream: string, since: number | undefined): Promise<number> {
  const first = since === undefined ? null : await firstSince(bus, stream, ">", new Date(since));
  return first ? first.seq - 1 : await lastSeqOf(bus, stream);
}

import { type Bus, type FollowedMessage, firstSince, followStream, lastSeqOf, readStream } from "@acolhe/bus";
import { STREAMS } from "@acolhe/events";
import type { Command } from "commander";
import { type Tools, UsageError } from "../command.ts";
import { createClock } from "../log/clock.ts";
import { describeItem } from "../log/describe-item.ts";
import { byTime, isOfType, type LogItem, parseType } from "../log/log-item.ts";
import { masked } from "../log/masked.ts";
import { parseItem } from "../log/parse-item.ts";
import { channelsOf, keysOf } from "../log/resolve-contact.ts";
import { type Moment, parseSince } from "../moment.ts";
import { withTimeZone, type Zoned } from "./time-zone.ts";

interface Options extends Zoned {
  readonly contact?: string;
  readonly channel?: string;
  readonly type?: string;
  readonly since?: Moment;
  readonly follow: boolean;
}

type Stream = LogItem["stream"];
/** A record as it lies in its stream. */
interface Found {
  readonly stream: Stream;
  readonly message: FollowedMessage;
}

/** `inbound.3.main.5511….event` and its like: the contact. Records about a number itself have the contact `channel`. */
const OF = /^(?:inbound\.\d+|turn|delivery)\.([^.]+)\.([^.]+)\./;
const BATCH_MAX = 256;

/** Records as they are stored, until it is interrupted; with `--since` first what is there, in the order of its times. */
export function addTail(program: Command, tools: Tools): void {
  withTimeZone(program.command("tail").description("records as they are stored, until you press Ctrl+C"))
    .option("--channel <id>", "of this number only")
    .option("--contact <contact>", "of this contact only: its key, or phone number with its country code")
    .option(
      "--type <kind>",
      "of this kind only: event, control, turn, attempt, order, outcome, receipt; or events of one type, as message-missed",
      parseType,
    )
    .option("--since <time>", "first what was stored since then: an instant, 13:09, or 2h", parseSince)
    .option("--no-follow", "end with what is there")
    .action((options: Options) => {
      if (!options.follow && !options.since) throw new UsageError("say from when on: --since 12h --no-follow");
      return run(tools, options);
    });
}

async function run({ withBus, output }: Tools, options: Options): Promise<void> {
  const { since, timeZone, follow } = options;
  await withBus(async (bus) => {
    if (options.channel !== undefined) await channelsOf(bus, options.channel);
    const show = createShow(output, options);
    const ends = new Map(
      await Promise.all(STREAMS.map(async ({ name }) => [name, await lastSeqOf(bus, name)] as const)),
    );
    if (since) for await (const found of storedSince(bus, since(timeZone), ends)) show(found);
    if (!follow) return;
    const followers = [...ends].map(([name, after]) => followFrom(bus, name as Stream, after, show));
    await new Promise<void>((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
    await Promise.all(followers.map((follower) => follower.stop()));
  });
}

/** Shows a record where it is one of those that are wanted. */
function createShow(output: Tools["output"], { timeZone, channel: ofChannel, contact: ofContact, type }: Options) {
  const clock = createClock(timeZone);
  const keys: readonly string[] | null = ofContact === undefined ? null : keysOf(ofContact);
  if (keys?.length === 0) throw new UsageError("give a contact as its key, or its number with its country code");
  let day = "";
  return ({ stream, message }: Found): void => {
    const [, channel = "", contact = ""] = OF.exec(message.subject) ?? [];
    if (!channel || (ofChannel && ofChannel !== channel) || (keys && !keys.includes(contact))) return;
    const item = parseItem(stream, message);
    if (!item || (type && !isOfType(item, type))) return;
    const { seq, storedAtMs, kind } = item;
    const says = describeItem(item, { reveal: false });
    const today = clock.time(storedAtMs).slice(0, 6);
    if (today !== day) output.line(output.paint("bold", `${today}, ${timeZone}`));
    day = today;
    const where = `${stream} ${seq}`.padEnd(14);
    output.line(`${clock.short(storedAtMs)}  ${channel} ${masked(contact).padEnd(10)}  ${where}  ${says}`);
    output.jsonLine({ channel, contact, stream, seq, storedAtMs, kind, says });
  };
}

/** What all streams hold from then on up to their ends, as one. */
async function* storedSince(bus: Bus, since: number, ends: ReadonlyMap<string, number>): AsyncGenerator<Found> {
  const readers = await Promise.all(
    STREAMS.map(async ({ name }) => {
      const first = await firstSince(bus, name, ">", new Date(since));
      return {
        stream: name as Stream,
        records: first && readStream(bus, name, { from: first.seq, to: ends.get(name)! }),
      };
    }),
  );
  const next = async ({ stream, records }: (typeof readers)[number]) => {
    const { value, done } = (await records?.next()) ?? { done: true, value: undefined };
    return done || !value ? null : { stream, message: value };
  };
  const heads = await Promise.all(readers.map(next));
  for (;;) {
    const found = heads.filter((head) => head !== null).sort((a, b) => byTime(placeOf(a), placeOf(b)))[0];
    if (!found) return;
    yield found;
    const at = heads.indexOf(found);
    heads[at] = await next(readers[at]!);
  }
}

const placeOf = ({ stream, message: { seq, storedAtMs } }: Found) => ({ stream, seq, storedAtMs });

function followFrom(bus: Bus, stream: Stream, end: number, show: (found: Found) => void) {
  let after = end;
  return followStream(bus, {
    stream,
    batchMax: BATCH_MAX,
    after: async () => after,
    async handle({ messages }) {
      for (const message of messages) {
        after = message.seq;
        show({ stream, message });
      }
    },
    onError: () => undefined,
  });
}

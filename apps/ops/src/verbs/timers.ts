import { readStream } from "@acolhe/bus";
import { INBOUND } from "@acolhe/events";
import type { Command } from "commander";
import { parseCount, type Tools } from "../command.ts";
import { createClock } from "../log/clock.ts";
import { masked } from "../log/masked.ts";
import { channelsOf } from "../log/resolve-contact.ts";
import { withTimeZone, type Zoned } from "./time-zone.ts";

interface Options extends Zoned {
  readonly channel?: string;
  readonly limit: number;
}

/** `@at 2026-11-29T13:09:00.000Z`, as the broker keeps a schedule. */
const SCHEDULE = /^@at (.+)$/;

/** What is armed in the broker, the next first. */
export function addTimers(program: Command, { withBus, output }: Tools): void {
  withTimeZone(program.command("timers").description("what is armed, the next first"))
    .option("--channel <id>", "of this number only")
    .option("--limit <count>", "show at most so many", parseCount, 50)
    .action(({ channel = "*", limit, timeZone }: Options) =>
      withBus(async (bus) => {
        if (channel !== "*") await channelsOf(bus, channel);
        const found: { channel: string; contact: string; name: string; at: number }[] = [];
        for await (const message of readStream(bus, INBOUND.name, { subject: `timer.${channel}.>` })) {
          const [, of = "", contact = "", name = ""] = message.subject.split(".");
          const at = Date.parse(SCHEDULE.exec(message.header("Nats-Schedule") ?? "")?.[1] ?? "");
          if (!Number.isNaN(at)) found.push({ channel: of, contact, name, at });
        }
        const next = found.sort((a, b) => a.at - b.at).slice(0, limit);
        const clock = createClock(timeZone);
        output.table(
          ["due", "channel", "contact", "timer"],
          next.map((timer) => [clock.time(timer.at), timer.channel, masked(timer.contact), timer.name]),
        );
        output.line(found.length > limit ? `and ${found.length - limit} more` : `${found.length} armed`);
        output.json(next);
      }),
    );
}

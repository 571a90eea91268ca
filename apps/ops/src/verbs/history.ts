import type { Command } from "commander";
import type { Tools } from "../command.ts";
import { lineOf } from "../explain/render.ts";
import { createClock } from "../log/clock.ts";
import { readContact } from "../log/read-contact.ts";
import { resolveContact } from "../log/resolve-contact.ts";
import { mayReveal } from "../log/reveal.ts";
import { type Moment, parseSince } from "../moment.ts";
import { contactCommand, type OfContact, type Reveal, withReveal } from "./contact-options.ts";
import { withTimeZone, type Zoned } from "./time-zone.ts";

interface Options extends OfContact, Reveal, Zoned {
  readonly since?: Moment;
}

/** Everything the log has of a contact, one line a record: event, turn, attempt, outcome, receipt. */
export function addHistory(program: Command, { withBus, output }: Tools): void {
  withTimeZone(withReveal(contactCommand(program, "history", "everything the log has of a contact, a line a record")))
    .option("--since <time>", "leave out what is older: an instant, 13:09, or 15m", parseSince)
    .action((contact: string, options: Options) =>
      withBus(async (bus, installation) => {
        const ref = await resolveContact(bus, options.channel, contact);
        const reveal = await mayReveal(options, { command: "history", ref, installation });
        const since = options.since?.(options.timeZone) ?? 0;
        const items = (await readContact(bus, ref)).filter(({ storedAtMs }) => storedAtMs >= since);
        const clock = createClock(options.timeZone);
        let day = "";
        for (const item of items) {
          const today = clock.time(item.storedAtMs).slice(0, 6);
          if (today !== day) output.line(output.paint("bold", today));
          day = today;
          output.line(lineOf(item, { clock, reveal }));
        }
        if (items.length === 0) output.line("the log has nothing of this contact in that time");
        output.json(items.map((item) => ({ ...item, ...(reveal ? {} : withoutBody(item)) })));
      }),
    );
}

/** What is left of a record for a program that may not see words: its place and kind. */
const withoutBody = (item: object): Record<string, undefined> =>
  Object.fromEntries(["event", "turn", "order"].filter((name) => name in item).map((name) => [name, undefined]));

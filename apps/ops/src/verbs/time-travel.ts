import { ConversationState } from "@acolhe/conversation";
import type { Command } from "commander";
import { CommandError, type Tools } from "../command.ts";
import { createClock } from "../log/clock.ts";
import type { LogItem } from "../log/log-item.ts";
import { readContact } from "../log/read-contact.ts";
import { resolveContact } from "../log/resolve-contact.ts";
import { mayReveal } from "../log/reveal.ts";
import { type Moment, parseTime } from "../moment.ts";
import { contactCommand, type OfContact, type Reveal, withReveal } from "./contact-options.ts";
import { withTimeZone, type Zoned } from "./time-zone.ts";

/** The conversation's state as it was: that of the last decision before an instant. */
export function addTimeTravel(program: Command, { withBus, output }: Tools): void {
  withTimeZone(withReveal(contactCommand(program, "time-travel", "a conversation's state as it was then")))
    .argument("<time>", "an instant, 13:09, or 15m (ago)", parseTime)
    .action((contact: string, moment: Moment, options: OfContact & Reveal & Zoned) =>
      withBus(async (bus, installation) => {
        const ref = await resolveContact(bus, options.channel, contact);
        const reveal = await mayReveal(options, { command: "time-travel", ref, installation });
        const at = moment(options.timeZone);
        const items = await readContact(bus, ref);
        const found = items.findLast(
          (item): item is Extract<LogItem, { kind: "turn" }> => item.kind === "turn" && item.storedAtMs <= at,
        );
        if (!found) throw new CommandError("nothing was decided in this conversation before that time");
        const parsed = ConversationState.parse(found.turn.state);
        const state = reveal ? parsed : plainOf(parsed);
        output.line(
          `TURNS ${found.seq} of ${createClock(options.timeZone).time(found.storedAtMs)}, rule ${found.turn.rule}`,
        );
        for (const [name, value] of Object.entries(state)) output.line(`  ${name.padEnd(18)}${JSON.stringify(value)}`);
        output.json({ turnSeq: found.seq, at: found.storedAtMs, rule: found.turn.rule, state });
      }),
    );
}

/** Fields without a word that a person wrote. Of all others, only the names are shown. */
const PLAIN = [
  ...["step", "flowVersion", "sessionStartedAt", "lastActivityAt", "language", "mode", "humanUntil", "handedOver"],
  ...["optedOut", "knownBefore", "optedInAt", "parked", "trail", "calls", "invalidCount", "openPrompt", "timers"],
  ...["suspended", "reminder", "told"],
] as const;

function plainOf(state: ConversationState): Record<string, unknown> {
  const shown = Object.entries(state).filter(([name]) => PLAIN.some((plain) => plain === name));
  return { ...Object.fromEntries(shown), values: Object.keys(state.values) };
}

import { readUnknown } from "@acolhe/status";
import type { Command } from "commander";
import type { Tools } from "../command.ts";
import { masked } from "../log/masked.ts";
import { spanText } from "../words/words.ts";

/** Sends of which nobody knows whether they arrived: their contacts wait. */
export function addUnknown(program: Command, { withBus, output }: Tools): void {
  program
    .command("unknown")
    .description("sends of which it is not known whether they arrived; their contacts wait")
    .action(() =>
      withBus(async (bus) => {
        const found = await readUnknown(bus);
        output.table(
          ["channel", "contact", "waits", "command"],
          found.map(({ channel, contact, since, command }) => [
            channel,
            masked(contact),
            spanText(Date.now() - since),
            command ? `turn ${command.turnSeq}, ${command.index}` : "settled, going on",
          ]),
        );
        if (found.length === 0) output.line("every outcome is known");
        output.json(found);
      }),
    );
}

import { placeName } from "@acolhe/events";
import { readUnknown } from "@acolhe/status";
import { Argument, type Command } from "commander";
import { type Acting, withActing } from "../act.ts";
import { addUsual, CommandError, type Tools } from "../command.ts";
import { masked } from "../log/masked.ts";
import { resolveContact } from "../log/resolve-contact.ts";
import { spanText } from "../words/words.ts";
import { contactCommand, type OfContact } from "./contact-options.ts";
import { give } from "./outbound.ts";

/** Sends that may or may not have arrived: their contacts wait. */
export function addUnknown(program: Command, tools: Tools): void {
  const { withBus, output } = tools;
  const unknown = program
    .command("unknown")
    .description("sends of which it is not known whether they arrived; their contacts wait");
  addUsual(unknown, "list")
    .description("one line a contact, the longest wait first")
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
  const settle = contactCommand(
    unknown,
    "settle",
    "say whether it arrived: `unsent` sends it now, unless a person took over",
  ).addArgument(new Argument("<as>", "what you found out").choices(["sent", "unsent"]));
  withActing(settle).action((contact: string, as: "sent" | "unsent", options: OfContact & Acting) =>
    withBus(async (bus, installation) => {
      const ref = await resolveContact(bus, options.channel, contact);
      const found = (await readUnknown(bus)).find((one) => one.channel === ref.channel && one.contact === ref.contact);
      if (!found?.command) throw new CommandError("every outcome of this contact is known: see ops unknown");
      const { command } = found;
      const does = `settle ${placeName(command)} to ${masked(ref.contact)} on ${ref.channel} as ${as}`;
      await give(tools, { bus, installation, ref, options, does, order: { type: "settle-send", command, as } });
    }),
  );
}

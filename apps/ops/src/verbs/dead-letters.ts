import { type Bus, messageAt } from "@acolhe/bus";
import { refOf, SET_ASIDE_BUCKET, type SetAside } from "@acolhe/events";
import { readDeadLetters } from "@acolhe/status";
import type { Command } from "commander";
import { addUsual, CommandError, type Tools } from "../command.ts";
import { masked } from "../log/masked.ts";
import { spanText } from "../words/words.ts";

/** Records that no process can read, and what was left undone for them. */
export function addDeadLetters(program: Command, { withBus, output }: Tools): void {
  const command = program
    .command("dead-letters")
    .alias("set-aside")
    .description("records that could not be read, and what was left undone for them");
  addUsual(command, "list")
    .description("one line a record, the oldest first")
    .action(() =>
      withBus(async (bus) => {
        const found = await Promise.all(
          (await readDeadLetters(bus)).map(async (one) => ({ ...one, ...(await whose(bus, one)) })),
        );
        const now = Date.now();
        output.table(
          ["key", "for", "channel", "contact", "stream", "sequence", "what is wrong with it"],
          found.map(({ key, at, channel, contact, unreadable }) => [
            key,
            spanText(now - at),
            channel ?? "",
            contact === null ? "" : masked(contact),
            unreadable.stream,
            String(unreadable.seq),
            unreadable.reason,
          ]),
        );
        if (found.length === 0) output.line("every record could be read");
        output.json(found);
      }),
    );
  command
    .command("forget")
    .description("take one off the list, once it was seen to")
    .argument("<key>")
    .action((key: string) =>
      withBus(async (bus) => {
        if (!(await forgetDeadLetter(bus, key)))
          throw new CommandError("no such record is on the list: see ops dead-letters");
        output.line(`${key} is off the list`);
        output.json({ forgotten: key });
      }),
    );
}

/** Whose record was left undone, by its subject; null: it is gone, or of no contact. */
async function whose(bus: Bus, { stream, seq }: SetAside): Promise<{ channel: string | null; contact: string | null }> {
  const record = await messageAt(bus, stream, seq);
  const ref = record && refOf(record.subject);
  return { channel: ref?.channel ?? null, contact: ref?.contact ?? null };
}

/** Whether there was one. */
export async function forgetDeadLetter(bus: Bus, key: string): Promise<boolean> {
  const bucket = await bus.kvm.open(SET_ASIDE_BUCKET);
  if ((await bucket.get(key))?.operation !== "PUT") return false;
  await bucket.delete(key);
  return true;
}

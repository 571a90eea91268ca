import { OBSERVING_KEY, type Observing, SENDING_BUCKET } from "@acolhe/events";
import { readObserving } from "@acolhe/status";
import type { Command } from "commander";
import { type Acting, mayAct, withActing } from "../act.ts";
import { addUsual, CommandError, type Tools } from "../command.ts";
import { spanText } from "../words/words.ts";

const ENTRY = { entity: "installation", entityId: "all" } as const;

/** After a restore the bot reads and decides, and says nothing, until an operator has looked. */
export function addObserving(program: Command, tools: Tools): void {
  const { withBus, output } = tools;
  const observing = program
    .command("observing")
    .description("whether the bot only observes, because the log was restored");
  addUsual(observing, "status")
    .description("whether it does, and since when")
    .action(() =>
      withBus(async (bus) => {
        const found = await readObserving(bus);
        const is = found?.until === null;
        output.line(is ? `the bot observes since ${spanText(Date.now() - found.since)}` : "the bot speaks");
        output.json({ observes: is, ...found });
      }),
    );
  withActing(
    observing.command("begin").description("before the processes start on a log that was copied by hand"),
  ).action((options: Acting) =>
    withBus(async (bus, installation) => {
      const act = {
        does: "let the bot observe, of what came before also people's words",
        action: "observe",
        ...ENTRY,
      } as const;
      if (!(await mayAct(tools, installation, { ...options, ...act, command: "observing begin" }))) return;
      const { beginObserving } = await import("../backup/restore.ts");
      await beginObserving(bus);
      output.line(`the bot observes, in ${installation.name}`);
      output.json({ observes: true });
    }),
  );
  withActing(observing.command("end").description("let the bot speak again, of what comes in from now on")).action(
    (options: Acting) =>
      withBus(async (bus, installation) => {
        const found = await readObserving(bus);
        if (found?.until !== null) throw new CommandError("the bot does not observe: nothing is to be ended");
        const act = {
          does: "let the bot speak again, of what comes in from now on",
          action: "speak",
          ...ENTRY,
        } as const;
        if (!(await mayAct(tools, installation, { ...options, ...act, command: "observing end" }))) return;
        const ended: Observing = { since: found.since, until: Date.now() };
        await (await bus.kvm.open(SENDING_BUCKET)).put(OBSERVING_KEY, JSON.stringify(ended));
        output.line(`the bot speaks again, in ${installation.name}`);
        output.json({ observes: false, ...ended });
      }),
  );
}

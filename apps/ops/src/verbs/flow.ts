import type { Command } from "commander";
import { addUsual, CommandError, type Tools } from "../command.ts";

/** Takes most of a second to load, which other commands need not wait for. */
const versions = () => import("../flow-versions.ts");

/** Versions of the flow: what new sessions begin with. */
export function addFlow(program: Command, { withBus, output }: Tools): void {
  const flow = program.command("flow").description("what new conversations follow");
  flow
    .command("publish")
    .description("new sessions begin with the flow of this folder, once lint finds nothing in it")
    .argument("<folder>")
    .action((folder: string) => withBus(async (bus) => (await versions()).publishFolder(bus, folder, output)));
  flow
    .command("return-to")
    .description("new sessions begin with a version that is kept")
    .argument("<version>")
    .action((version: string) =>
      withBus(async (bus) => {
        if (!(await (await versions()).publishKept(bus, version, output)))
          throw new CommandError("no such version is kept: see ops flow versions");
      }),
    );
  addUsual(flow, "versions")
    .description("the versions that are kept, the newest first")
    .action(() => withBus(async (bus) => (await versions()).listVersions(bus, output)));
}

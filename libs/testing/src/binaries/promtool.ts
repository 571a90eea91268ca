import { join } from "node:path";
import { localDirectory } from "../paths.ts";
import { debianCodename, unpackDebian } from "./debian.ts";
import { finder } from "./finder.ts";
import { type Binary, onPath, versionOf } from "./run.ts";

const unpacked = join(localDirectory, "packages", "prometheus");

/** Prometheus's own checker of rules: found, or fetched once into .local. Throws one sentence that says what to do. */
export const promtoolBinary = finder<Binary>({
  name: "promtool",
  present,
  ways: () => {
    const suite = debianCodename();
    return [{ name: "Debian's package, unpacked", usable: suite !== undefined, take: () => unpack(suite ?? "") }];
  },
  cure: () => ({
    wanted: "promtool, which comes with Prometheus,",
    run: process.platform === "darwin" ? "brew install prometheus" : "sudo apt-get install prometheus",
  }),
});

async function present(): Promise<Binary | undefined> {
  const path = onPath("promtool");
  if (path !== undefined) return { command: path, env: {} };
  const local = { command: join(unpacked, "usr", "bin", "promtool"), env: {} };
  return (await versionOf(local)) === undefined ? undefined : local;
}

/** Without what the server's pages need: nothing is served here. */
const unpack = (suite: string): Promise<void> =>
  unpackDebian({ suite, packages: ["prometheus"], destination: unpacked });

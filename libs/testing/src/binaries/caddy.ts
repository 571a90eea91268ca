import { join } from "node:path";
import { localDirectory } from "../paths.ts";
import { debianCodename, unpackDebian } from "./debian.ts";
import { finder } from "./finder.ts";
import { onPath, run, versionOf } from "./run.ts";

/** 2.7 is the first that knows every directive of deploy/proxy/Caddyfile. */
const OLDEST = 7;

const bin = join(localDirectory, "bin");
const unpacked = join(localDirectory, "packages", "caddy");

/** The path of a Caddy that is new enough: found, or fetched once into .local. Throws one sentence that says what to do. */
export const caddyPath = finder<string>({
  name: "caddy",
  present: async () => {
    for (const path of [onPath("caddy"), join(unpacked, "usr", "bin", "caddy"), join(bin, "caddy")])
      if (path !== undefined && (await isNewEnough(path))) return path;
    return undefined;
  },
  ways: () => [
    {
      name: "Debian's newest suite",
      usable: debianCodename() !== undefined,
      take: () => unpackDebian({ suite: "sid", packages: ["caddy"], destination: unpacked }),
    },
    {
      name: "go install",
      usable: onPath("go") !== undefined,
      take: () => run("go", ["install", "github.com/caddyserver/caddy/v2/cmd/caddy@latest"], { env: { GOBIN: bin } }),
    },
  ],
  cure: () => ({
    wanted: `caddy 2.${OLDEST} or newer`,
    run: process.platform === "darwin" ? "brew install caddy" : "sudo apt-get install caddy",
  }),
});

async function isNewEnough(command: string): Promise<boolean> {
  const [, minor] = /\bv?2\.(\d+)/.exec((await versionOf({ command, env: {} })) ?? "") ?? [];
  return minor !== undefined && Number(minor) >= OLDEST;
}

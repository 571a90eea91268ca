import { existsSync } from "node:fs";
import { debianCodename, installDebian, isRoot } from "./debian.ts";
import { withObtainLock } from "./obtain-lock.ts";
import { onPath, say } from "./run.ts";

const MAC_PATHS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium for the end-to-end tests. Throws one sentence that says what to install. */
export async function chromiumPath(): Promise<string> {
  const there = present();
  if (there !== undefined) return there;
  let cause: unknown;
  if (debianCodename() !== undefined && isRoot()) {
    try {
      return await withObtainLock(installed);
    } catch (error) {
      cause = error;
    }
  }
  throw new Error(advice(), { cause });
}

async function installed(): Promise<string> {
  const there = present();
  if (there !== undefined) return there;
  say("Installing chromium (Debian's package), once…");
  await installDebian("chromium");
  const path = present();
  if (path === undefined) throw new Error("the package chromium brought no program of that name");
  return path;
}

function present(): string | undefined {
  return onPath("chromium", "chromium-browser", "google-chrome") ?? MAC_PATHS.find((path) => existsSync(path));
}

function advice(): string {
  if (process.platform === "darwin") return 'Chromium is needed by the browser tests: run "brew install chromium".';
  return 'Chromium is needed by the browser tests: run "sudo apt-get install chromium" or your system\'s equivalent.';
}

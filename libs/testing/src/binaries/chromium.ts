import { existsSync } from "node:fs";
import { debianCodename, installDebian, isRoot } from "./debian.ts";
import { finder } from "./finder.ts";
import { onPath } from "./run.ts";

const MAC_PATHS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium for the end-to-end tests. Throws one sentence that says what to install. */
export const chromiumPath = finder<string>({
  name: "chromium",
  present: async () =>
    onPath("chromium", "chromium-browser", "google-chrome") ?? MAC_PATHS.find((path) => existsSync(path)),
  ways: () => [
    {
      name: "Debian's package, installed",
      usable: debianCodename() !== undefined && isRoot(),
      take: () => installDebian("chromium"),
    },
  ],
  cure,
});

function cure() {
  const run = process.platform === "darwin" ? "brew install chromium" : "sudo apt-get install chromium";
  return { wanted: "Chromium, for the browser tests,", run };
}

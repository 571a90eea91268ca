import { chromiumPath } from "@acolhe/testing";
import { type Browser, chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium that closes with the test. */
export async function openBrowser(ends: AsyncDisposableStack): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: FLAGS });
  ends.defer(() => browser.close());
  return browser;
}

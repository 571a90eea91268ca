import { loadavg } from "node:os";
import type { CDPSession, Page } from "playwright-core";
import type { PanelSystem } from "./panel.ts";

/** How long pages take until they answer, on Chrome's own profile of a middling phone: four times slower, on a fast 3G with its round trip. */
const CPU_RATE = 4;
const NETWORK = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: 750e3 / 8 };
const VISITS = 5;
const NOTED_MS_MAX = 15_000;

/**
 * Settles, in the page, when its heading and data are there and the thread is free. One question of the browser's own:
 * Playwright's would be compiled and asked by the thread that is measured.
 */
const ANSWERS = `new Promise((resolve) => {
  const isLoading = () => [...document.querySelectorAll("[role=status]")].some((one) => one.outerHTML.includes("Carregando"));
  const look = () =>
    document.querySelector("h1") && !isLoading()
      ? requestIdleCallback(resolve, { timeout: 5_000 })
      : requestAnimationFrame(look);
  look();
}).then(() => undefined)`;

interface Times {
  readonly page: string;
  readonly build: string;
  /** With nothing in the browser's cache; as all of these the middle of several. */
  readonly "first visit, ms": number;
  /** As on any day but the first: scripts are in the browser's cache. */
  readonly "later, ms": number;
  readonly "best, ms": number;
  /** What the page's thread worked for a later one, whatever else the machine did. */
  readonly "work, ms": number;
  /** Of the machine, while it was measured. */
  readonly load: number;
}

interface Measured {
  readonly build: string;
  readonly panel: PanelSystem;
}

/** The builds take turns, so that what else the machine does falls on all of them. */
export async function timesOf(measured: readonly Measured[], path: string): Promise<Times[]> {
  const tabs = await Promise.all(measured.map((one) => openTab(one, path)));
  const load: number[] = [];
  for (let visits = 0; visits < VISITS; visits++) {
    for (const tab of tabs) await tab.visit();
    load.push(loadavg()[0]!);
  }
  for (const tab of tabs) await tab.page.context().close();
  return tabs.map(({ build, first, later, work }) => ({
    page: path,
    build,
    "first visit, ms": middle(first),
    "later, ms": middle(later),
    "best, ms": Math.min(...later),
    "work, ms": middle(work),
    load: middle(load),
  }));
}

const middle = (of: readonly number[]): number => of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)]!;

async function openTab({ build, panel }: Measured, path: string) {
  const page = await panel.visit({ path: "/entrar" });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_RATE });
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", NETWORK);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const [first, later, work]: [number[], number[], number[]] = [[], [], []];
  const visit = async () => {
    await cdp.send("Network.clearBrowserCache");
    await cdp.send("Storage.clearDataForOrigin", { origin: panel.url, storageTypes: "local_storage" });
    first.push(await interactiveMs(page, cdp, `${panel.url}${path}`));
    await untilNoted(page);
    later.push(await interactiveMs(page, cdp, `${panel.url}${path}`));
    work.push(await workMs(cdp));
  };
  return { build, page, visit, first, later, work };
}

/**
 * The panel notes what a page read when it has long been shown, and asks for it early from then on. Of a load that took
 * longer than what was read counts as new it notes nothing: the page is loaded again.
 */
async function untilNoted(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  const isNoted = (path: string) => {
    const { localStorage } = globalThis as unknown as { localStorage: { getItem(key: string): string | null } };
    return localStorage.getItem("acolhe:early")?.includes(`"${path}"`) ?? false;
  };
  const noted = () => page.waitForFunction(isNoted, pathname, { polling: 200, timeout: NOTED_MS_MAX });
  await noted().catch(async () => {
    await page.reload();
    await noted();
  });
}

/** Since the page was opened. */
async function workMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return Math.round((metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000);
}

/** From the address to the moment the page answers a press. */
async function interactiveMs(page: Page, cdp: CDPSession, url: string): Promise<number> {
  const startedAt = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await cdp.send("Runtime.evaluate", { expression: ANSWERS, awaitPromise: true });
  return Math.round(performance.now() - startedAt);
}

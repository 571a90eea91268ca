import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startPanel } from "./panel.ts";
import { fillClinic } from "./panel-demo.ts";
import { timesOf } from "./panel-times.ts";

/**
 * `npm run panel:measure`: times of a slow machine and network, which a busy one cannot keep, and 100,000 conversations.
 * The suite runs the short form, whose numbers do not depend on the load: how many rows are in the page.
 */
const IS_WHOLE = process.env.PANEL_MEASURE === "1";
const CONVERSATIONS = IS_WHOLE ? 100_000 : 600;
/** Another build, by its folder: both take turns. */
const BEFORE = process.env.PANEL_BEFORE;
const PAGES = (
  process.env.PANEL_PAGES ?? "/ /conversas /pacientes /leads /agenda /bot /analises /servicos /sistema"
).split(" ");
const INTERACTIVE_MS_MAX = 1_500;
const LONG_TASK_MS = 50;
const SCREENS = IS_WHOLE ? 120 : 6;
const RUNS = IS_WHOLE ? 3 : 1;
/** One, and one for what is read on the way: a list that measures what it shows has many. */
const LAYOUTS_A_SCREEN_MAX = 3;
const ROW_HEIGHT_PX = 84;
/** The list's box shows some ten rows, with six on each side. */
const ROWS_IN_PAGE_MAX = 40;

/** Of a browser, which Node's types do not know. */
interface Box {
  readonly id: string;
  readonly childElementCount: number;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly outerHTML: string;
  readonly parentElement: Box | null;
  getBoundingClientRect(): { readonly right: number };
}
interface Browser {
  readonly document: { querySelectorAll(selector: string): Iterable<Box> };
  readonly innerWidth: number;
  getComputedStyle(element: Box): { readonly overflowX: string };
  requestAnimationFrame(does: (at: unknown) => void): void;
}
/** Of Chromium's trace: a piece of work of one thread, in µs. */
interface Traced {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** What the thread itself worked: what else the machine did meanwhile is no part of it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** How long each task of the page's own thread worked while something was done, in ms, and how often it was laid out. */
async function workOf(page: Page, does: () => Promise<void>): Promise<{ tasks: number[]; layouts: number }> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "__metadata"] });
  await does();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Traced[] };
  const threadOf = ({ pid, tid }: Traced) => `${pid}/${tid}`;
  const pages = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(threadOf),
  );
  const own = traceEvents.filter((event) => pages.has(threadOf(event)));
  const tasks = own.filter(({ name }) => name.endsWith("RunTask")).map(({ tdur = 0 }) => tdur / 1000);
  return { tasks, layouts: own.filter(({ name }) => name === "Layout").length };
}

interface Scrolled {
  /** The most that were in the page at once. */
  readonly rows: number;
  readonly layouts: number;
  readonly tasks: number;
  /** In ms, and how many are too long. */
  readonly longest: number;
  readonly count: number;
}

/** Screen by screen through the list, as fast as the rows come. Asks the page as little as it can: that is a task, too. */
async function scroll(page: Page): Promise<Scrolled> {
  const list = page.getByRole("list", { name: "Lista de conversas" });
  await list.getByRole("link").first().waitFor();
  let rows = 0;
  const { tasks, layouts } = await workOf(page, async () => {
    for (let screen = 0; screen < SCREENS; screen++) {
      const shown = await list.evaluate((element) => {
        const box = element.parentElement!;
        box.scrollTop += box.clientHeight;
        const next = (globalThis as unknown as Browser).requestAnimationFrame;
        return new Promise<number>((resolve) => next(() => next(() => resolve(element.childElementCount))));
      });
      rows = Math.max(rows, shown);
    }
  });
  const long = tasks.filter((ms) => ms > LONG_TASK_MS);
  return { rows, layouts, tasks: tasks.length, longest: Math.round(Math.max(0, ...tasks)), count: long.length };
}

/** How many wait is one number: in the page's title, beside its name, on the tab, and as many rows behind it. */
async function expectCounted(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/conversas?aba=esperando`);
  const tab = page.getByRole("link", { name: /^Esperando \d+$/ });
  await tab.waitFor();
  const count = Number(/\d+/.exec((await tab.textContent()) ?? "")?.[0]);
  await expect.poll(() => page.title()).toBe(`(${count}) Conversas · Acolhe`);
  await page
    .getByRole("navigation", { name: "Páginas" })
    .getByRole("link", { name: `Conversas ${count}` })
    .waitFor();
  const list = page.getByRole("list", { name: "Lista de conversas" });
  // To its end: what is not there yet is read on the way.
  const rows = () =>
    list.evaluate((element, height) => {
      element.parentElement!.scrollTop = element.scrollHeight;
      return element.scrollHeight / height;
    }, ROW_HEIGHT_PX);
  await expect.poll(rows, { timeout: 30_000 }).toBe(count);
}

/** What is wider than a phone, outside of what scrolls sideways by itself. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const { document, getComputedStyle, innerWidth } = globalThis as unknown as Browser;
    const scrolls = (element: Box): boolean =>
      /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth;
    const isInside = (element: Box | null): boolean =>
      element !== null && element.id !== "main" && (scrolls(element) || isInside(element.parentElement));
    return [...document.querySelectorAll("main *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !isInside(element.parentElement))
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 120));
  });

test("a full clinic: the page holds the conversations in sight and scrolls without a long task; nothing is cut off on a phone", {
  timeout: 600_000,
}, async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  await fillClinic(panel.databaseUrl, { patients: 300, conversations: CONVERSATIONS });
  const page = await panel.visit({ path: "/conversas" });
  const scrolled: Scrolled[] = [];
  for (let run = 0; run < RUNS; run++) {
    await page.goto(`${panel.url}/conversas`);
    scrolled.push(await scroll(page));
  }
  console.table(scrolled.map((one) => ({ conversations: CONVERSATIONS, screens: SCREENS, ...one })));
  for (const { rows, tasks, layouts } of scrolled) {
    expect(rows).toBeLessThanOrEqual(ROWS_IN_PAGE_MAX);
    expect(tasks, "tasks that the trace tells of").toBeGreaterThan(SCREENS);
    expect(layouts, "how often the page was laid out").toBeLessThanOrEqual(SCREENS * LAYOUTS_A_SCREEN_MAX);
  }
  // Of more than a thousand is said that they are more.
  if (!IS_WHOLE) await expectCounted(page, panel.url);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["/", "/bot", "/conversas", "/pacientes", "/agenda", "/analises", "/servicos", "/canais"]) {
    await page.goto(`${panel.url}${path}`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const loading = page.getByRole("status").filter({ hasText: "Carregando" });
    await expect.poll(() => loading.count(), { timeout: 30_000 }).toBe(0);
    expect.soft(await cutOff(page), `${path} on a phone`).toEqual([]);
  }
  if (!IS_WHOLE) return;

  for (const { longest } of scrolled)
    expect.soft(longest, "the longest task while scrolling").toBeLessThanOrEqual(LONG_TASK_MS);
});

test.runIf(IS_WHOLE)("every page answers soon, on a slow machine and network", { timeout: 3_600_000 }, async () => {
  await using ends = new AsyncDisposableStack();
  const builds = [{ build: "this", panel: await startPanel(ends) }];
  if (BEFORE) builds.unshift({ build: "before", panel: await startPanel(ends, { settings: { PANEL_DIR: BEFORE } }) });
  for (const { panel } of builds) await fillClinic(panel.databaseUrl, { patients: 300, conversations: 600 });
  for (const path of PAGES) {
    const times = await timesOf(builds, path);
    console.table(times);
    expect.soft(times.at(-1)?.["later, ms"], path).toBeLessThanOrEqual(INTERACTIVE_MS_MAX);
  }
});

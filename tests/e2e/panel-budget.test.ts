import { gzipSync } from "node:zlib";
import type { Page, Request } from "playwright-core";
import { expect, test } from "vitest";
import { done, type PanelSystem, startPanel } from "./panel.ts";

/** What a page's first sight may cost. Sizes are of gzip, as a proxy in front sends it. */
const SCRIPT_KB_MAX = 140;
/** A connection carries one at a time, and a browser opens six. */
const SCRIPTS_MAX = 30;
const DATA_REQUESTS_MAX = 2;
/** Asked by the frame around every page: who is logged in, how many wait, what changes, what a new clinic lacks. */
const FRAME = /^\/api\/v1\/(?:me|home|setup|conversations\/changes)$/;

const PAGES = [
  ..."/ /conversas /pacientes /responsaveis /leads /agenda /bot /servicos /profissionais /respostas".split(" "),
  ..."/analises /usuarios /auditoria /privacidade /configuracoes /canais /sistema /primeiros-passos".split(" "),
];

/** The heaviest of the pages that show one thing. */
const RECORD = "/pacientes/:id";

interface Loaded {
  readonly scripts: Promise<Buffer>[];
  readonly data: string[];
}

/** Everything a page loads, and how far what is on it moves. */
async function watch(page: Page, loaded: Loaded): Promise<void> {
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/") && !FRAME.test(pathname)) loaded.data.push(pathname);
  });
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") loaded.scripts.push(response.body());
  });
  await page.addInitScript(() => {
    const seen = globalThis as unknown as { shift: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) seen.shift += entry.value;
      // A browser's own kind of entry, which Node's types do not know.
    }).observe({ type: "layout-shift" as "mark", buffered: true });
  });
}

test("each page stays within its budget of script and requests, and nothing moves while it loads", {
  timeout: 300_000,
}, async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const rows: { page: string; scripts: number; "script, kB": number; requests: number; "layout shift": number }[] = [];
  const patient = await done(panel.api.POST("/api/v1/patients", { body: { name: "Davi Azevedo" } }));
  for (const name of [...PAGES, RECORD]) {
    const path = name.replace(":id", patient.id);
    const loaded: Loaded = { scripts: [], data: [] };
    const page = await panel.visit({ path, before: (opened) => watch(opened, loaded) });
    await expect.poll(() => page.getByRole("status").filter({ hasText: "Carregando" }).count()).toBe(0);
    const scripts = await Promise.all(loaded.scripts);
    const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
    rows.push({
      page: name,
      scripts: scripts.length,
      "script, kB": Math.round(scripts.reduce((sum, script) => sum + gzipSync(script).length, 0) / 1024),
      requests: loaded.data.length,
      "layout shift": Number(shift.toFixed(3)),
    });
    await page.context().close();
  }
  console.table(rows);
  for (const row of rows) {
    expect.soft(row.scripts, row.page).toBeLessThanOrEqual(SCRIPTS_MAX);
    expect.soft(row["script, kB"], row.page).toBeLessThanOrEqual(SCRIPT_KB_MAX);
    expect.soft(row.requests, row.page).toBeLessThanOrEqual(DATA_REQUESTS_MAX);
    expect.soft(row["layout shift"], row.page).toBeLessThan(0.1);
  }
  expect(panel.complaints).toEqual([]);
  await expectEarly(panel);
});

/** What a page read is asked for again before its scripts are there, and then shown without being asked for twice. */
async function expectEarly(panel: PanelSystem): Promise<void> {
  const page = await panel.visit({ path: "/agenda" });
  const row = page.getByRole("status").filter({ hasText: "Carregando" });
  await expect.poll(() => row.count()).toBe(0);
  const reads = "/api/v1/me /api/v1/home /api/v1/appointments/range".split(" ");
  // Written down when the page has its answers.
  const noted = () => page.evaluate("localStorage.getItem('acolhe:early') ?? ''");
  await expect.poll(noted, { timeout: 10_000 }).toContain(reads[2]);
  const asked: string[] = [];
  const note = (request: Request) => asked.push(new URL(request.url()).pathname);
  const times = () => reads.map((path) => asked.filter((one) => one === path).length);

  await page.route("**/*.js", (route) => route.abort());
  page.on("request", note);
  await page.reload();
  await expect.poll(times, { message: "without scripts", timeout: 10_000 }).toEqual([1, 1, 1]);
  await page.getByRole("alert").getByRole("link", { name: "Carregar de novo" }).waitFor();
  await page.unroute("**/*.js");
  asked.length = 0;
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expect.poll(() => asked.includes("/api/v1/conversations/changes")).toBe(true);
  await expect.poll(() => row.count()).toBe(0);
  expect(times(), "with scripts").toEqual([1, 1, 1]);
  await page.context().close();
}

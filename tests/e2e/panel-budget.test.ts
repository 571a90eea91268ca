import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startPanel } from "./panel.ts";

/** What a page's first sight may cost. Sizes are of gzip, as a proxy in front sends it. */
const SCRIPT_KB_MAX = 170;
const DATA_REQUESTS_MAX = 2;
/** Asked by the frame around every page: who is logged in, how many wait, what changes, what a new clinic lacks. */
const FRAME = /^\/api\/v1\/(?:me|home|setup|conversations\/changes)$/;

const PAGES = [
  ..."/ /conversas /pacientes /responsaveis /leads /agenda /bot /servicos /profissionais".split(" "),
  ..."/analises /usuarios /auditoria /configuracoes /canais /primeiros-passos".split(" "),
];

interface Loaded {
  scriptKb: number;
  readonly data: string[];
}

/** Everything a page loads from now on. */
function watch(page: Page): Loaded {
  const loaded: Loaded = { scriptKb: 0, data: [] };
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/") && !FRAME.test(pathname)) loaded.data.push(pathname);
  });
  page.on("response", async (response) => {
    if (response.request().resourceType() !== "script") return;
    loaded.scriptKb += gzipSync(await response.body()).length / 1024;
  });
  return loaded;
}

test("each page stays within its budget of script and requests, and nothing moves while it loads", async () => {
  await using ends = new AsyncDisposableStack();
  const panel = await startPanel(ends);
  const rows: { page: string; "script, kB": number; requests: number; "layout shift": number }[] = [];
  for (const path of PAGES) {
    const page = await panel.visit({ path: "/entrar" });
    const loaded = watch(page);
    await page.addInitScript(() => {
      const seen = globalThis as unknown as { shift: number };
      seen.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
          if (!entry.hadRecentInput) seen.shift += entry.value;
        // A browser's own kind of entry, which Node's types do not know.
      }).observe({ type: "layout-shift" as "mark", buffered: true });
    });
    await page.goto(`${panel.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => page.getByRole("status").filter({ hasText: "Carregando" }).count()).toBe(0);
    const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
    rows.push({
      page: path,
      "script, kB": Math.round(loaded.scriptKb),
      requests: loaded.data.length,
      "layout shift": Number(shift.toFixed(3)),
    });
    await page.context().close();
  }
  console.table(rows);
  for (const row of rows) {
    expect.soft(row["script, kB"], row.page).toBeLessThanOrEqual(SCRIPT_KB_MAX);
    expect.soft(row.requests, row.page).toBeLessThanOrEqual(DATA_REQUESTS_MAX);
    expect.soft(row["layout shift"], row.page).toBeLessThan(0.1);
  }
  expect(panel.complaints).toEqual([]);
});

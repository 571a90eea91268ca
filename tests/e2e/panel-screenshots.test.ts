import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { done, startPanel } from "./panel.ts";
import { fillClinic, openAlerts } from "./panel-demo.ts";

/** Where they go: `npm run screenshots -- FOLDER`. Without it there is nothing to do. */
const FOLDER = process.env.PANEL_SCREENSHOTS;

/** Only these pages, by name; none named: all. */
const ONLY = process.env.PANEL_PAGES?.split(",") ?? [];
const PAGES: Readonly<Record<string, string>> = {
  inicio: "/",
  conversas: "/conversas",
  conversa: "/conversas/main/5511980000001",
  pacientes: "/pacientes",
  responsaveis: "/responsaveis",
  leads: "/leads",
  agenda: "/agenda",
  bot: "/bot",
  servicos: "/servicos",
  profissionais: "/profissionais",
  respostas: "/respostas",
  analises: "/analises",
  usuarios: "/usuarios",
  auditoria: "/auditoria",
  privacidade: "/privacidade",
  configuracoes: "/configuracoes",
  canais: "/canais",
  sistema: "/sistema",
  "primeiros-passos": "/primeiros-passos",
};
const CHOSEN = Object.entries(PAGES).filter(([name]) => ONLY.length === 0 || ONLY.includes(name));
/** Who is told of alerts. Nothing is sent: what is open was told of already. */
const TOLD = {
  ALERT_SMTP_URL: "smtp://127.0.0.1:9",
  ALERT_MAIL_FROM: "acolhe@clinica.example",
  ALERT_MAIL_TO: "recepcao@clinica.example,plantao@clinica.example",
};
const SIZES = { largo: { width: 1280, height: 800 }, celular: { width: 360, height: 740 } };
const QUIET = { waitUntil: "commit" } as const;

/** How the API answers while a state is taken. */
const STATES: Readonly<Record<string, ((page: Page) => Promise<unknown>) | undefined>> = {
  pronto: undefined,
  erro: (page) =>
    page.route("**/api/v1/**", (route) => {
      const isFrame = /\/api\/v1\/(?:me|setup)$/.test(new URL(route.request().url()).pathname);
      const body = JSON.stringify({
        code: "unavailable",
        status: 503,
        title: "Indisponível no momento",
        requestId: "req-7f3a",
      });
      return isFrame ? route.continue() : route.fulfill({ status: 503, contentType: "application/problem+json", body });
    }),
  carregando: (page) =>
    page.route("**/api/v1/**", (route) =>
      /\/api\/v1\/(?:me|setup)$/.test(new URL(route.request().url()).pathname) ? route.continue() : undefined,
    ),
};

async function take(page: Page, name: string): Promise<void> {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: join(FOLDER ?? "", `${name}-${scheme}.png`), animations: "disabled" });
  }
}

/** What a page shows once nothing is being read; an answer that never comes leaves its skeleton. */
async function settle(page: Page, state: string): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
  const loading = page.getByRole("status").filter({ hasText: "Carregando" });
  if (state === "carregando")
    await loading
      .first()
      .waitFor({ state: "attached", timeout: 2_000 })
      .catch(() => undefined);
  else await expect.poll(() => loading.count(), { timeout: 20_000 }).toBe(0);
}

test.runIf(FOLDER)(
  "a picture of each page, wide and narrow, light and dark, empty, full, failing and on its way",
  {
    timeout: 1_200_000,
  },
  async () => {
    mkdirSync(FOLDER ?? "", { recursive: true });
    await using ends = new AsyncDisposableStack();
    const panel = await startPanel(ends, { settings: TOLD });
    const tooWide = new Set<string>();
    let taken = 0;
    async function each(label: string, states: readonly string[]): Promise<void> {
      for (const [size, viewport] of Object.entries(SIZES)) {
        for (const state of states) {
          const page = await panel.visit({ viewport });
          await STATES[state]?.(page);
          for (const [name, path] of CHOSEN) {
            if (label === "vazio" && name === "conversa") continue;
            await page.goto(`${panel.url}${path}`, QUIET);
            await settle(page, state);
            const shown = `${name}-${state === "pronto" ? label : state}-${size}`;
            await take(page, shown);
            if (Number(await page.evaluate("document.documentElement.scrollWidth")) > viewport.width)
              tooWide.add(shown);
            taken += 2;
          }
          await page.unrouteAll({ behavior: "ignoreErrors" });
          await page.context().close();
        }
      }
    }
    await each("vazio", ["pronto"]);
    await fillClinic(panel.databaseUrl, { patients: 240, conversations: 120 });
    await openAlerts(panel.databaseUrl);
    for (const [title, shortcut, text] of [
      ["Como chegar", "como-chegar", "Oi, {first_name}! Ficamos na Rua das Palmeiras, 120, a três minutos do metrô."],
      ["Formas de pagamento", "pagamento", "Aceitamos PIX, cartão e boleto."],
    ] as const)
      await done(panel.api.POST("/api/v1/quick-replies", { body: { title, shortcut, text } }));
    await each("cheio", Object.keys(STATES));
    console.log(`${taken} pictures in ${FOLDER}`);
    expect([...tooWide], "pages that are wider than the screen").toEqual([]);
    expect(panel.complaints).toEqual([]);
  },
);

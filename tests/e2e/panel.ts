import { join } from "node:path";
import { type AdminClient, createAdminClient } from "@acolhe/admin-client";
import { adviceAfter, migrate } from "@acolhe/database";
import { builtPanel, freePort, temporaryDatabase, temporaryDirectory } from "@acolhe/testing";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { guardedDatabase, guardedNats, guardedRedis, spawnAs } from "../access/guarded.ts";
import { makeChannels, writeChannels } from "../chaos/channels.ts";
import { setUp } from "../chaos/parts.ts";
import { untilBegun } from "./begun.ts";
import { openBrowser } from "./browser.ts";

export const ADMIN = "admin@acolhe.local";
const FIRST_PASSWORD = "a-first-password-of-the-tests";
export const PASSWORD = "girassol-cadeira-trovao-17";

type Role = "admin" | "attendant" | "analyst" | "operator";
interface Visit extends BrowserContextOptions {
  readonly email?: string;
  readonly path?: string;
  /** Called with the page before it loads anything. */
  readonly before?: (page: Page) => Promise<void>;
}

export interface PanelSystem {
  readonly url: string;
  readonly browser: Browser;
  readonly databaseUrl: string;
  /** The API as the administrator. */
  readonly api: AdminClient;
  /** A page of a browser of its own, logged in and at a path. Errors and refused scripts or styles end in `complaints`. */
  visit(options?: Visit): Promise<Page>;
  readonly complaints: string[];
  /** @returns the e-mail of a new user, whose password is PASSWORD */
  user(role: Role, name: string): Promise<string>;
  /** Writes to the clinic as a patient; only where the bot runs. */
  patient(phone: string, text: string): Promise<void>;
  /** Ends the API's process, and starts it again at the same address. */
  endApi(): Promise<void>;
  startApi(): Promise<void>;
}

/**
 * The panel as `npm start` serves it, on servers and a database of its own. Without the bot only the API runs, which
 * takes two seconds; with it everything between a patient and the panel.
 */
export async function startPanel(
  ends: AsyncDisposableStack,
  options: { readonly withBot?: boolean; readonly settings?: NodeJS.ProcessEnv } = {},
): Promise<PanelSystem> {
  const directory = ends.use(await temporaryDirectory("acolhe-panel-")).path;
  const [panelDirectory, natsUrl, redisUrl, database] = await Promise.all([
    builtPanel(),
    guardedNats(ends, { dir: join(directory, "nats") }),
    guardedRedis(ends, join(directory, "redis")),
    temporaryDatabase({ name: "migrated", fill: async (url) => void adviceAfter(await migrate(url)) }),
  ]);
  ends.use(database);
  const ports = [await freePort(), await freePort(), await freePort()];
  const sandbox = `http://127.0.0.1:${ports[1]}`;
  const fast = { paceMs: 0, window: 64, callbackWaitMs: 0 };
  const env: NodeJS.ProcessEnv = {
    NATS_URL: natsUrl,
    REDIS_URL: redisUrl,
    DATABASE_URL: await guardedDatabase(database.url),
    PANEL_DIR: panelDirectory,
    CHANNELS_FILE: await writeChannels(directory, makeChannels(["main"], fast)),
    SPOOL_DIR: join(directory, "spool"),
    ZAPI_BASE_URL: sandbox,
    INGRESS_PORT: String(ports[0]),
    SANDBOX_PORT: String(ports[1]),
    ADMIN_API_PORT: String(ports[2]),
    PUBLIC_WEBHOOK_URL: `http://127.0.0.1:${ports[0]}`,
    SANDBOX_PACE_MS_MIN: "0",
    SANDBOX_PACE_MS_MAX: "0",
    INPUT_WINDOW_MS: "0",
    ADMIN_EMAIL: ADMIN,
    ADMIN_PASSWORD: FIRST_PASSWORD,
    ADMIN_JWT_SECRET: "a-secret-of-the-tests-with-32-characters",
    API_AUTH_RATE_LIMIT_PER_MINUTE: "0",
    LOG_LEVEL: "error",
    ...options.settings,
  };
  await setUp(env);
  if (options.withBot) {
    ends.use(await spawnAs("sandbox", env));
    const apps = ["ingress", "conversation-worker", "outbound-sender", "projector"] as const;
    const [ingress, ...others] = await Promise.all(apps.map((name) => spawnAs(name, env)));
    for (const app of [ingress!, ...others]) ends.use(app);
    await untilBegun(ingress!);
  }
  let running = await spawnAs("admin-api", env);
  ends.defer(() => running.stop());
  const url = running.url;

  const first = await login(url, ADMIN, FIRST_PASSWORD);
  await done(first.POST("/api/v1/auth/password", { body: { current: FIRST_PASSWORD, password: PASSWORD } }));
  const api = await login(url, ADMIN, PASSWORD);
  const browser = await openBrowser(ends);
  const complaints: string[] = [];

  return {
    url,
    browser,
    databaseUrl: database.url,
    api,
    complaints,
    async visit({ email = ADMIN, path = "/", before, ...context }: Visit = {}) {
      // Without motion: what fades in has no contrast yet, and would be met by chance.
      const seen = { locale: "pt-BR", viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" } as const;
      const opened = await browser.newContext({ ...seen, ...context });
      const page = await opened.newPage();
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
      });
      // The cookies of the login, without going through its form each time.
      const answer = await opened.request.post(`${url}/api/v1/auth/login`, { data: { email, password: PASSWORD } });
      expect(answer.status(), `${email} logs in`).toBe(200);
      await before?.(page);
      await page.goto(`${url}${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      return page;
    },
    async user(role, name) {
      const email = `${name.toLowerCase().replace(/\W+/g, ".")}@clinica.example`;
      const { id } = await done(api.POST("/api/v1/users", { body: { email, name, role } }));
      const { token } = await done(api.POST("/api/v1/users/{id}/password-link", { params: { path: { id } } }));
      await done(api.POST("/api/v1/auth/password-reset", { body: { token, password: PASSWORD } }));
      return email;
    },
    async patient(phone, text) {
      const response = await fetch(`${sandbox}/sandbox/chats/${phone}/messages`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text }),
      });
      expect(response.ok, "the patient's message is taken").toBe(true);
    },
    endApi: () => running.stop(),
    async startApi() {
      running = await spawnAs("admin-api", env);
    },
  };
}

async function login(url: string, email: string, password: string): Promise<AdminClient> {
  const body = { email, password };
  const { accessToken } = await done(createAdminClient({ baseUrl: url }).POST("/api/v1/auth/login", { body }));
  return createAdminClient({ baseUrl: url, accessToken: () => accessToken });
}

/** The answer's data. Throws the API's problem, so that a test's preparation does not fail silently. */
export async function done<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${JSON.stringify(error)}`);
  return data as T;
}

/** Fails with what a person who cannot see, or cannot use a mouse, would meet on the page as it is. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(told).toEqual([]);
}

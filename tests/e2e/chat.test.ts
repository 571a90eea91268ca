import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  chromiumPath,
  freePort,
  rootDirectory,
  spawnApp,
  startNats,
  startRedis,
  temporaryDirectory,
} from "@acolhe/testing";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect, it } from "vitest";

/** Set to write the pictures of the README anew. */
const PICTURES = process.env.UPDATE_PICTURES === "1" ? join(rootDirectory, "docs", "images") : undefined;

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The whole system on real parts, the way `npm start` composes it. */
async function startSystem(ends: AsyncDisposableStack): Promise<string> {
  const directory = ends.use(await temporaryDirectory("acolhe-e2e-")).path;
  const nats = ends.use(await startNats({ dir: join(directory, "nats") }));
  const redis = ends.use(await startRedis({ dir: join(directory, "redis") }));
  const ingressPort = await freePort();
  const sandboxPort = await freePort();
  const env = {
    NATS_URL: nats.url,
    REDIS_URL: redis.url,
    ZAPI_BASE_URL: `http://127.0.0.1:${sandboxPort}`,
    PUBLIC_WEBHOOK_URL: `http://127.0.0.1:${ingressPort}`,
    ZAPI_INSTANCE_ID: "3C0DE5A7D0A1B2C3D4E5F60718293A4B",
    ZAPI_INSTANCE_TOKEN: "A1B2C3D4E5F60718293A4B5C",
    ZAPI_CLIENT_TOKEN: "sandbox-client-token",
    ZAPI_WEBHOOK_SECRET: "a-secret-of-the-e2e-test",
    SPOOL_DIR: join(directory, "spool"),
    LOG_LEVEL: "warn",
    INGRESS_PORT: String(ingressPort),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_PACE_MS_MIN: "50",
    SANDBOX_PACE_MS_MAX: "100",
    CHANNEL_PACE_MS: "0",
  };
  await promisify(execFile)(process.execPath, ["apps/ops/src/main.ts", "setup"], {
    cwd: rootDirectory,
    env: { ...process.env, ...env },
  });
  const sandbox = ends.use(await spawnApp("sandbox", env));
  ends.use(await spawnApp("ingress", env));
  ends.use(await spawnApp("conversation-worker", env));
  ends.use(await spawnApp("outbound-sender", env));
  return sandbox.url;
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: join(PICTURES, `${name}-${scheme}.png`) });
  }
}

it("a patient chats from greeting to a person, and the bot falls silent when the clinic answers by phone", async () => {
  await using ends = new AsyncDisposableStack();
  const url = await startSystem(ends);
  const browser: Browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_FLAGS });
  ends.defer(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: "pt-BR" });
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(url);

  const pane = page.getByRole("region", { name: /^Telefone de Ana/ });
  const log = pane.getByRole("log");
  const say = async (text: string) => {
    await pane.getByRole("textbox", { name: /^Mensagem de Ana/ }).fill(text);
    await pane.getByRole("button", { name: "Enviar", exact: true }).click();
  };
  const hears = (text: string | RegExp) => log.getByText(text).last().waitFor({ timeout: 15_000 });

  await shoot(page, "chat-empty");
  await say("Oi, tudo bem?");
  await hears(/como posso chamar você/i);
  await say("Ana Ribeiro");
  await hears(/Posso chamar você de/);
  await log.getByRole("button", { name: "Sim", exact: false }).last().click();
  await hears(/qual atendimento/i);
  await log.getByText("Ver opções").last().click();
  await log
    .getByRole("button", { name: /Psicoterapia individual/i })
    .last()
    .click();
  await hears(/Como você prefere continuar/);
  await log
    .getByRole("button", { name: /Quero agendar/i })
    .last()
    .click();
  await hears(/Quais dias e períodos/);
  await say("Terça ou quinta à tarde");
  await hears(/Posso passar para a equipe/);
  await say("falar com uma pessoa");
  await hears(/Já chamei uma pessoa/);
  await shoot(page, "chat-full");

  await pane
    .getByText(/telefone da clínica/i)
    .first()
    .click();
  await pane.getByRole("textbox", { name: /pelo telefone da clínica/ }).fill("Oi, Ana! Aqui é a recepção.");
  await pane.getByRole("textbox", { name: /pelo telefone da clínica/ }).press("Enter");
  await hears(/Aqui é a recepção/);
  expect(problems).toEqual([]);

  await page.setViewportSize({ width: 390, height: 844 });
  await page
    .getByRole("button", { name: /Ana Ribeiro/ })
    .first()
    .click();
  await shoot(page, "chat-phone");
});

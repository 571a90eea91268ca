import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { guardedNats, guardedRedis, spawnAs } from "../access/guarded.ts";
import { untilBegun } from "./begun.ts";
import { openBrowser } from "./browser.ts";
import { shoot } from "./pictures.ts";

const PHONE = "5511990000001";

/** Everything a handoff passes through, as `npm start` composes it. */
async function startSystem(ends: AsyncDisposableStack): Promise<string> {
  const directory = ends.use(await temporaryDirectory("acolhe-handoff-")).path;
  const natsUrl = await guardedNats(ends, { dir: join(directory, "nats") });
  const redisUrl = await guardedRedis(ends, join(directory, "redis"));
  const [ingressPort, sandboxPort] = [await freePort(), await freePort()];
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const env = {
    NATS_URL: natsUrl,
    REDIS_URL: redisUrl,
    ZAPI_BASE_URL: sandboxUrl,
    PUBLIC_WEBHOOK_URL: `http://127.0.0.1:${ingressPort}`,
    ZAPI_INSTANCE_ID: "3C0DE5A7D0A1B2C3D4E5F60718293A4B",
    ZAPI_INSTANCE_TOKEN: "A1B2C3D4E5F60718293A4B5C",
    ZAPI_CLIENT_TOKEN: "sandbox-client-token",
    ZAPI_WEBHOOK_SECRET: "a-secret-of-the-e2e-test",
    CHATWOOT_URL: sandboxUrl,
    CHATWOOT_INBOX_ID: "1",
    CHATWOOT_TOKEN: "desk-user",
    CHATWOOT_BOT_TOKEN: "desk-bot",
    CHATWOOT_WEBHOOK_SECRET: "desk-webhooks-of-the-test",
    CHATWOOT_SIGNING_SECRETS: "desk-signing-secret",
    CHATWOOT_TEAMS: "reception=4",
    SPOOL_DIR: join(directory, "spool"),
    LOG_LEVEL: "warn",
    INGRESS_PORT: String(ingressPort),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_PACE_MS_MIN: "20",
    SANDBOX_PACE_MS_MAX: "50",
    CHANNEL_PACE_MS: "0",
  };
  await promisify(execFile)(process.execPath, ["apps/ops/src/main.ts", "setup"], {
    cwd: rootDirectory,
    env: { ...process.env, ...env },
  });
  ends.use(await spawnAs("sandbox", env));
  const ingress = ends.use(await spawnAs("ingress", env));
  for (const app of ["conversation-worker", "outbound-sender", "chatwoot-mirror"] as const)
    ends.use(await spawnAs(app, env));
  await untilBegun(ingress);
  return sandboxUrl;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of the desk, looked into where a test knows what to find.
type Json = any;

/** A bubble on the patient's phone. */
interface Shown {
  readonly from: string;
  readonly text: string;
}

const post = async (url: string, body: object) => {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.ok).toBe(true);
};

/** As an attendant does, of the only conversation. */
async function deleteAtDesk(url: string, content: string): Promise<void> {
  const at = `${url}/api/v1/accounts/1/conversations`;
  const headers = { "api-access-token": "attendant-27" };
  const read = async (path: string) => (await fetch(`${at}${path}`, { headers })).json() as Promise<Json>;
  const { id } = (await read("?status=all")).data.payload[0];
  const { payload } = await read(`/${id}/messages?after=0&before=999999999`);
  const message = payload.find((one: Json) => one.content === content);
  expect((await fetch(`${at}/${id}/messages/${message.id}`, { method: "DELETE", headers })).ok).toBe(true);
}

test("a patient asks for a person, is answered at the desk while the bot is silent, and gets the bot back; then the same by phone", {
  timeout: 180_000,
}, async () => {
  await using ends = new AsyncDisposableStack();
  const url = await startSystem(ends);
  const patient = (text: string) => post(`${url}/sandbox/chats/${PHONE}/messages`, { text });
  const heard = async (): Promise<string[]> => {
    const chat = (await (await fetch(`${url}/sandbox/chats/${PHONE}`)).json()) as { messages: Shown[] };
    return chat.messages.filter(({ from }) => from !== "patient").map(({ text }) => text);
  };
  const settled = async () => {
    for (let was = -1, is = (await heard()).length; is !== was; was = is, is = (await heard()).length)
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    return heard();
  };

  await patient("oi");
  await expect.poll(heard, { timeout: 30_000 }).not.toEqual([]);
  await settled();
  await patient("Ana Ribeiro");
  await settled();
  await patient("quero falar com uma pessoa");

  const browser = await openBrowser(ends);
  const page = await browser.newPage({ viewport: { width: 1180, height: 780 }, locale: "pt-BR" });
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(`${url}/atendimento/`);
  const open = page.getByRole("navigation", { name: "Conversas" }).getByRole("button", { name: /Ana Ribeiro/ });
  await open.waitFor({ timeout: 30_000 });
  await open.click();
  const log = page.getByRole("list", { name: "Mensagens" });
  await log.getByText(/pediu para falar com uma pessoa/).waitFor({ timeout: 30_000 });
  await log.getByText(/Nome: Ana Ribeiro/).waitFor({ timeout: 30_000 });

  await page.getByRole("textbox", { name: "Mensagem" }).fill("Oi, Ana! Aqui é a Rafaela.");
  await page.getByRole("button", { name: "Enviar" }).click();
  await expect.poll(heard, { timeout: 30_000 }).toContain("Oi, Ana! Aqui é a Rafaela.");
  await log.getByText(/Rafaela Nogueira .* (?:entregue|lida)/).waitFor({ timeout: 30_000 });

  await page.getByRole("radio", { name: "Nota privada" }).check();
  await page.getByRole("textbox", { name: "Mensagem" }).fill("Só entre nós");
  await page.getByRole("button", { name: "Enviar" }).click();
  await log.getByText("Só entre nós").waitFor();
  await shoot(page, "desk");

  await deleteAtDesk(url, "Oi, Ana! Aqui é a Rafaela.");
  await log.getByText(/Pedimos ao WhatsApp que a apague também para o paciente/).waitFor({ timeout: 30_000 });

  const before = (await settled()).length;
  await patient("obrigada!");
  await log.getByText("obrigada!").waitFor({ timeout: 30_000 });
  const silent = await settled();
  expect(silent).toHaveLength(before);
  expect(silent).not.toContain("Só entre nós");

  await page.getByRole("button", { name: "Resolver" }).click();
  await page.getByRole("button", { name: "Reabrir" }).waitFor({ timeout: 30_000 });
  // The bot is back once the log says so: the next message is answered.
  await expect
    .poll(
      async () => {
        await patient("oi de novo");
        return (await settled()).length;
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBeGreaterThan(before);

  const withBot = (await settled()).length;
  await post(`${url}/sandbox/phone/${PHONE}/messages`, { text: "Aqui é a recepção, pelo celular" });
  await page.getByRole("tab", { name: /Abertas/ }).click();
  await open.first().click();
  await log.getByText("Aqui é a recepção, pelo celular").waitFor({ timeout: 30_000 });
  await log.getByText(/Pelo celular da clínica/).waitFor();
  await patient("certo");
  await log.getByText("certo", { exact: false }).last().waitFor({ timeout: 30_000 });
  expect(await settled()).toHaveLength(withBot + 1);

  await page.setViewportSize({ width: 390, height: 780 });
  await shoot(page, "desk-phone");
  expect(problems).toEqual([]);
});

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, rootDirectory, temporaryDirectory } from "@acolhe/testing";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { guardedNats, guardedRedis, spawnAs } from "../access/guarded.ts";
import { untilBegun } from "./begun.ts";
import { openBrowser } from "./browser.ts";
import { PICTURES, shoot } from "./pictures.ts";

/** The whole system on real parts, the way `npm start` composes it. */
async function startSystem(ends: AsyncDisposableStack): Promise<string> {
  const directory = ends.use(await temporaryDirectory("acolhe-e2e-")).path;
  const natsUrl = await guardedNats(ends, { dir: join(directory, "nats") });
  const redisUrl = await guardedRedis(ends, join(directory, "redis"));
  const ingressPort = await freePort();
  const sandboxPort = await freePort();
  const env = {
    NATS_URL: natsUrl,
    REDIS_URL: redisUrl,
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
  const sandbox = ends.use(await spawnAs("sandbox", env));
  const ingress = ends.use(await spawnAs("ingress", env));
  ends.use(await spawnAs("conversation-worker", env));
  ends.use(await spawnAs("outbound-sender", env));
  await untilBegun(ingress);
  return sandbox.url;
}

/** The three conversations from beginning to end, side by side. */
async function shootWhole(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  const before = page.viewportSize()!;
  const hidden = await page
    .getByRole("log")
    .evaluateAll((logs) => Math.max(...logs.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)));
  await page.setViewportSize({ ...before, height: before.height + hidden });
  await page.emulateMedia({ colorScheme: "light" });
  await page.locator("#panes").screenshot({ path: join(PICTURES, `${name}.jpg`), type: "jpeg", quality: 60 });
  await page.setViewportSize(before);
}

/** The phone of one of the patients on the page. */
const phoneOf = (page: Page) => (name: string) => {
  const pane = page.getByRole("region", { name: new RegExp(`^Telefone de ${name}`) });
  const log = pane.getByRole("log");
  return {
    pane,
    log,
    async say(text: string) {
      await pane.getByRole("textbox", { name: new RegExp(`^Mensagem de ${name}`) }).fill(text);
      await pane.getByRole("button", { name: "Enviar", exact: true }).click();
    },
    tap: (label: string) => log.getByRole("button", { name: label }).last().click(),
    /** Opens the newest list and taps one of its rows. */
    async choose(button: string, label: string) {
      await log.getByText(button).last().click();
      await log.getByRole("button", { name: label }).last().click();
    },
    hears: (text: string | RegExp) => log.getByText(text).last().waitFor(),
  };
};
type Phone = ReturnType<ReturnType<typeof phoneOf>>;

/** Step by step, with buttons and lists. */
async function inPortuguese({ say, tap, choose, hears }: Phone): Promise<void> {
  await say("Oi, tudo bem?");
  await hears(/como posso chamar você/i);
  await say("Ana Ribeiro");
  await hears(/Que bom conhecer você, Ana!\s+Como posso ajudar/);
  await choose("Ver opções", "Agendar atendimento");
  await hears(/Para quem é o atendimento/);
  await tap("Para mim");
  await hears(/Qual atendimento você procura/);
  await choose("Ver opções", "Psicoterapia individual");
  await hears(/Onde você prefere/);
  await say("por vídeo");
  await hears(/convênio ou prefere particular/);
  await say("tenho unimed");
  await hears(/Quais dias e horários/);
  await say("Terça ou quinta à tarde");
  await hears(/Posso enviar para a equipe/);
  await say("falar com uma pessoa");
  await hears(/uma pessoa vai continuar/);
}

/** For a child: the first message is said back, and the mind changes at the end. */
async function inSpanish({ say, tap, hears }: Phone): Promise<void> {
  await say("Hola, quiero pedir un turno de fonoaudiología para mi hija de 6 años");
  await hears(/A ver si entendí: buscas Fonoaudiología para un niño o adolescente \(6 años\)/);
  await tap("Sí, es eso");
  await hears(/cómo te llamas/);
  await say("Bruno Lima");
  await hears(/Cómo se llama/);
  await say("Alma");
  await hears(/Dónde prefieres/);
  await tap("En el consultorio");
  await hears(/seguro médico/);
  await say("no tengo seguro");
  await hears(/Qué días y horarios/);
  await say("miércoles por la tarde");
  await hears(/miércoles por la tarde[\s\S]*equipo/);
  await say("no, mejor jueves por la mañana");
  await hears(/jueves por la mañana[\s\S]*Lo mando/);
  await say("sí");
  await hears(/Le envié tu pedido al equipo/);
}

/** A question and a wish in the first message, answered, and nothing of them asked again; a name seldom heard is read back. */
async function inEnglish({ say, tap, hears }: Phone): Promise<void> {
  await say("Hi! Do you take Bradesco insurance? I'd like to see a psychiatrist");
  await hears(/We take Bradesco Saúde for Psychiatry/);
  await hears(/Let me see if I got it: you're looking for Psychiatry, with Bradesco Saúde/);
  await tap("Yes, that's it");
  await hears(/what should I call you/);
  await say("Carlla");
  await hears(/May I call you Carlla/);
  await tap("Yes");
  await hears(/Who is the appointment for/);
  await tap("For me");
  await hears(/Where would you like the appointment/);
  await tap("By video");
  await hears(/Which days and times/);
  await say("Monday morning");
  await hears(/Psychiatry[\s\S]*Bradesco Saúde[\s\S]*Monday morning/);
  await hears(/May I send it to the team/);
  await tap("Yes, send it");
  await hears(/sent your request to the team/);
}

/** At most two bubbles of the clinic follow each of the patient's. */
async function expectShort(log: Locator): Promise<void> {
  const sides = await log
    .locator(".bubble")
    .evaluateAll((bubbles) => bubbles.map(({ classList }) => (classList.contains("clinic") ? "c" : "p")).join(""));
  expect(sides).toMatch(/^(?:pc{1,2}){7,}$/);
}

it("patients chat from greeting to a person in three languages, and the bot falls silent when the clinic answers by phone", async () => {
  await using ends = new AsyncDisposableStack();
  const url = await startSystem(ends);
  const browser = await openBrowser(ends);
  const problems: string[] = [];
  // A page has one keyboard, so each of those who write at the same time has a page.
  const open = async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: "pt-BR" });
    page.on("pageerror", (error) => problems.push(error.message));
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    return page;
  };
  const [page, second, third] = [await open(), await open(), await open()];
  const phone = phoneOf(page);
  const ana = phone("Ana");
  await shoot(page, "chat-empty");
  await Promise.all([inPortuguese(ana), inSpanish(phoneOf(second)("Bruno")), inEnglish(phoneOf(third)("Carla"))]);
  await shoot(page, "chat-full");
  await shootWhole(page, "journey");
  for (const name of ["Ana", "Bruno", "Carla"]) await expectShort(phone(name).log);

  await ana.pane
    .getByText(/telefone da clínica/i)
    .first()
    .click();
  await ana.pane.getByRole("textbox", { name: /pelo telefone da clínica/ }).fill("Oi, Ana! Aqui é a recepção.");
  await ana.pane.getByRole("textbox", { name: /pelo telefone da clínica/ }).press("Enter");
  await ana.hears(/Aqui é a recepção/);
  await ana.say("*muito* obrigada");
  await page.locator(".last").getByText("Você: muito obrigada").waitFor();
  expect(problems).toEqual([]);

  await page.setViewportSize({ width: 390, height: 844 });
  await page
    .getByRole("button", { name: /Ana Ribeiro/ })
    .first()
    .click();
  await shoot(page, "chat-phone");
}, 240_000);

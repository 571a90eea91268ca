import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { adviceAfter, migrate } from "@acolhe/database";
import { installationFile, removeInstallation, writeInstallation } from "@acolhe/runtime";
import {
  type AppName,
  appPorts,
  builtPanel,
  endChildrenWithUs,
  isPortFree,
  localDirectory,
  setUpStreams,
  startLocalNats,
  startLocalPostgres,
  startLocalRedis,
} from "@acolhe/testing";
import { type StartSettings, startSettings } from "./settings.ts";
import { takeStartLock } from "./start-lock.ts";
import { type Supervised, supervise } from "./supervise.ts";

/** Apps together 5.5 s (they end themselves within 5 s), the stand-in 1 s, servers 2 s: below the 10 s of most hosts. */
const APP_GRACE_MS = 5_500;
const SANDBOX_GRACE_MS = 1_000;
const SERVER_GRACE_MS = 2_000;

const dataDirectory = join(localDirectory, "data");
const installation = installationFile(dataDirectory);
const logDirectory = join(localDirectory, "logs");
const startedAt = performance.now();
const say = (line: string) =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);

/** What must be ended, in the order of its start. */
const apps: Supervised[] = [];
const servers: { stop(graceMs?: number): Promise<void> }[] = [];
let isStopping = false;

/** Patients' words and names are in there, so nobody else on this machine reads it; root's database only passes through. */
async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700);
}

async function main(): Promise<void> {
  // What is made from here on, by us and by all that we start, is for this user alone.
  process.umask(0o077);
  await privateFolder(localDirectory);
  using _lock = await takeStartLock(join(localDirectory, "start.lock"));
  const everythingEnded = endChildrenWithUs();
  let code = 0;
  const asked = new Promise<string>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(signal));
  });
  try {
    const bringUp = start();
    // When the signal comes first, what was half started fails later, and nobody asks any more.
    bringUp.catch(() => undefined);
    const first = await Promise.race([asked, bringUp]);
    if (typeof first !== "string") await asked;
  } catch (error) {
    code = 1;
    report(error);
  }
  isStopping = true;
  say("Stopping…");
  await removeInstallation(installation).catch(report);
  // The stand-in for the outside world goes last: a send under way still gets its answer.
  const [outside, own] = [apps.filter((app) => app.name === "sandbox"), apps.filter((app) => app.name !== "sandbox")];
  await Promise.all(own.map((app) => app.stop(APP_GRACE_MS).catch(report)));
  await Promise.all(outside.map((app) => app.stop(SANDBOX_GRACE_MS).catch(report)));
  await Promise.all(servers.map((server) => server.stop(SERVER_GRACE_MS).catch(report)));
  await everythingEnded();
  say("Everything has stopped.");
  process.exitCode = code;
  // A start that was interrupted may still wait for something that will not come.
  setTimeout(() => process.exit(code), 100).unref();
}

function report(error: unknown): void {
  const [reason, ...details] = (error instanceof Error ? error.message : String(error)).split("\n");
  console.error(`\nAcolhe could not go on: ${reason}`);
  if (details.length > 0) console.error(details.slice(-10).join("\n"));
  if (error instanceof Error && error.cause instanceof Error) console.error(`Because: ${error.cause.message}`);
}

async function start(): Promise<void> {
  if (process.argv.includes("--fresh")) {
    say("Removing the data of earlier runs…");
    await rm(dataDirectory, { recursive: true, force: true });
  }
  await privateFolder(dataDirectory);
  await privateFolder(logDirectory);
  const settings = await startSettings(dataDirectory);
  const own: AppName[] = [
    "ingress",
    "conversation-worker",
    "outbound-sender",
    "projector",
    "admin-api",
    "chatwoot-mirror",
  ];
  const outside: AppName[] = settings.withSandbox ? ["sandbox"] : [];
  await assertPortsFree([...outside, ...own], settings.env);
  settings.env.APP_URLS ??= own
    .map((name) => `${name}=http://${settings.env.HOST}:${settings.env[appPorts[name]]}`)
    .join();
  await Promise.all([
    provideNats(settings.env),
    provideRedis(settings.env),
    providePostgres(settings.env),
    providePanel(settings.env),
  ]);
  say("Setting up the streams…");
  await setUpStreams(settings.env);
  const urls = new Map<AppName, string>();
  const bringUp = async (name: AppName) => {
    if (isStopping) return;
    say(`Starting ${name}…`);
    const app = await supervise(name, settings.env, { logDirectory, say });
    if (isStopping) return app.stop(APP_GRACE_MS);
    apps.push(app);
    urls.set(name, app.url);
  };
  // The stand-in for the outside world comes first: ingress asks it at once. The rest wait for nobody.
  await Promise.all(outside.map(bringUp));
  await Promise.all(own.map(bringUp));
  if (isStopping) return;
  await tellOperators(urls, settings.env);
  announce(urls, settings);
}

/** So that `npm run ops` needs no address. */
async function tellOperators(urls: Map<AppName, string>, env: NodeJS.ProcessEnv): Promise<void> {
  const { NATS_URL = "", DATABASE_URL, REDIS_URL } = env;
  const apps = Object.fromEntries(urls);
  await writeInstallation(installation, { NATS_URL, DATABASE_URL, REDIS_URL, pid: process.pid, apps });
}

async function assertPortsFree(names: AppName[], env: NodeJS.ProcessEnv): Promise<void> {
  for (const name of names) {
    const setting = appPorts[name];
    if (await isPortFree(Number(env[setting]), env.HOST)) continue;
    throw new Error(`port ${env[setting]}, for ${name}, is taken; set ${setting} to a free one.`);
  }
}

async function provideNats(env: NodeJS.ProcessEnv): Promise<void> {
  if (env.NATS_URL !== undefined) return say("Using the NATS server of NATS_URL.");
  say("Starting nats-server…");
  const server = await startLocalNats({
    dir: join(dataDirectory, "nats"),
    syncAlways: true,
    key: env.JETSTREAM_KEY,
  });
  await keep(server, "nats-server");
  env.NATS_URL = server.url;
}

async function provideRedis(env: NodeJS.ProcessEnv): Promise<void> {
  if (env.REDIS_URL !== undefined) return say("Using the Redis server of REDIS_URL.");
  say("Starting redis-server…");
  const server = await startLocalRedis({ dir: join(dataDirectory, "redis") });
  await keep(server, "redis-server");
  env.REDIS_URL = server.url;
}

async function providePostgres(env: NodeJS.ProcessEnv): Promise<void> {
  if (env.DATABASE_URL !== undefined) say("Using the PostgreSQL server of DATABASE_URL.");
  else {
    say("Starting PostgreSQL…");
    const server = await startLocalPostgres({ dir: join(dataDirectory, "postgres"), durable: true });
    await keep(server, "postgres");
    const url = new URL(server.url);
    url.pathname = "acolhe";
    env.DATABASE_URL = url.href;
  }
  if (isStopping) return;
  const ran = await migrate(env.DATABASE_URL);
  if (ran.length > 0) say(`Brought the database up to date (${ran.length} steps).`);
  const advice = adviceAfter(ran);
  if (advice) say(advice);
}

async function providePanel(env: NodeJS.ProcessEnv): Promise<void> {
  if (env.PANEL_DIR === undefined) env.PANEL_DIR = await builtPanel();
}

async function keep(
  server: { exited: Promise<string>; stop(graceMs?: number): Promise<void> },
  name: string,
): Promise<void> {
  // A signal may have come while it started.
  if (isStopping) return server.stop(SERVER_GRACE_MS);
  servers.push(server);
  void server.exited.then((how) => {
    if (!isStopping) say(`${name} ended (${how}); stop and start Acolhe again.`);
  });
}

function announce(urls: Map<AppName, string>, { env, withSandbox }: StartSettings): void {
  say("Pronto! O Acolhe está no ar.\n");
  const line = (label: string, value: string) => console.log(`  ${label.padEnd(24)}${value}`);
  line("Painel da recepção", `${urls.get("admin-api")}/`);
  line("Primeiro acesso", `${env.ADMIN_EMAIL} / ${env.ADMIN_PASSWORD} (até a senha ser trocada)`);
  line("API da administração", `${urls.get("admin-api")}/docs`);
  if (withSandbox) line("Conversar (simulador)", `${urls.get("sandbox")}/`);
  if (withSandbox && env.CHATWOOT_URL === urls.get("sandbox"))
    line("Atender (simulador)", `${urls.get("sandbox")}/atendimento/`);
  line("Recebe webhooks em", urls.get("ingress") ?? "");
  for (const [name, url] of urls) line(`Métricas: ${name}`.slice(0, 40).padEnd(32), `${url}/metrics`);
  line("NATS", redact(env.NATS_URL ?? ""));
  line("Redis", redact(env.REDIS_URL ?? ""));
  line("PostgreSQL", redact(env.DATABASE_URL ?? ""));
  line("Registros (logs)", logDirectory);
  console.log("\n  Ctrl+C encerra tudo; os dados ficam guardados. `npm start -- --fresh` começa do zero.\n");
}

/** Addresses from the environment may carry a password. */
function redact(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//***@");
}

await main().catch((error: unknown) => {
  report(error);
  process.exitCode = 1;
});

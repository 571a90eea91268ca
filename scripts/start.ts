import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { giveBack, installationFile, removeInstallation, writeInstallation } from "@acolhe/runtime";
import {
  type AppName,
  appPorts,
  builtPanel,
  endChildrenWithUs,
  isPortFree,
  localDirectory,
  setUpStreams,
  tellOfFetching,
} from "@acolhe/testing";
import { startSettings } from "./settings.ts";
import { announcement } from "./start/announce.ts";
import { isFirstPassword } from "./start/first-login.ts";
import { PortToChange, reportText } from "./start/report.ts";
import { provideServers } from "./start/servers.ts";
import { wordsOf } from "./start/words.ts";
import { takeStartLock } from "./start-lock.ts";
import { type Supervised, supervise } from "./supervise.ts";

/** Apps together 5.5 s (they end themselves within 5 s), the stand-in 1 s, servers 2 s: below the 10 s of most hosts. */
const APP_GRACE_MS = 5_500;
const SANDBOX_GRACE_MS = 1_000;
const SERVER_GRACE_MS = 2_000;

const dataDirectory = join(localDirectory, "data");
const installation = installationFile(dataDirectory);
const logDirectory = join(localDirectory, "logs");
const askedAt = Number(process.env.START_ASKED_AT ?? Date.now());
const words = wordsOf(process.env);
const say = (line: string) => console.log(`${((Date.now() - askedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);

/** What must be ended, in the order of its start. */
const apps: Supervised[] = [];
const servers: { stop(graceMs?: number): Promise<void> }[] = [];
let isStopping = false;

/**
 * Patients' words and names are in there, so no other user of this machine reads it; root's database only passes
 * through.
 */
async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700);
}

async function main(): Promise<void> {
  tellOfFetching(({ name, isBuilt }) => say(isBuilt ? words.building : words.fetching(name)));
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
    // When the signal comes first, what was half started fails later, and no one asks any more.
    bringUp.catch(() => undefined);
    const first = await Promise.race([asked, bringUp]);
    if (typeof first !== "string") await asked;
  } catch (error) {
    code = 1;
    report(error);
  }
  isStopping = true;
  say(words.stopping);
  await removeInstallation(installation).catch(report);
  // The stand-in for the outside world goes last: a send under way still gets its answer.
  const [outside, own] = [apps.filter((app) => app.name === "sandbox"), apps.filter((app) => app.name !== "sandbox")];
  await Promise.all(own.map((app) => app.stop(APP_GRACE_MS).catch(report)));
  await Promise.all(outside.map((app) => app.stop(SANDBOX_GRACE_MS).catch(report)));
  await Promise.all(servers.map((server) => server.stop(SERVER_GRACE_MS).catch(report)));
  await everythingEnded();
  say(words.stopped);
  process.exitCode = code;
  // A start that was interrupted may still wait for something that will not come.
  setTimeout(() => process.exit(code), 100).unref();
}

function report(error: unknown): void {
  console.error(`\n${reportText(error, words)}`);
}

async function start(): Promise<void> {
  if (process.argv.includes("--fresh")) {
    say(words.removing);
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
  const { env } = settings;
  // The small heap that this process was started with is the apps', too.
  env.NODE_OPTIONS = [...process.execArgv, env.NODE_OPTIONS].filter(Boolean).join(" ");
  env.APP_URLS ??= own.map((name) => `${name}=http://${env.HOST}:${env[appPorts[name]]}`).join();
  env.PANEL_URL ??= `http://${env.HOST}:${env.ADMIN_API_PORT}`;
  const [addressesOf] = await Promise.all([
    provideServers({ dataDirectory, env, words, say, keep }),
    providePanel(env),
  ]);
  const operators = addressesOf("ops");
  say(words.settingUp);
  await setUpStreams({ ...env, ...operators });
  const urls = new Map<AppName, string>();
  const bringUp = async (name: AppName) => {
    if (isStopping) return;
    say(words.starting(name));
    // Each knows its own logins only.
    const own = name === "sandbox" ? {} : addressesOf(name);
    const app = await supervise(name, { ...env, ...own }, { logDirectory, say, words });
    if (isStopping) return app.stop(APP_GRACE_MS);
    apps.push(app);
    urls.set(name, app.url);
  };
  // The stand-in for the outside world comes first: ingress asks it at once. The rest wait for no other.
  await Promise.all(outside.map(bringUp));
  await Promise.all(own.map(bringUp));
  if (isStopping) return;
  await writeInstallation(installation, { ...operators, pid: process.pid, apps: Object.fromEntries(urls) });
  const isFirstLogin = await isFirstPassword(operators.DATABASE_URL, env.ADMIN_EMAIL ?? "");
  say(`${words.ready}\n`);
  console.log(announcement({ words, urls, settings, operators, logDirectory, isFirstLogin }));
  giveBack();
}

async function assertPortsFree(names: AppName[], env: NodeJS.ProcessEnv): Promise<void> {
  for (const name of names) {
    const setting = appPorts[name];
    if (await isPortFree(Number(env[setting]), env.HOST)) continue;
    throw new PortToChange(env[setting] ?? "", name, setting);
  }
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
    if (!isStopping) say(words.serverEnded(name, how));
  });
}

await main().catch((error: unknown) => {
  report(error);
  process.exitCode = 1;
});

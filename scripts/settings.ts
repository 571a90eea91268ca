import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { completeDesk } from "./desk-settings.ts";

/** The identifiers of the number that the sandbox plays. Nothing secret: it listens on this machine only. */
const SANDBOX_CHANNEL = {
  ZAPI_INSTANCE_ID: "3C0DE5A7D0A1B2C3D4E5F60718293A4B",
  ZAPI_INSTANCE_TOKEN: "A1B2C3D4E5F60718293A4B5C",
  ZAPI_CLIENT_TOKEN: "sandbox-client-token",
};

const DEFAULT_PORTS = {
  INGRESS_PORT: "8081",
  ADMIN_API_PORT: "8082",
  SANDBOX_PORT: "8090",
  WORKER_PORT: "8083",
  SENDER_PORT: "8084",
  PROJECTOR_PORT: "8085",
};

export interface StartSettings {
  env: NodeJS.ProcessEnv;
  /** False when real credentials are configured. */
  withSandbox: boolean;
}

/** What the environment says, completed with the sandbox's channel where no channel is configured. */
export async function startSettings(dataDirectory: string): Promise<StartSettings> {
  // An empty value counts as unset, as it does in the apps.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const env: NodeJS.ProcessEnv = { HOST: "127.0.0.1", ...DEFAULT_PORTS, ...given };
  env.SPOOL_DIR ??= join(dataDirectory, "spool");
  const withSandbox = env.ZAPI_BASE_URL === undefined;
  const isConfigured = env.CHANNELS_FILE !== undefined || Object.keys(env).some((name) => name.startsWith("ZAPI_"));
  if (!isConfigured) {
    Object.assign(env, SANDBOX_CHANNEL, {
      ZAPI_WEBHOOK_SECRET: await persistedSecret(dataDirectory, "webhook-secret"),
    });
  }
  env.ADMIN_JWT_SECRET ??= await persistedSecret(dataDirectory, "jwt-secret");
  env.ADMIN_EMAIL ??= "admin@acolhe.local";
  env.ADMIN_PASSWORD ??= await persistedSecret(dataDirectory, "first-password");
  if (withSandbox) env.ZAPI_BASE_URL = `http://127.0.0.1:${env.SANDBOX_PORT}`;
  completeDesk(env, withSandbox);
  env.PUBLIC_WEBHOOK_URL ??= `http://127.0.0.1:${env.INGRESS_PORT}`;
  return { env, withSandbox };
}

/** The gateway remembers the webhook's address, and people stay logged in: such secrets survive a restart. */
export async function persistedSecret(dataDirectory: string, name: string): Promise<string> {
  const path = join(dataDirectory, name);
  if (existsSync(path)) return (await readFile(path, "utf8")).trim();
  const secret = randomBytes(24).toString("hex");
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(path, `${secret}\n`, { mode: 0o600 });
  return secret;
}

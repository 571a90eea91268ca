import type { AppName } from "@acolhe/testing";
import type { StartSettings } from "../settings.ts";
import type { Addresses } from "./servers.ts";
import type { Place, StartWords } from "./words.ts";

/** Where everything is, once it runs. */
export function announcement(options: {
  readonly words: StartWords;
  readonly urls: ReadonlyMap<AppName, string>;
  readonly settings: StartSettings;
  readonly operators: Addresses;
  readonly logDirectory: string;
  /** Whether the first administrator still has the password that was made. */
  readonly isFirstLogin: boolean;
}): string {
  const { words, urls, operators, logDirectory, isFirstLogin } = options;
  const { env, withSandbox } = options.settings;
  const line = (label: string, value: string, width = 24) => `  ${label.padEnd(width)}${value}`;
  const at = (place: Place, value: string) => line(words.places[place], value);
  const sandbox = urls.get("sandbox");
  return [
    at("panel", `${urls.get("admin-api")}/`),
    ...(isFirstLogin ? [at("login", words.firstLogin(env.ADMIN_EMAIL ?? "", env.ADMIN_PASSWORD ?? ""))] : []),
    at("api", `${urls.get("admin-api")}/docs`),
    ...(withSandbox ? [at("chat", `${sandbox}/`)] : []),
    ...(withSandbox && env.CHATWOOT_URL === sandbox ? [at("desk", `${sandbox}/atendimento/`)] : []),
    at("webhooks", urls.get("ingress") ?? ""),
    ...[...urls].flatMap(([name, url]) => (name === "sandbox" ? [] : line(words.metrics(name), `${url}/metrics`, 32))),
    at("nats", redact(operators.NATS_URL)),
    at("redis", redact(operators.REDIS_URL)),
    at("postgres", redact(operators.DATABASE_URL)),
    at("logs", logDirectory),
    `\n  ${words.goodbye}\n`,
  ].join("\n");
}

/** Addresses carry passwords. */
const redact = (url: string) => url.replace(/\/\/[^@/]*@/, "//***@");

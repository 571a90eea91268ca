import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../fixtures/", import.meta.url);

export const RECEIVED_AT = 1_767_300_000_000;

export function readFixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
}

const names = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -".json".length))
  .sort();

/** Raw webhook bodies; the others wrap a request and its response, or are header maps. */
export const WEBHOOK_FIXTURES = names.filter((name) => !/^(?:send|api|webhook-request)-/.test(name));
export const SEND_FIXTURES = names.filter((name) => name.startsWith("send-"));

export interface Exchange {
  request: { method: string; path: string; body?: Record<string, unknown> };
  response: { status: number | null; body: unknown };
}
export const readExchange = (name: string) => readFixture(name) as unknown as Exchange;

import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type App, type AppName, spawnApp } from "@acolhe/testing";
import type { StartWords } from "./start/words.ts";

const BACKOFF_MS_FIRST = 500;
const BACKOFF_MS_MAX = 30_000;
/** An app that lived this long was healthy: its next end starts from the first pause again. */
const HEALTHY_MS = 60_000;

export interface Supervised {
  name: AppName;
  url: string;
  stop(graceMs: number): Promise<void>;
}

/** Starts an app and, once it was ready, starts it again whenever it ends by itself. */
export async function supervise(
  name: AppName,
  env: NodeJS.ProcessEnv,
  options: { logDirectory: string; say: (line: string) => void; words: StartWords },
): Promise<Supervised> {
  const stopping = new AbortController();
  const onLine = (line: string) => appendFileSync(join(options.logDirectory, `${name}.log`), `${line}\n`);
  let app: App | undefined = await spawnApp(name, env, { onLine });
  const url = app.url;
  let starting: Promise<void> = Promise.resolve();

  const watch = async () => {
    let backoffMs = BACKOFF_MS_FIRST;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      const how = (await app?.exited) ?? "it did not start";
      if (stopping.signal.aborted) return;
      backoffMs = app !== undefined && performance.now() - startedAt > HEALTHY_MS ? BACKOFF_MS_FIRST : backoffMs;
      options.say(options.words.appEnded(name, how, backoffMs / 1000));
      await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      backoffMs = Math.min(backoffMs * 2, BACKOFF_MS_MAX);
      starting = spawnApp(name, env, { onLine }).then(
        (started) => {
          app = started;
          options.say(options.words.isBack(name));
        },
        () => {
          app = undefined;
        },
      );
      await starting;
    }
  };
  void watch();

  return {
    name,
    url,
    async stop(graceMs) {
      stopping.abort();
      // One that is just coming up is ended with this process at the latest.
      await Promise.race([starting, sleep(graceMs, undefined, { ref: false })]);
      await app?.stop(graceMs);
    },
  };
}

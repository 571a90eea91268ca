import { Client } from "pg";

/** Held by one process at a time, as long as its connection lives. */
export interface Lock {
  /** Resolves when the lock can no longer be relied upon. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

const ANSWER_MS_MAX = 5_000;
const BEAT_MS = 1_000;

/**
 * Takes the lock of this name if it is free. A process that is killed gives it up at once; one that hangs or is cut off,
 * when the server notices. So what is done under it must bear a second doer: the lock spares work, it does not fence.
 *
 * @throws when the database cannot be reached
 */
export async function tryLock(options: { url: string; name: string }): Promise<Lock | null> {
  const client = new Client({
    connectionString: options.url,
    application_name: options.name,
    connectionTimeoutMillis: ANSWER_MS_MAX,
    query_timeout: ANSWER_MS_MAX,
    keepAlive: true,
  });
  const { promise: lost, resolve } = Promise.withResolvers<void>();
  client.on("error", () => resolve());
  client.on("end", () => resolve());
  await client.connect();
  const ask = async (verb: string) =>
    (await client.query<{ ok: boolean }>(`select ${verb}(hashtext($1)) as ok`, [options.name])).rows[0]!.ok;
  let taken = false;
  try {
    taken = await ask("pg_try_advisory_lock");
  } finally {
    if (!taken) await client.end();
  }
  if (!taken) return null;
  const beat = setInterval(() => client.query("select").catch(() => resolve()), BEAT_MS);
  void lost.then(() => clearInterval(beat));
  return {
    lost,
    async release() {
      clearInterval(beat);
      await client.end().catch(() => undefined);
    },
  };
}

import { type Host, sleep } from "./host.ts";

const TRIES_MAX = 120;
const RETRY_MS = 500;

/** A broker that is still coming up is waited for, as long as a supervisor would. */
export async function patiently<T>(host: Host, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES_MAX) throw error;
      await sleep(host, RETRY_MS);
    }
  }
}

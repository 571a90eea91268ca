import type { Host } from "@acolhe/bus";

/** What comes later than this counts as failed. It may still land: whatever is given here can be repeated. */
export async function within<T>(host: Host, ms: number, run: () => Promise<T>): Promise<T> {
  const work = run();
  let cancel = () => {};
  const late = new Promise<never>((_, reject) => {
    cancel = host.after(ms, () => reject(new Error(`not done within ${ms} ms`)));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
    work.catch(() => {});
  }
}

/** What comes later than this counts as failed. It may still land: whatever is given here can be repeated. */
export async function within<T>(ms: number, run: () => Promise<T>): Promise<T> {
  const work = run();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}

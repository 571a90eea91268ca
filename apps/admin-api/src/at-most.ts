/** What came of it, or null when it is not done by then. It goes on all the same, and keeps no process running. */
export const atMost = <T>(ms: number, work: Promise<T>): Promise<T | null> =>
  Promise.race([work, new Promise<null>((resolve) => setTimeout(() => resolve(null), ms).unref())]);

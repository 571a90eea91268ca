let waiting: Promise<void> | undefined;

/**
 * Resolves at the end of the event loop's present round, at once for everyone who asked within it. What they write next
 * reaches the socket in one system call instead of one each, which is most of what a small message costs, here and at
 * the broker. Price: a fraction of a millisecond when nothing else is going on.
 */
export function together(): Promise<void> {
  waiting ??= new Promise((resolve) => {
    setImmediate(() => {
      waiting = undefined;
      resolve();
    });
  });
  return waiting;
}

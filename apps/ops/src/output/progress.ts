/** A line that says how far a long command is: on a terminal only, so that logs and pipes stay clean. */
export function createProgress(what: string, isQuiet: boolean, stream: NodeJS.WriteStream = process.stderr) {
  const startedAt = performance.now();
  const seconds = () => Math.max((performance.now() - startedAt) / 1000, 0.001);
  const shows = stream.isTTY && !isQuiet;
  let shownAt = 0;
  return {
    /** `total`: where it ends, if that is known. */
    at(count: number, total?: number): void {
      if (!shows || performance.now() - shownAt < SHOW_EVERY_MS) return;
      shownAt = performance.now();
      const rate = count / seconds();
      const left = total === undefined ? "" : `, ${Math.ceil((total - count) / rate)} s left`;
      stream.write(`\r\u001b[K${count} ${what}, ${Math.round(rate)} a second${left}`);
    },
    /** Seconds it took. */
    end(): number {
      if (shows) stream.write("\r\u001b[K");
      return seconds();
    },
  };
}
const SHOW_EVERY_MS = 200;

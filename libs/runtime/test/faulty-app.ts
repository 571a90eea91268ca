import { runApp } from "../src/index.ts";

/** A process that says it works. A moment later the fault that its argument names happens, and no code notices it. */
const FAULTS: Readonly<Record<string, () => void>> = {
  rejection: () => void Promise.reject(new Error("a consumer died")),
  exception: () => {
    throw new Error("a consumer died");
  },
};

await runApp("faulty", async ({ log, onStop }) => {
  const work = setInterval(() => {}, 1_000);
  onStop("work", () => {
    clearInterval(work);
    log.info("work ended in order");
  });
  setTimeout(FAULTS[process.argv[2] ?? ""]!);
});

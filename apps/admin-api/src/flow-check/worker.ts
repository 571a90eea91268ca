import { parentPort } from "node:worker_threads";
import { JOBS, type JobName } from "./jobs.ts";

/** A thread that does one job after another. */
parentPort?.on("message", async ({ name, asks }: { name: JobName; asks: never }) => {
  parentPort?.postMessage(await JOBS[name](asks));
});

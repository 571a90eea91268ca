import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";

/*
 * Preloaded into a service by profile.ts: the first SIGUSR2 begins a profile, the second one writes it. From start to end, as
 * `--cpu-prof` has it, most of a short run would be loading and compiling.
 */

const EVERY_MICROSECONDS = 250;

const session = new Session();
session.connect();
let runs = false;
process.on("SIGUSR2", () => {
  if (!runs) {
    session.post("Profiler.enable");
    session.post("Profiler.setSamplingInterval", { interval: EVERY_MICROSECONDS });
    session.post("Profiler.start");
  } else {
    session.post("Profiler.stop", (error, result) => {
      if (error) throw error;
      writeFileSync(`${process.env.PROFILE_DIR}/${process.pid}.json`, JSON.stringify(result.profile));
    });
  }
  runs = !runs;
});

import { loadConfig } from "./config.ts";
import { createSandbox } from "./sandbox.ts";

// Everything is in memory, so there is nothing to finish: two seconds only let sockets close.
const STOP_DEADLINE_MS = 2000;

const log = (level: "info" | "error", msg: string, fields: object = {}): void => {
  process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), msg, ...fields })}\n`);
};

const config = loadConfig(process.env);
const sandbox = createSandbox(config);
const url = await sandbox.listen(config.port, config.host);
log("info", "sandbox ready", { url, instances: config.instances.length });

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    log("info", "stopping", { signal });
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log("error", "stop failed", { error: String(error) });
        process.exit(1);
      },
    );
  });
}

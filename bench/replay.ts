import { availableParallelism, loadavg } from "node:os";
import { connectBus } from "@acolhe/bus";
import { replay } from "../apps/ops/src/replay/replay.ts";
import { commandLine } from "../scripts/command-line.ts";
import { startGateway } from "./gateway.ts";
import { cpuMs } from "./processes.ts";
import { fillLog } from "./recorded-log.ts";
import { startStreamSystem } from "./systems.ts";

/*
 * npm run bench -- replay [--messages 40000] [--rounds 3] [--json]
 *
 * The services decide what people write in the flow's golden conversations, a contact a conversation; then `ops replay` makes these
 * decisions once more, with one thread and with one a core. Its processor time is that of all threads, with their
 * start; the broker's stands beside it, on the same cores.
 */

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

const { values } = commandLine(import.meta.filename, {
  args: process.argv.slice(3),
  options: {
    messages: { type: "string", default: "40000" },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});

await using gateway = await startGateway();
await using system = await startStreamSystem({ gatewayUrl: gateway.url, syncAlways: false });
await fillLog(system, Number(values.messages));

const bus = await connectBus({ url: system.natsUrl, name: "bench" });
const rows = [];
for (let round = 0; round < Number(values.rounds); round++)
  for (const threads of new Set([1, availableParallelism()])) {
    const [own, broker] = [process.cpuUsage(), cpuMs(system.pids.broker!)];
    const { tally, seconds, rate } = await replay(bus, system.natsUrl, { show: 10, threads }, true);
    if (tally.same !== tally.turns) throw new Error(`of ${tally.turns} decisions ${tally.same} came out the same`);
    const { user, system: kernel } = process.cpuUsage(own);
    const each = (ms: number) => Math.round((ms / tally.turns) * 1e6) / 1e3;
    const row = {
      ...{ threads, decisions: tally.turns, seconds, perSecond: rate, loadAverage: loadavg()[0]! },
      cpuMicrosecondsEach: { replay: each((user + kernel) / 1000), broker: each(cpuMs(system.pids.broker!) - broker) },
    };
    rows.push(row);
    console.log(
      `${threads} thread${threads === 1 ? "" : "s"}: ${tally.turns} decisions, ${rate} a second; processor time each ${row.cpuMicrosecondsEach.replay} µs, the broker's ${row.cpuMicrosecondsEach.broker} µs; load ${row.loadAverage.toFixed(1)}`,
    );
  }
if (values.json) console.log(JSON.stringify(rows));
await bus.close();

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { commandLine } from "../../scripts/command-line.ts";
import { startGateway } from "../gateway.ts";
import { measureLoad } from "../under-load.ts";
import { designs, OURS } from "./designs.ts";

/*
 * npm run bench -- --peers [--kill] [--designs acolhe,restate,…] [--sync always,os] [--seconds 15] [--rate 100]
 *                          [--in-flight 128] [--contacts 1000]
 *
 * The same job on other engines, one after another beside the same load and gateway: a webhook is durable before its
 * 200, each contact's messages are decided in order by the same flow, and a record stands before and after each call.
 * One line of JSON a design. With --kill, what decides and sends is killed every three seconds instead.
 * Their packages are no part of the product: they are installed here, the first time.
 */

const { values } = commandLine(import.meta.filename, {
  options: {
    peers: { type: "boolean" },
    kill: { type: "boolean", default: false },
    designs: { type: "string", default: [OURS, ...Object.keys(designs)].join(",") },
    sync: { type: "string", default: "always" },
    seconds: { type: "string", default: "15" },
    rate: { type: "string", default: "100" },
    "in-flight": { type: "string", default: "128" },
    contacts: { type: "string", default: "1000" },
  },
});
const seconds = Number(values.seconds);
const load = {
  ...{ seconds, rate: Number(values.rate), inFlight: Number(values["in-flight"]), contacts: Number(values.contacts) },
};

installOnce();
// Only now: it names one of the packages.
const { startPeer } = await import("./systems.ts");
const { underKills } = await import("./killed.ts");
for (const sync of values.sync.split(","))
  for (const design of values.designs.split(",")) {
    if (sync !== "always" && sync !== "os") throw new Error("--sync can be always, os, or both with a comma");
    console.log(`${design}, sync ${sync}`);
    console.log(JSON.stringify({ design, sync, ...(await measured(design, sync)) }));
  }

async function measured(design: string, sync: "always" | "os") {
  await using gateway = await startGateway();
  await using system = await startPeer({ design, sync, gatewayUrl: gateway.url, forKills: values.kill });
  if (values.kill) {
    const killed = await underKills(design, system, gateway, seconds);
    return { ...killed, loadAverage: loadavg()[0] };
  }
  return await measureLoad(system, gateway, { ...load, routeOf: system.routeOf, settle: system.settle });
}

function installOnce(): void {
  if (existsSync(join(import.meta.dirname, "node_modules"))) return;
  console.log("Fetching the other engines, once…");
  // Their install scripts fetch nothing that is used here.
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  execFileSync("npm", args, { cwd: import.meta.dirname, stdio: ["ignore", "inherit", "inherit"] });
}

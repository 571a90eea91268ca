import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { caddyPath, natsServerBinary } from "@acolhe/testing";
import { rootDirectory } from "../root.ts";
import {
  hardeningProblems,
  healthProblems,
  leastPrivilegeProblems,
  referenceProblems,
  sampleSecrets,
  schemaProblems,
  settingsProblems,
  unpinnedImages,
} from "./compose.ts";
import { kubernetesProblems } from "./kubernetes.ts";
import { logsProblems } from "./logs.ts";

/* `npm run deploy:check`: everything about deployment that can be checked without Docker and without a cluster. */

const run = promisify(execFile);
const told = (error: unknown) => (error as { stderr?: string }).stderr?.trim() || String(error);

/** The broker's configuration by the broker itself, with its files where the container has them. */
async function natsProblems(): Promise<string[]> {
  const { command, env } = await natsServerBinary();
  const root = await mkdtemp(join(tmpdir(), "acolhe-deploy-"));
  try {
    const place = async (path: string, text: string) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
      return join(root, path);
    };
    await place("run/secrets/nats-users", sampleSecrets()["nats-users.conf"] ?? "");
    const problems: string[] = [];
    for (const name of ["nats.conf", "nats-encrypted.conf"]) {
      const config = await place(
        `etc/nats/${name}`,
        await readFile(join(rootDirectory, "deploy/docker", name), "utf8"),
      );
      const environment = { ...process.env, ...env, JETSTREAM_KEY: "a".repeat(32) };
      await run(command, ["-t", "-c", config], { env: environment }).catch((error) =>
        problems.push(`${name}: ${told(error)}`),
      );
    }
    return problems;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function proxyProblems(): Promise<string[]> {
  const config = join(rootDirectory, "deploy/proxy/Caddyfile");
  try {
    await run(await caddyPath(), ["validate", "--adapter", "caddyfile", "--config", config]);
    return [];
  } catch (error) {
    return [told(error)];
  }
}

const CHECKS: Readonly<Record<string, () => string[] | Promise<string[]>>> = {
  "docker-compose.yml against the Compose Specification": schemaProblems,
  "its references: secrets, networks, files": referenceProblems,
  "its secrets: each service only its own": leastPrivilegeProblems,
  "its settings: known, complete, and read to the end by each app": settingsProblems,
  "its health checks: asked where an app answers": healthProblems,
  "its hardening: read-only, limits, servers inside": hardeningProblems,
  "the broker's configuration, by nats-server": natsProblems,
  "the proxy's configuration, by caddy": proxyProblems,
  "the way of the logs to Loki: keys, names and addresses, not by its programs": logsProblems,
  "the Kubernetes manifests, rendered, against the schemas of their kinds": kubernetesProblems,
};

let failed = 0;
for (const [what, check] of Object.entries(CHECKS)) {
  const problems = await check();
  console.log(`${problems.length === 0 ? "ok      " : "PROBLEM "} ${what}`);
  for (const problem of problems) console.log(`           ${problem}`);
  failed += problems.length;
}
/** What cannot be looked up without a registry, a cluster or the programs themselves. */
const NOT_CHECKED = [
  ...unpinnedImages().map((image) => `which digest ${image} has: only its registry tells`),
  "Loki, Alloy, Alertmanager and Grafana reading their files",
  "building the images, their sizes, starting the containers",
  "a cluster, certificates by ACME",
];
for (const what of NOT_CHECKED) console.log(`not here ${what}`);
process.exitCode = failed === 0 ? 0 : 1;

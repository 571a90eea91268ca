import { existsSync } from "node:fs";
import { join } from "node:path";
import { DISCREET_LOG, rootDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import {
  compose,
  hardeningProblems,
  healthProblems,
  leastPrivilegeProblems,
  referenceProblems,
  schemaProblems,
  settingsProblems,
  unpinnedImages,
} from "../../scripts/deploy/compose.ts";
import type { Service } from "../../scripts/deploy/compose-schema.ts";
import { kubernetesProblems } from "../../scripts/deploy/kubernetes.ts";
import { logsProblems } from "../../scripts/deploy/logs.ts";
import { read, workspaces } from "./repository.ts";

const services = Object.entries(compose.services);
const ours = services.filter(([, service]) => service.build);
/** Those that run; the panel is files, which the image of admin-api builds. */
const apps = workspaces
  .filter(({ isApp, folder }) => isApp && existsSync(join(rootDirectory, folder, "src", "main.ts")))
  .map(({ name }) => name);
/** Programs that end by themselves. */
const isJob = (service: Service) => service.command !== undefined;

describe.each(ours)("the service %s", (name, service) => {
  test("runs what exists", () => {
    expect(apps).toContain(service.build?.args.APP);
    const script = service.command?.[1] ?? `apps/${service.build?.args.APP}/src/main.ts`;
    expect(existsSync(join(rootDirectory, script)), script).toBe(true);
    if (!isJob(service)) expect(service.build?.args.APP).toBe(name);
  });

  test("listens where others reach it", () => {
    expect(service.environment).toMatchObject({ HOST: "0.0.0.0" });
  });

  test("gets more time to stop than it takes", () => {
    const allowedMs = Number.parseInt(service.stop_grace_period ?? "10", 10) * 1000;
    const takesMs = Number(/STOP_DEADLINE_MS = ([\d_]+)/.exec(read("libs/runtime/src/app.ts"))?.[1]?.replace("_", ""));
    expect(allowedMs).toBeGreaterThan(takesMs);
  });
});

describe.each(ours.filter(([, service]) => !isJob(service)))("the service %s", (_name, service) => {
  test("is asked whether it is ready at the port it listens on", () => {
    const port = Object.entries(service.environment ?? {}).find(([key]) => key.endsWith("_PORT"))?.[1];
    expect(service.healthcheck?.test.join(" ")).toContain(`http://127.0.0.1:${port}/health/ready`);
    for (const published of service.ports ?? []) expect(published).toBe(`127.0.0.1:${port}:${port}`);
  });
});

test("every app is a service", () => {
  const run = new Set(ours.map(([, service]) => service.build?.args.APP));
  expect(apps.filter((name) => !run.has(name))).toEqual([]);
});

test("services wait for what is there: the healthy for a check, the finished for an end", () => {
  for (const [name, { depends_on = {} }] of services)
    for (const [other, { condition }] of Object.entries(depends_on)) {
      const service = compose.services[other];
      expect(service, `${name} needs ${other}`).toBeDefined();
      if (condition === "service_healthy") expect(service?.healthcheck, other).toBeDefined();
      else expect(isJob(service!), other).toBe(true);
    }
});

/** Read by the page of logs, and by what brings them to Loki. */
const DOCKER_SOCKET = "/var/run/docker.sock";

test.each([
  ["is what the Compose Specification describes", schemaProblems],
  ["names what is there", referenceProblems],
  ["gives each service its own secrets and no other's", leastPrivilegeProblems],
  ["sets what is a setting, and all that each app needs", settingsProblems],
  ["asks for health where an app answers", healthProblems],
])("docker-compose.yml %s", (_what, problems) => {
  expect(problems()).toEqual([]);
});

test("a key that is misspelt, or of another kind, is named", () => {
  const wrong = { ...compose, services: { proxy: { image: "caddy", restrat: "always", ports: "443:443" } } };
  expect(schemaProblems(wrong).map((problem) => problem.split(":")[0])).toEqual([
    "services.proxy.ports",
    "services.proxy",
  ]);
});

test("nothing runs with more than it needs, as far as the images allow", () => {
  expect(hardeningProblems()).toEqual([]);
});

test("the Kubernetes manifests fit the schemas of their kinds, and name what is there", async () => {
  expect(await kubernetesProblems()).toEqual([]);
});

test("a manifest that does not fit, or leads nowhere, is noticed", async () => {
  const metadata = { name: "wrong" };
  const spec = { selector: { matchLabels: { app: "of-nobody" } } };
  expect(await kubernetesProblems([{ apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata, spec }])).toEqual([
    "PodDisruptionBudget wrong: chooses no pod",
  ]);
  const [problem] = await kubernetesProblems([{ apiVersion: "apps/v1", kind: "Deployment", metadata, spec }]);
  expect(problem).toMatch(/^Deployment wrong: .*template/s);
});

test("mounts are files of the repository or declared volumes", () => {
  const sources = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(":")[0] ?? ""));
  const missing = sources.filter((source) =>
    source === DOCKER_SOCKET
      ? false
      : source.startsWith("./")
        ? !existsSync(join(rootDirectory, source))
        : !(source in compose.volumes),
  );
  expect(missing).toEqual([]);
});

test("the broker's store is encrypted where a key is set, and is the same otherwise", () => {
  const { command = [], environment, volumes = [] } = compose.services.nats!;
  const plain = read("deploy/docker/nats.conf").split("\n");
  const encrypted = read("deploy/docker/nats-encrypted.conf").split("\n");
  expect(encrypted.filter((line) => !plain.includes(line))).toEqual(["  cipher: chachapoly", "  key: $JETSTREAM_KEY"]);
  expect(plain.filter((line) => !encrypted.includes(line))).toEqual([]);
  expect(command).toEqual(["-c", "/etc/nats/nats$" + "{JETSTREAM_KEY:+-encrypted}.conf"]);
  expect(environment).toEqual({ JETSTREAM_KEY: "$" + "{JETSTREAM_KEY:-}" });
  for (const name of ["nats", "nats-encrypted"])
    expect(volumes).toContain(`./deploy/docker/${name}.conf:/etc/nats/${name}.conf:ro`);
});

test("the database's log says as little of patients as that of `npm start`", () => {
  const told = compose.services.postgres?.command?.filter((part) => part.includes("="));
  expect(told).toEqual(Object.entries(DISCREET_LOG).map(([name, value]) => `${name}=${value}`));
});

test("the way of the logs to Loki hangs together", () => {
  expect(logsProblems()).toEqual([]);
});

const LOKI = read("deploy/logs/loki.yml");
const ALLOY = read("deploy/logs/config.alloy");
test.each<[what: string, loki: string, alloy: string, problem: string]>([
  ["a misspelt key", LOKI.replace("retention_enabled", "retention_on"), ALLOY, "loki.yml: compactor"],
  ["another port", LOKI.replace("3100", "3101"), ALLOY, "config.alloy: Loki does not listen at 3100"],
  [
    "a block there is not",
    LOKI,
    ALLOY.replace("loki.write.loki.", "loki.write.other."),
    "there is no loki.write.other",
  ],
  [
    "one that nothing leads to",
    LOKI,
    ALLOY.replace("loki.process.lines.", "loki.write.loki."),
    "nothing uses loki.process",
  ],
  ["a brace that is left open", LOKI, ALLOY.replace(/\}\s*$/, ""), "braces are not paired"],
])("in the way of the logs %s is noticed", (_what, loki, alloy, problem) => {
  expect(logsProblems({ loki, alloy }).join("\n")).toContain(problem);
});

test("an image without a digest is said to be unpinned", () => {
  const images = ["redis:8", `redis:8@sha256:${"0".repeat(64)}`];
  const services = Object.fromEntries(images.map((image) => [image, { image }]));
  expect(unpinnedImages({ services })).toEqual(["redis:8"]);
});

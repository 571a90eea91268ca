import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PARTITION_COUNT, workerDurable } from "@acolhe/events";
import { FILE_SETTINGS, SettingsSchema } from "@acolhe/runtime";
import { parse, parseAllDocuments } from "yaml";
import { rootDirectory } from "../root.ts";

/*
 * The manifests as `kubectl kustomize` would render them, as far as we use it: resources and a namespace. Each is looked at
 * by the schema of its kind; then whether what one names is there.
 */

interface Labels {
  readonly [name: string]: string;
}
interface Container {
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly { readonly name: string }[];
  readonly startupProbe?: object;
  readonly readinessProbe?: object;
  readonly livenessProbe?: object;
  readonly securityContext?: { readonly readOnlyRootFilesystem?: boolean; readonly allowPrivilegeEscalation?: boolean };
  readonly resources?: { readonly limits?: { readonly memory?: string } };
}
interface Pod {
  readonly metadata?: { readonly labels?: Labels };
  readonly spec?: { readonly containers?: readonly Container[] };
}
interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly template?: Pod;
    /** Of a service the labels themselves, of everything else what they are matched by. */
    readonly selector?: Readonly<Record<string, string | Labels>>;
    readonly podSelector?: { readonly matchLabels?: Labels };
    readonly scaleTargetRef?: { readonly name: string };
    readonly triggers?: readonly { readonly metadata: { readonly consumer: string } }[];
  };
}

const folder = join(rootDirectory, "deploy", "kubernetes");
const CLUSTER_WIDE = new Set(["Namespace"]);

/** All manifests, in the order in which they are applied. */
function rendered(): Manifest[] {
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const { resources, namespace } = parse(read("kustomization.yaml")) as { resources: string[]; namespace: string };
  return resources
    .flatMap((name) => parseAllDocuments(read(name)).map((document) => document.toJS() as Manifest))
    .map((one) => (CLUSTER_WIDE.has(one.kind) ? one : { ...one, metadata: { ...one.metadata, namespace } }));
}

export async function kubernetesProblems(all: readonly Manifest[] = rendered()): Promise<string[]> {
  const problems = await Promise.all(all.map(schemaProblems));
  const pods = all.flatMap(({ kind, metadata, spec }) =>
    spec?.template ? [{ name: `${kind} ${metadata.name}`, kind, pod: spec.template }] : [],
  );
  return [
    ...problems.flat(),
    ...pods.flatMap(podProblems),
    ...all.flatMap((one) =>
      selectorProblems(
        one,
        pods.map(({ pod }) => pod.metadata?.labels ?? {}),
      ),
    ),
    ...all.flatMap((one) => scaleProblems(one, all)),
  ];
}

interface Model {
  new (json: unknown): { validate(): void };
}

/** The package of schemas that has a kind; what is not of Kubernetes itself has one of its own. */
function moduleOf({ apiVersion, kind }: Manifest): string {
  if (apiVersion.startsWith("keda.sh/")) return `@kubernetes-models/keda/${apiVersion}/${kind}`;
  return `kubernetes-models/${apiVersion}/${kind}`;
}

async function schemaProblems(one: Manifest): Promise<string[]> {
  try {
    const found = (await import(moduleOf(one))) as Readonly<Record<string, Model>>;
    const Kind = found[one.kind]!;
    new Kind(one).validate();
    return [];
  } catch (error) {
    return [`${one.kind} ${one.metadata.name}: ${error instanceof Error ? error.message : error}`];
  }
}

const SETTINGS = new Set([...Object.keys(SettingsSchema.shape), ...[...FILE_SETTINGS].map((name) => `${name}_FILE`)]);
const SERVERS = new Set(["StatefulSet nats", "Deployment redis"]);

function podProblems({
  name,
  kind,
  pod,
}: {
  readonly name: string;
  readonly kind: string;
  readonly pod: Pod;
}): string[] {
  return (pod.spec?.containers ?? []).flatMap((container) => {
    const { env = [], readinessProbe, livenessProbe, securityContext, resources } = container;
    const isOurs = !SERVERS.has(name);
    const unknown = env
      .filter((one) => isOurs && !SETTINGS.has(one.name))
      .map((one) => `${name}: ${one.name} is no setting`);
    return [
      ...unknown,
      ...(kind === "Job" || (readinessProbe && livenessProbe)
        ? []
        : [`${name}: nobody asks whether it is ready and lives`]),
      ...(securityContext?.readOnlyRootFilesystem && securityContext.allowPrivilegeEscalation === false
        ? []
        : [`${name}: may write its file system or gain privileges`]),
      ...(resources?.limits?.memory ? [] : [`${name}: no limit of memory`]),
    ];
  });
}

/** Kinds that choose pods by their labels. */
function selectorProblems({ kind, metadata, spec }: Manifest, pods: readonly Labels[]): string[] {
  const wanted =
    kind === "Service"
      ? spec?.selector
      : kind === "NetworkPolicy"
        ? spec?.podSelector?.matchLabels
        : spec?.selector?.matchLabels;
  if (!wanted) return [];
  const isMet = pods.some((labels) => Object.entries(wanted).every(([label, value]) => labels[label] === value));
  return isMet ? [] : [`${kind} ${metadata.name}: chooses no pod`];
}

function scaleProblems({ kind, metadata, spec }: Manifest, all: readonly Manifest[]): string[] {
  const target = spec?.scaleTargetRef?.name;
  if (target === undefined) return [];
  const isThere = all.some((one) => one.kind === "Deployment" && one.metadata.name === target);
  const triggers = spec?.triggers?.map((one) => one.metadata.consumer);
  const durables = Array.from({ length: PARTITION_COUNT }, (_, partition) => workerDurable(partition) as string);
  return [
    ...(isThere ? [] : [`${kind} ${metadata.name}: scales nothing`]),
    ...(triggers && triggers.join() !== durables.join()
      ? [`${kind} ${metadata.name}: not every partition is looked at`]
      : []),
  ];
}

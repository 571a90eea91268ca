import { compileFlow, type Flow, FlowDefinition } from "@acolhe/conversation";
import { flowVersionKey } from "@acolhe/events";

/** What publishing needs of a key-value bucket. */
interface FlowBucket {
  get(key: string): Promise<{ readonly operation: string; readonly created: Date; json(): unknown } | null>;
  put(key: string, value: string): Promise<unknown>;
}

interface ListedBucket extends FlowBucket {
  keys(filter?: string): Promise<AsyncIterable<string>>;
}

/** Key of the bucket that names the version new sessions begin with. */
export const CURRENT_FLOW = "current";

/** Keeps a version for as long as conversations may be pinned to it. Named by its content, so never another one. */
export async function keepFlow(
  bucket: FlowBucket,
  { version, definition }: Pick<Flow, "version" | "definition">,
): Promise<void> {
  const kept = await bucket.get(flowVersionKey(version));
  if (kept?.operation !== "PUT") await bucket.put(flowVersionKey(version), JSON.stringify(definition));
}

/** From now on new sessions begin with this version; those under way finish on theirs. Rolling back is the same call. */
export async function publishFlow(bucket: FlowBucket, flow: Pick<Flow, "version" | "definition">): Promise<void> {
  await keepFlow(bucket, flow);
  await bucket.put(CURRENT_FLOW, JSON.stringify({ version: flow.version }));
}

/**
 * A version by its name, or null when it is not kept. It keeps that name also where this release fills in more of it than
 * the one that kept it: conversations are pinned to the name.
 *
 * @throws ZodError when it is no flow of this release's format
 */
export async function fetchFlow(bucket: FlowBucket, version: string): Promise<Flow | null> {
  const kept = await bucket.get(flowVersionKey(version));
  return kept?.operation === "PUT" ? { ...compileFlow(FlowDefinition.parse(kept.json())), version } : null;
}

export interface KeptVersion {
  readonly version: string;
  /** Epoch ms. */
  readonly keptAt: number;
  /** New sessions begin with it. */
  readonly current: boolean;
}

/** Every version that is kept, the newest first. They are never removed: replay wants each of them again. */
export async function keptVersions(bucket: ListedBucket): Promise<KeptVersion[]> {
  const current = await currentVersion(bucket);
  const versions: KeptVersion[] = [];
  for await (const key of await bucket.keys(flowVersionKey("*"))) {
    const kept = await bucket.get(key);
    const version = key.slice(flowVersionKey("").length);
    if (kept?.operation === "PUT")
      versions.push({ version, keptAt: kept.created.getTime(), current: version === current });
  }
  return versions.toSorted((a, b) => b.keptAt - a.keptAt || (a.version < b.version ? -1 : 1));
}

/** The published version, or null where sessions begin with the one each worker ships. */
export async function currentVersion(bucket: FlowBucket): Promise<string | null> {
  const entry = await bucket.get(CURRENT_FLOW);
  return entry?.operation === "PUT" ? (entry.json() as { version: string }).version : null;
}

/**
 * The published version that a release's own flow stands back behind, where that flow came after it was published: a
 * change that was shipped and that no new session sees. Null where none does.
 */
export async function shippedIsHidden(bucket: FlowBucket, shipped: string): Promise<string | null> {
  const [current, kept] = await Promise.all([bucket.get(CURRENT_FLOW), bucket.get(flowVersionKey(shipped))]);
  const version = current?.operation === "PUT" ? (current.json() as { version: string }).version : null;
  if (!current || version === null || version === shipped || kept?.operation !== "PUT") return null;
  return kept.created > current.created ? version : null;
}

/** States that a version no longer has, and where it sends who stood there; null: their session begins anew. */
export function removedStates(before: Flow, after: Flow): { readonly state: string; readonly goesTo: string | null }[] {
  return Object.keys(before.definition.states)
    .filter((state) => after.state(state) === undefined)
    .map((state) => {
      const to = Object.hasOwn(after.head.moved, state) ? after.head.moved[state]! : null;
      return { state, goesTo: to !== null && after.state(to) ? to : null };
    });
}

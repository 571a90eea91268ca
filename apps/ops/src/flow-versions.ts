import type { Bus } from "@acolhe/bus";
import { FLOW_BUCKET } from "@acolhe/events";
import {
  clinicFlow,
  currentVersion,
  fetchFlow,
  keptVersions,
  loadFlow,
  publishFlow,
  removedStates,
  shippedIsHidden,
} from "@acolhe/flows";
import type { Output } from "./output/output.ts";

/**
 * Publishes the flow of a folder, and tells what becomes of conversations whose state it no longer has.
 *
 * @throws when lint finds a problem in it
 */
export async function publishFolder(bus: Bus, folder: string, output: Output): Promise<void> {
  const flow = loadFlow(folder);
  const bucket = await bus.kvm.open(FLOW_BUCKET);
  const version = await currentVersion(bucket);
  const before = version === null ? clinicFlow : ((await fetchFlow(bucket, version)) ?? clinicFlow);
  await publishFlow(bucket, flow);
  const removed = removedStates(before, flow);
  output.line(`new sessions begin with ${flow.version}; those under way finish on theirs`);
  for (const { state, goesTo } of removed)
    output.line(
      `  ${state} is gone: ${goesTo === null ? "a session that must leave it begins anew" : `it goes on at ${goesTo}`}`,
    );
  output.json({ version: flow.version, removed });
}

/** Goes back, or forth, to a version that is kept; false where it is not. */
export async function publishKept(bus: Bus, version: string, output: Output): Promise<boolean> {
  const bucket = await bus.kvm.open(FLOW_BUCKET);
  const flow = await fetchFlow(bucket, version);
  if (!flow) return false;
  await publishFlow(bucket, flow);
  output.line(`new sessions begin with ${version}; those under way finish on theirs`);
  output.json({ version });
  return true;
}

/** One line a version, the newest first. */
export async function listVersions(bus: Bus, output: Output): Promise<void> {
  const bucket = await bus.kvm.open(FLOW_BUCKET);
  const versions = await keptVersions(bucket);
  output.table(
    ["version", "kept since", ""],
    versions.map(({ version, keptAt, current }) => [version, new Date(keptAt).toISOString(), current ? "current" : ""]),
  );
  if (!versions.some(({ current }) => current))
    output.line("none is published: sessions begin with the one each worker ships");
  if ((await shippedIsHidden(bucket, clinicFlow.version)) !== null)
    output.line(
      `this release ships ${clinicFlow.version}, which came after that: no new session sees it until it is published: ops flow return-to ${clinicFlow.version}`,
    );
  output.json(versions);
}

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
} from "@acolhe/flows";

/**
 * Publishes the flow of a folder, and tells what becomes of conversations whose state it no longer has.
 *
 * @throws when lint finds a problem in it
 */
export async function publishFolder(bus: Bus, folder: string, print: (line: string) => void): Promise<void> {
  const flow = loadFlow(folder);
  const bucket = await bus.kvm.open(FLOW_BUCKET);
  const version = await currentVersion(bucket);
  const before = version === null ? clinicFlow : ((await fetchFlow(bucket, version)) ?? clinicFlow);
  await publishFlow(bucket, flow);
  print(`new sessions begin with ${flow.version}; those under way finish on theirs`);
  for (const { state, goesTo } of removedStates(before, flow))
    print(
      `  ${state} is gone: ${goesTo === null ? "a session that must leave it begins anew" : `it goes on at ${goesTo}`}`,
    );
}

/** Goes back, or forth, to a version that is kept. */
export async function publishKept(bus: Bus, version: string, print: (line: string) => void): Promise<boolean> {
  const bucket = await bus.kvm.open(FLOW_BUCKET);
  const flow = await fetchFlow(bucket, version);
  if (!flow) return false;
  await publishFlow(bucket, flow);
  print(`new sessions begin with ${version}; those under way finish on theirs`);
  return true;
}

/** One line a version, the newest first. */
export async function listVersions(bus: Bus, print: (line: string) => void): Promise<void> {
  const versions = await keptVersions(await bus.kvm.open(FLOW_BUCKET));
  for (const { version, keptAt, current } of versions)
    print(`${version}  ${new Date(keptAt).toISOString()}${current ? "  current" : ""}`);
  if (!versions.some(({ current }) => current))
    print("none is published: sessions begin with the one each worker ships");
}

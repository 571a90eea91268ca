import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { rootDirectory } from "./root.ts";

/**
 * What starts the whole system takes longest, whatever the size of its file: begun last, it would leave the other
 * workers idle at the end. Within each group the runner's own order holds (longest of the last run, else largest).
 */
const GROUPS = ["tests/chaos/", "tests/cluster/", "tests/e2e/", "tests/start/", "apps/"];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b));
  }
}

function groupOf({ moduleId }: TestSpecification): number {
  const file = relative(rootDirectory, moduleId);
  const group = GROUPS.findIndex((folder) => file.startsWith(folder));
  return group === -1 ? GROUPS.length : group;
}

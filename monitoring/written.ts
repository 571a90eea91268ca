import { dashboardOf } from "./boards/board.ts";
import { BOARDS } from "./boards/boards.ts";
import { metricsDocument } from "./metrics/document.ts";

/** The files that are made from code: their paths from the root, and what they have to say. */
export async function written(): Promise<ReadonlyMap<string, string>> {
  const boards = BOARDS.map((board): [path: string, text: string] => [
    `monitoring/dashboards/${board.uid}.json`,
    `${JSON.stringify(dashboardOf(board), null, 2)}\n`,
  ]);
  return new Map([["docs/metrics.md", await metricsDocument()], ...boards]);
}

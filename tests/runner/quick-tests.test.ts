import { rootDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { importsIn, quickTests } from "../../scripts/quick-tests.ts";

test.each([
  ['import { a, type B, c as d } from "./x.ts";', [{ from: "./x.ts", names: ["a", "c"] }]],
  ['import {\n  a,\n  b,\n} from "./x.ts";', [{ from: "./x.ts", names: ["a", "b"] }]],
  ['export * from "./x.ts";', [{ from: "./x.ts", names: [] }]],
  ['import "./x.ts";', [{ from: "./x.ts", names: [] }]],
  ['const load = () => import("./x.ts");', [{ from: "./x.ts", names: [] }]],
  ['import type { A } from "node:child_process";', []],
  ['import x, { y } from "z";', [{ from: "z", names: ["y"] }]],
])("%j imports what runs with it", (source, found) => {
  expect(importsIn(source)).toEqual(found);
});

test("a test is quick when nothing that it reaches starts a process", () => {
  const quick = quickTests(rootDirectory);
  // Of the engine alone; with a file of the repository's rules; of what waits without a server.
  expect(quick).toEqual(
    expect.arrayContaining([
      "libs/conversation/test/transition.test.ts",
      "tests/tidy/code.test.ts",
      "libs/bus/test/unavailable.test.ts",
    ]),
  );
  // By name of the package; through a fixture; through another package's fixture; a browser; by relative path; a command.
  for (const path of [
    "libs/bus/test/bus.test.ts",
    "apps/conversation-worker/test/worker.test.ts",
    "apps/projector/test/retention.test.ts",
    "tests/e2e/panel-login.test.ts",
    "libs/testing/test/servers.test.ts",
    "libs/flows/test/cli.test.ts",
    "tests/runner/run-tests.test.ts",
  ])
    expect(quick, path).not.toContain(path);
});

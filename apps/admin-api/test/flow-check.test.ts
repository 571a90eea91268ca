import { clinicFlow, clinicFolder, readFolder } from "@acolhe/flows";
import { expect, test } from "vitest";
import { createFlowCheck } from "../src/flow-check/flow-check.ts";
import { createThreads, JobEnded } from "../src/flow-check/threads.ts";
import { FLOW_CHECK_MB_MAX, FLOW_CHECK_MS_MAX, FLOW_PROBLEMS_TOLD } from "../src/limits.ts";

const SHIPPED = Object.fromEntries(readFolder(clinicFolder));
/** So many states, with something wrong in each. */
const wrong = (states: number) => ({
  ...SHIPPED,
  "states/more.yaml": Array.from({ length: states }, (_, n) => `s${n}:\n  ask: no-text-${n}\n`).join(""),
});
const withNote = (note: string) => ({ ...SHIPPED, "flow.yaml": `${SHIPPED["flow.yaml"]}# ${note}\n` });

async function start(limits?: { msMax: number; mbMax: number }) {
  const flowCheck = createFlowCheck(limits);
  return { flowCheck, [Symbol.asyncDispose]: () => flowCheck.stop() };
}

test("the shipped flow is found to be runnable, and what stands in another's way is told up to a limit", async () => {
  await using desk = await start({ msMax: 100_000, mbMax: FLOW_CHECK_MB_MAX });
  const shipped = await desk.flowCheck.check("ana", SHIPPED);
  expect(shipped).toEqual({
    runnable: { version: clinicFlow.version, definition: clinicFlow.definition },
    problems: [],
  });
  const broken = await desk.flowCheck.check("ana", wrong(FLOW_PROBLEMS_TOLD));
  expect(broken.runnable).toBeNull();
  expect(broken.problems).toHaveLength(FLOW_PROBLEMS_TOLD);
});

test("while a flow is checked the event loop turns, and a check that takes too long is ended and told (C1)", async () => {
  await using desk = await start({ msMax: 50, mbMax: FLOW_CHECK_MB_MAX });
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns++;
    if (!isDone) setImmediate(turn);
  };
  turn();
  const { runnable, problems } = await desk.flowCheck.check("ana", wrong(8_000));
  isDone = true;
  expect(runnable).toBeNull();
  expect(problems).toMatchObject([{ rule: "too-much" }]);
  expect(turns).toBeGreaterThan(10);
});

test("a user has two flows in hand, and another user's is checked beside them (C2)", async () => {
  await using desk = await start({ msMax: FLOW_CHECK_MS_MAX, mbMax: FLOW_CHECK_MB_MAX });
  const [one, two] = ["one", "two"].map((note) => desk.flowCheck.check("ana", withNote(note)));
  await expect(desk.flowCheck.check("ana", withNote("three"))).rejects.toMatchObject({ code: "too-many-requests" });
  await desk.flowCheck.check("bia", withNote("four"));
  await Promise.all([one, two]);
});

test("what was checked once is known, without a thread (C3)", async () => {
  await using desk = await start({ msMax: 100_000, mbMax: FLOW_CHECK_MB_MAX });
  const first = await desk.flowCheck.check("ana", SHIPPED);
  // From here on there is none.
  await desk.flowCheck.stop();
  const again = Object.fromEntries(Object.entries(SHIPPED).reverse());
  expect(await desk.flowCheck.check("bia", again)).toBe(first);
});

test("a thread that breaks is ended with its job, and the next job has another", async () => {
  const threads = createThreads({ msMax: 100_000, mbMax: FLOW_CHECK_MB_MAX });
  await expect(threads.run("check", null as never)).rejects.toThrow(JobEnded);
  expect(await threads.run("compare", { before: { a: "1" }, after: { a: "2" } })).toMatchObject([{ file: "a" }]);
  await threads.stop();
});

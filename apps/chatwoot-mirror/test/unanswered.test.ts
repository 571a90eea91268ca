import { expect, test } from "vitest";
import { RecordConflict } from "../src/record.ts";
import { createUnanswered } from "../src/write/unanswered.ts";
import { StillUnderWay } from "../src/write/write-once.ts";

type Deps = Parameters<typeof createUnanswered>[0];

/** Contacts that all wait too long; whose turn is asked for is noted, and what comes of it is given. */
function waitingOf(count: number, failure: (contact: string) => Error | null) {
  const tried: string[] = [];
  const complaints: unknown[] = [];
  const keys = Array.from({ length: count }, (_, n) => `waiting.main.c${String(n).padStart(2, "0")}`);
  const waiting = { since: 0, conversationId: 1, priority: "normal", flow: "" };
  const records = {
    keys: async () => keys,
    get: async () => ({ operation: "PUT", json: () => waiting, revision: 1 }),
  };
  const deps = { records, settings: { unansweredMs: 1 }, now: () => 60_000, hoursOf: async () => null };
  const look = createUnanswered(deps as unknown as Deps, {
    async work({ contact }) {
      tried.push(contact);
      const error = failure(contact);
      if (error) throw error;
    },
    complain: (error) => void complaints.push(error),
  });
  return { look, tried, complaints };
}

test.each([
  ["is under way", new StillUnderWay(1_000)],
  ["another process has in hand", new RecordConflict("conflict")],
  ["the desk refuses", new Error("refused")],
])("a contact that %s holds no other one's reminder", async (_, error) => {
  const { look, tried } = waitingOf(3, (contact) => (contact === "c00" ? error : null));
  await look();
  expect(tried).toEqual(["c00", "c01", "c02"]);
});

test("where many fail the desk is away: the look breaks off, and the next one begins behind it", async () => {
  const { look, tried, complaints } = waitingOf(20, () => new Error("not reached"));
  await look();
  expect([tried.length, complaints.length]).toEqual([16, 16]);
  await look();
  expect(tried.slice(16, 20)).toEqual(["c16", "c17", "c18", "c19"]);
});

test("what only waits is asked for again however much of it there is", async () => {
  const { look, tried } = waitingOf(40, () => new StillUnderWay(1_000));
  await look();
  expect(tried).toHaveLength(40);
});

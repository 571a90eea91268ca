import { DeskError } from "@acolhe/chatwoot";
import type { ConversationRef } from "@acolhe/events";
import { createMetrics } from "@acolhe/runtime";
import { describe, expect, it } from "vitest";
import { createMirrorMetrics } from "../src/mirror-metrics.ts";
import { FRESH, type Handle } from "../src/record.ts";
import { writeOnce } from "../src/write/write-once.ts";

const GRACE_MS = 1_000;
const ref = { channel: "main", contact: "5511990000001" } as ConversationRef;

/** What is done at the desk, in order, for a thing that is there or not. */
async function done(options: {
  mark: string;
  mayExist?: boolean;
  isThere: boolean;
  repeatAfterMs?: number;
  /** The process stands still when it has saved. */
  standsStillMs?: number;
}) {
  const { mark, repeatAfterMs, isThere } = options;
  const steps: string[] = [];
  let time = 0;
  const writing = repeatAfterMs === undefined ? null : { mark, at: -repeatAfterMs };
  const handle: Handle = {
    ref,
    record: { ...FRESH, writing },
    save: async () => {
      steps.push("save");
      time += options.standsStillMs ?? 0;
    },
  };
  const deps = {
    settings: { writeGraceMs: GRACE_MS } as Parameters<typeof writeOnce>[0]["settings"],
    metrics: createMirrorMetrics(createMetrics("test"), () => time),
    now: () => time,
  };
  await writeOnce(deps, handle, mark, {
    ...(options.mayExist === undefined ? {} : { mayExist: options.mayExist }),
    look: async () => {
      steps.push("look");
      return isThere ? "found" : null;
    },
    write: async () => {
      steps.push("write");
      return "written";
    },
  }).catch((error: Error) => steps.push(error.name));
  return steps;
}

describe("M2: what is written once at the desk", () => {
  it.each([
    ["is not looked for at first", {}, false, ["save", "write"]],
    ["is looked for where others may have made it", { mayExist: true }, false, ["look", "save", "write"]],
    ["is not written where others have made it", { mayExist: true }, true, ["look"]],
    ["is found after a crash", { repeatAfterMs: 1 }, true, ["look"]],
    ["waits for a call that may be under way", { repeatAfterMs: 1 }, false, ["look", "StillUnderWay"]],
    ["is begun by a process that was slow", { standsStillMs: GRACE_MS / 3 }, false, ["save", "write"]],
    [
      "is left to others by one that was too slow",
      { standsStillMs: GRACE_MS / 3 + 1 },
      false,
      ["save", "StillUnderWay"],
    ],
    ["is written again after that", { repeatAfterMs: GRACE_MS }, false, ["look", "save", "write"]],
  ] as const)("%s, whatever its mark", async (_what, options, isThere, steps) => {
    for (const mark of ["contact", "bot:7:0"]) expect(await done({ ...options, mark, isThere }), mark).toEqual(steps);
  });
});

describe("M2: what is written beside the turns", () => {
  /** Each is asked for in turn, a millisecond apart; the first of them gets no answer. @returns what was done of each */
  async function asked(marks: readonly string[]): Promise<string[]> {
    const steps: string[] = [];
    let time = 0;
    const handle: Handle = { ref, record: FRESH, save: async () => {} };
    const deps = {
      settings: { writeGraceMs: GRACE_MS } as Parameters<typeof writeOnce>[0]["settings"],
      metrics: createMirrorMetrics(createMetrics("test"), () => time),
      now: () => time++,
    };
    for (const [place, mark] of marks.entries()) {
      const write = async () => {
        steps.push(`write ${mark}`);
        if (place === 0) throw new DeskError("answer-lost", "post message");
        return mark;
      };
      const isBeside = mark.startsWith("note");
      await writeOnce(deps, handle, mark, { isBeside, mayExist: isBeside, look: async () => null, write }).catch(
        ({ name }: Error) => steps.push(name),
      );
    }
    return steps;
  }

  it.each([
    ["another note", ["note a", "note b", "note a"]],
    ["an item", ["note a", "bot 7:0", "note a"]],
    ["another note, and is an item", ["bot 7:0", "note a", "bot 7:0"]],
  ])("waits for its call that may be under way, though it was followed by %s", async (_what, marks) => {
    const [first, second] = marks;
    expect(await asked(marks)).toEqual([`write ${first}`, "DeskError", `write ${second}`, "StillUnderWay"]);
  });

  it("is no longer noted once it was written", async () => {
    expect(await asked(["bot 7:0", "note a", "note a"])).toEqual([
      ...["write bot 7:0", "DeskError"],
      ...["write note a", "write note a"],
    ]);
  });
});

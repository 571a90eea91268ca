import { describe, expect, test } from "vitest";
import {
  ALERT_CODES,
  ALERT_RULES,
  type Alert,
  addNotices,
  afterFailed,
  afterSent,
  type Condition,
  decideAlerts,
  duePieces,
  failingCanaries,
  keepRuns,
  type Notice,
  ofSinks,
  REPEATS_MS,
} from "../src/index.ts";

const MINUTE_MS = 60_000;
const DOWN: Condition = { code: "service-down", subject: "ingress", count: 1 };
const letters = (count: number): Condition => ({ code: "dead-letters", subject: null, count });
const DANGER: Condition = { code: "danger-waiting", subject: "417", count: 1 };

interface Look {
  /** Minutes after the first. */
  readonly at: number;
  readonly sees: readonly Condition[];
  readonly blind?: readonly Condition["code"][];
  readonly acknowledges?: readonly string[];
  /** `kind key` of each notice. */
  readonly tells: readonly string[];
}

/** Each look goes by what the one before left. */
const CASES: Readonly<Record<string, readonly Look[]>> = {
  "what holds for long enough is told once": [
    { at: 0, sees: [DOWN], tells: [] },
    { at: 1.9, sees: [DOWN], tells: [] },
    { at: 2, sees: [DOWN], tells: ["began service-down:ingress"] },
    { at: 3, sees: [DOWN], tells: [] },
  ],
  "a restart is no alert, and its end neither": [
    { at: 0, sees: [DOWN], tells: [] },
    { at: 1, sees: [], tells: [] },
    { at: 2, sees: [DOWN], tells: [] },
    { at: 3.9, sees: [DOWN], tells: [] },
  ],
  "a danger is told at once": [{ at: 0, sees: [DANGER], tells: ["began danger-waiting:417"] }],
  "each danger is one of its own": [
    { at: 0, sees: [DANGER], tells: ["began danger-waiting:417"] },
    { at: 1, sees: [DANGER, { ...DANGER, subject: "430" }], tells: ["began danger-waiting:430"] },
  ],
  "what lasts is told again at ever longer spans, the last of which stays": [
    { at: 0, sees: [DANGER], tells: ["began danger-waiting:417"] },
    { at: 14, sees: [DANGER], tells: [] },
    { at: 15, sees: [DANGER], tells: ["goes-on danger-waiting:417"] },
    { at: 44, sees: [DANGER], tells: [] },
    { at: 45, sees: [DANGER], tells: ["goes-on danger-waiting:417"] },
    { at: 105, sees: [DANGER], tells: ["goes-on danger-waiting:417"] },
    { at: 225, sees: [DANGER], tells: ["goes-on danger-waiting:417"] },
    { at: 465, sees: [DANGER], tells: ["goes-on danger-waiting:417"] },
    { at: 704, sees: [DANGER], tells: [] },
    { at: 705, sees: [DANGER], tells: ["goes-on danger-waiting:417"] },
  ],
  "what is over is told once, when it has been gone for a while": [
    { at: 0, sees: [DANGER], tells: ["began danger-waiting:417"] },
    { at: 1, sees: [], tells: [] },
    { at: 2.9, sees: [], tells: [] },
    { at: 3, sees: [], tells: ["over danger-waiting:417"] },
    { at: 4, sees: [], tells: [] },
  ],
  "what comes and goes is one alert": [
    { at: 0, sees: [DANGER], tells: ["began danger-waiting:417"] },
    { at: 1, sees: [], tells: [] },
    { at: 2, sees: [DANGER], tells: [] },
    { at: 3, sees: [], tells: [] },
    { at: 4, sees: [DANGER], tells: [] },
  ],
  "an acknowledged one is silent until it is over": [
    { at: 0, sees: [DANGER], tells: ["began danger-waiting:417"] },
    { at: 1, sees: [DANGER], acknowledges: ["danger-waiting:417"], tells: [] },
    { at: 600, sees: [DANGER], tells: [] },
    { at: 601, sees: [], tells: [] },
    { at: 603, sees: [], tells: ["over danger-waiting:417"] },
  ],
  "more of what was acknowledged is news, less is not": [
    { at: 0, sees: [letters(2)], tells: ["began dead-letters"] },
    { at: 1, sees: [letters(2)], acknowledges: ["dead-letters"], tells: [] },
    { at: 2, sees: [letters(1)], tells: [] },
    { at: 3, sees: [letters(3)], tells: ["grew dead-letters"] },
    { at: 62, sees: [letters(3)], tells: [] },
    { at: 243, sees: [letters(3)], tells: ["goes-on dead-letters"] },
  ],
  "an acknowledgement of something else changes nothing": [
    { at: 0, sees: [DANGER], tells: ["began danger-waiting:417"] },
    { at: 15, sees: [DANGER], acknowledges: ["danger-waiting:4"], tells: ["goes-on danger-waiting:417"] },
  ],
  "what cannot be seen is neither over nor told again": [
    { at: 0, sees: [DANGER], tells: ["began danger-waiting:417"] },
    { at: 20, sees: [], blind: ["danger-waiting"], tells: [] },
    { at: 40, sees: [], blind: ["danger-waiting"], tells: [] },
    { at: 41, sees: [DANGER], tells: ["goes-on danger-waiting:417"] },
  ],
};

describe("what is told about what is seen:", () => {
  test.each(Object.entries(CASES))("%s", (_, looks) => {
    let alerts: readonly Alert[] = [];
    for (const { at, sees, blind = [], acknowledges = [], tells } of looks) {
      const now = at * MINUTE_MS;
      const acknowledged = acknowledges.map((key) => ({ key, by: "ana", at: now }));
      const decided = decideAlerts(alerts, { conditions: sees, unknown: new Set(blind) }, { now, acknowledged });
      const told = decided.notices.map(({ kind, code, subject }) =>
        [kind, subject === null ? code : `${code}:${subject}`].join(" "),
      );
      expect(told, `after ${at} min`).toEqual(tells);
      // As it is kept between two looks.
      alerts = JSON.parse(JSON.stringify(decided.alerts));
    }
  });

  test.each(ALERT_CODES)("%s begins, is told again and is over", (code) => {
    const { forMs, severity } = ALERT_RULES[code];
    const seen = { conditions: [{ code, subject: null, count: 1 }], unknown: new Set<never>() };
    const first = decideAlerts([], seen, { now: 0 });
    const began = decideAlerts(first.alerts, seen, { now: forMs });
    const at = forMs + REPEATS_MS[severity][0]!;
    const again = decideAlerts(began.alerts, seen, { now: at });
    expect([...(forMs === 0 ? first : began).notices, ...again.notices].map(({ kind }) => kind)).toContain("began");
    const gone = decideAlerts(again.alerts, { ...seen, conditions: [] }, { now: at });
    const over = decideAlerts(gone.alerts, { ...seen, conditions: [] }, { now: at + 3_600_000 });
    expect(over).toMatchObject({ alerts: [], notices: [{ kind: "over", since: 0 }] });
  });
});

describe("of tries by the patient who does not exist", () => {
  const run = (outcome: "answered" | "late" | "wrong" | "not-taken", channel = "main") => ({
    ...{ channel, outcome, at: 0, tookMs: null },
  });
  test.each([
    ["none is no alert", [], []],
    ["one that failed is no alert", [run("late")], []],
    ["two in a row are", [run("answered"), run("late"), run("not-taken")], ["main"]],
    ["one that was answered in between ends it", [run("late"), run("wrong"), run("answered")], []],
    ["each number counts for itself", [run("late"), run("late", "other"), run("wrong", "other")], ["other"]],
  ])("%s", (_, runs, failing) => {
    expect(failingCanaries(runs)).toEqual(failing);
  });

  test("the newest are kept, of numbers that are still tried", () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ ...run("answered"), at }));
    const kept = keepRuns([...many, run("late", "gone")], [{ ...run("late"), at: 60 }], ["main"]);
    expect([kept.length, kept[0]?.at, kept.at(-1)?.at]).toEqual([40, 21, 60]);
  });
});

const notice = (id: string, at = 0): Notice => ({
  ...{ id, at, since: at, kind: "began", code: "dead-letters" },
  ...{ subject: null, count: 1 },
});

describe("what is on its way:", () => {
  test("each sink gets each notice, in order, and one that fails waits for its own", () => {
    const parcels = addNotices([], [notice("a"), notice("b")], ["mail", "webhook"]);
    const [mail, webhook] = [duePieces(parcels, "mail", 0), duePieces(parcels, "webhook", 0)];
    expect([mail, webhook].map((due) => due.map(({ notice: { id } }) => id))).toEqual([
      ["a", "b"],
      ["a", "b"],
    ]);
    const after = afterFailed(afterSent(parcels, mail), webhook, 0);
    expect([duePieces(after, "mail", 1e12), duePieces(after, "webhook", 29_999)]).toEqual([[], []]);
    expect(duePieces(after, "webhook", 30_000)).toHaveLength(2);
  });

  test("it is tried at ever longer spans, for a day", () => {
    let parcels = addNotices([], [notice("a")], ["mail"]);
    const triedAt: number[] = [];
    for (let now = 0; now <= 25 * 60 && parcels.length > 0; now += 1) {
      const due = duePieces(parcels, "mail", now * MINUTE_MS);
      if (due.length > 0) triedAt.push(now);
      parcels = afterFailed(parcels, due, now * MINUTE_MS);
    }
    expect(triedAt.slice(0, 8)).toEqual([0, 1, 2, 4, 8, 16, 31, 46]);
    expect(triedAt.at(-1)).toBeGreaterThanOrEqual(24 * 60);
    expect(parcels).toEqual([]);
  });

  test("however much is told while nothing can be sent, what waits is bounded, and the newest is kept", () => {
    const many = Array.from({ length: 500 }, (_, n) => notice(String(n)));
    const parcels = addNotices([], many, ["mail"]);
    expect(parcels).toHaveLength(200);
    expect(parcels.at(-1)?.notice.id).toBe("499");
    expect(duePieces(parcels, "mail", 0)).toHaveLength(50);
  });

  test("what waits for a sink that was taken away goes with it", () => {
    const parcels = addNotices([], [notice("a")], ["mail", "webhook"]);
    expect(ofSinks(parcels, ["webhook"]).map(({ sink }) => sink)).toEqual(["webhook"]);
  });
});

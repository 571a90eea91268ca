import { type Bus, eraseKeys, forgetMarkers, subjectsOf } from "@acolhe/bus";
import type { Cache } from "@acolhe/cache";
import type { Database } from "@acolhe/database";
import {
  AmbiguousPerson,
  abandonErasure,
  addCounts,
  alone,
  beginStep,
  type ErasureRow,
  endErasure,
  eraseReadSide,
  eraseRecords,
  findErasure,
  keepPlan,
  markErased,
  noteProblem,
} from "@acolhe/database/privacy";
import { HELD_BUCKET, IDENTITY_BUCKET, MIRROR_BUCKET } from "@acolhe/events";
import { certify } from "../certificate.ts";
import { patternsOf } from "../needles.ts";
import { type Desk, eraseAtDesk } from "./desk.ts";
import { eraseFiles } from "./files.ts";
import { type Plan, planErasure, UnknownPerson } from "./plan.ts";
import { assertNoneWait } from "./spools.ts";
import { purgeConversations, takeOutOf } from "./streams.ts";
import { withoutNeedles } from "./turn-without.ts";
import { CacheAway, cacheWords, type Searched, searchAll } from "./verify.ts";

/*
 * Erases one person, step by step, each of which may be made again. E1. The step that is about to be made is written
 * down before it: one that fails, or a process that dies in it, leaves the request "running" with the step's name, and
 * the next process begins with that step. E2. What later steps need is in the plan before the first thing is removed.
 * E3. Records go before the log: from then on no turn can look the person up again. E4. The log goes before the read
 * side: what was projected meanwhile is removed, and tombstones keep the rest out. E5. A certificate is only written
 * when a search of all stores found nothing. What was still being written while the log went (a turn in a worker's
 * hand) is found, and the steps from the records on are made again.
 */

export interface ErasureDeps {
  readonly bus: Bus;
  readonly db: Database;
  readonly cache: Cache;
  /** Null: this clinic has no desk. */
  readonly desk: Desk | null;
  /** For tests: called when a step is written down and not yet made. */
  readonly onStep?: (step: StepName) => void | Promise<void>;
}

export const STEPS = [
  "plan",
  "records",
  "streams",
  "read-side",
  "files",
  "buckets",
  "desk",
  "cache",
  "markers",
  "verify",
] as const;
export type StepName = (typeof STEPS)[number];

/** Each round begins when the search finds what was written meanwhile: live traffic brings one, seldom two. */
const ROUNDS_MAX = 5;

/** The search still finds something after all rounds. */
export class StillThere extends Error {
  override readonly name = "StillThere";
  readonly found: readonly Searched[];
  constructor(found: readonly Searched[]) {
    super(`something of the person is left in ${found.map(({ store }) => store).join(", ")}`);
    this.found = found;
  }
}

/**
 * Carries out an approved request, or goes on with one that was broken off. One process does it at a time.
 *
 * @throws UnderWay when another process is at it
 * @throws whatever a step failed with; the request then names the step
 */
export const runErasure = (deps: ErasureDeps, id: string): Promise<void> =>
  alone(deps.db, `erasure-${id}`, () => takeSteps(deps, id));

async function takeSteps(deps: ErasureDeps, id: string): Promise<void> {
  for (;;) {
    const row = await findErasure(deps.db, id);
    if (!row || !["approved", "running"].includes(row.state)) return;
    const step = (row.step ?? "plan") as StepName;
    try {
      await beginStep(deps.db, id, step);
      await deps.onStep?.(step);
      const next = await takeStep(deps, row, step);
      if (next === null) return;
      await beginStep(deps.db, id, next);
    } catch (error) {
      const isNobody = error instanceof UnknownPerson || error instanceof AmbiguousPerson;
      await (isNobody ? abandonErasure : noteProblem)(deps.db, id, problemOf(error));
      throw error;
    }
  }
}

/** Never what an error quotes: that may be the person. */
function problemOf(error: unknown): string {
  if (error instanceof StillThere) return `${error.name}: ${error.found.map(({ store }) => store).join(", ")}`;
  return error instanceof Error ? error.name : "Error";
}

/** Null: that was the last one. */
async function takeStep(deps: ErasureDeps, row: ErasureRow, step: StepName): Promise<StepName | null> {
  if (step === "plan") await keepPlan(deps.db, row.id, await planErasure(deps, row));
  else if (step === "verify") return verify(deps, row);
  else await ACTS[step](deps, row.id, planOf(row));
  return STEPS[STEPS.indexOf(step) + 1] ?? null;
}

const planOf = (row: ErasureRow): Plan => {
  if (row.plan === null) throw new Error("an erasure has no plan");
  return row.plan as unknown as Plan;
};

type Act = (deps: ErasureDeps, id: string, plan: Plan) => Promise<void>;

const ACTS: Readonly<Record<Exclude<StepName, "plan" | "verify">, Act>> = {
  records: ({ db }, id, plan) =>
    db.transaction().execute(async (trx) => {
      const { person, refs, needles } = plan;
      const { counts, kept } = await eraseRecords(trx, id, person, refs, patternsOf(needles));
      await addCounts(trx, id, counts);
      await markErased(trx, id, person);
      // The record the law keeps has its number still.
      const rest = kept ? needles.filter((needle) => !person.patients.includes(needle)) : needles;
      await keepPlan(trx, id, { ...plan, needles: rest, kept });
    }),
  async streams({ bus, db }, id, plan) {
    await assertNoneWait(bus);
    const { counts, places } = await purgeConversations(bus, plan.refs);
    await addCounts(db, id, counts);
    await addCounts(db, id, await takeOutOf(bus, plan.shared, plan.needles));
    await keepPlan(db, id, { ...plan, places, purgedAtMs: Date.now() });
  },
  "read-side": ({ db }, id, { refs, shared, needles, places }) =>
    db.transaction().execute(async (trx) => {
      if (!places) throw new Error("the read side comes after the streams");
      const conversations = refs.map((ref) => ({ ref, places }));
      const counts = await eraseReadSide(trx, id, conversations, { refs: shared, patterns: patternsOf(needles) });
      await addCounts(trx, id, counts);
    }),
  async files({ bus, db }, id, plan) {
    await addCounts(db, id, { media: await eraseFiles(bus, plan) });
  },
  async buckets({ bus, db }, id, plan) {
    for (const [bucket, keys] of await bucketKeysOf(bus, plan)) {
      await eraseKeys(bus, bucket, keys);
      await addCounts(db, id, { [bucket]: keys.length });
    }
  },
  async desk({ db, desk }, id, plan) {
    await addCounts(db, id, await eraseAtDesk(desk, plan));
  },
  async cache({ db, cache }, id, plan) {
    const removed = await cache.sweep(cacheWords(plan), { remove: true });
    if (removed === null) throw new CacheAway("the cache did not answer");
    await addCounts(db, id, { redis: removed });
  },
  async markers({ bus }, _id, plan) {
    for (const [bucket, keys] of await bucketKeysOf(bus, plan)) await forgetMarkers(bus, bucket, keys);
  },
};

/** Buckets with keys of contacts; the keys end in the conversation, whatever stands before it. */
const BUCKETS_OF_CONTACTS = [IDENTITY_BUCKET, HELD_BUCKET, MIRROR_BUCKET];

/** By what the broker has, markers included, and for names of a person by what they led to. */
async function bucketKeysOf(bus: Bus, { refs, identityKeys }: Plan): Promise<[string, readonly string[]][]> {
  const ends = refs.map(({ channel, contact }) => `.${channel}.${contact}`);
  const found: [string, readonly string[]][] = [];
  for (const bucket of BUCKETS_OF_CONTACTS) {
    const subjects = Object.keys(await subjectsOf(bus, `KV_${bucket}`, `$KV.${bucket}.>`));
    const keys = subjects.filter((subject) => ends.some((end) => subject.endsWith(end)));
    const theirs = keys.map((subject) => subject.slice(`$KV.${bucket}.`.length));
    found.push([bucket, bucket === IDENTITY_BUCKET ? [...new Set([...theirs, ...identityKeys])] : theirs]);
  }
  return found;
}

async function verify(deps: ErasureDeps, row: ErasureRow): Promise<StepName | null> {
  const plan = planOf(row);
  const searched = await searchAll(deps, plan);
  const left = searched.filter(({ found }) => found > 0);
  if (left.length > 0) {
    const isLast = plan.rounds >= ROUNDS_MAX;
    await keepPlan(deps.db, row.id, { ...plan, rounds: isLast ? 0 : plan.rounds + 1 });
    if (isLast) throw new StillThere(left);
    return "records";
  }
  const endedAt = new Date().toISOString();
  const reason = withoutNeedles(row.reason, plan.needles);
  const certificate = certify({ row, plan, searched, endedAt, reason, hasDesk: deps.desk !== null });
  await endErasure(deps.db, row.id, { certificate, reason });
  return null;
}

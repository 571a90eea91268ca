import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import type { Clinic } from "./clinic.ts";

type Trx = Transaction<database.DB>;
const HASH = (byte: number) => Buffer.alloc(32, byte);
const claim = ({ user }: Clinic) => ({ userId: user.id, key: "k", route: "POST /patients", bodyHash: HASH(3) });
const EARLIER = "2020-01-01 00:00:00+00";
async function claimed(trx: Trx, request: ReturnType<typeof claim>) {
  const taken = await database.claimKey(trx, request);
  if (taken.outcome !== "first") throw new Error(`the key is ${taken.outcome}`);
  return { ...request, claimedAt: taken.claimedAt };
}

/** Cases of the functions that keep a request from being done twice. */
export const KEY_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async claimKey(trx, clinic) {
    const request = claim(clinic);
    await claimed(trx, request);
    expect(await database.claimKey(trx, request)).toEqual({ outcome: "under-way" });
    expect(await database.claimKey(trx, { ...request, bodyHash: HASH(8) })).toEqual({ outcome: "other" });
  },
  async holdKey(trx, clinic) {
    const request = claim(clinic);
    const ours = await claimed(trx, request);
    expect(await database.holdKey(trx, ours)).toBe(true);
    expect(await database.claimKey(trx, request)).toEqual({ outcome: "under-way" });
    expect(await database.holdKey(trx, { ...ours, claimedAt: EARLIER }), "taken over since").toBe(false);
    await database.answerKey(trx, request, { status: 201, answer: {} });
    expect(await database.holdKey(trx, ours), "answered since").toBe(false);
  },
  async answerKey(trx, clinic) {
    const request = claim(clinic);
    await database.claimKey(trx, request);
    await database.answerKey(trx, request, { status: 201, answer: { id: "1" } });
    expect(await database.claimKey(trx, request)).toEqual({ outcome: "answered", status: 201, answer: { id: "1" } });
  },
  async releaseKey(trx, clinic) {
    const request = claim(clinic);
    const ours = await claimed(trx, request);
    await database.releaseKey(trx, { ...ours, claimedAt: EARLIER });
    expect(await database.claimKey(trx, request), "another request's stays").toEqual({ outcome: "under-way" });
    await database.releaseKey(trx, ours);
    await claimed(trx, request);
  },
};

import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import type { Clinic } from "./clinic.ts";

type Trx = Transaction<database.DB>;
const HASH = (byte: number) => Buffer.alloc(32, byte);
const TOMORROW = new Date(Date.now() + 24 * 3600_000).toISOString();
const YESTERDAY = new Date(Date.now() - 24 * 3600_000).toISOString();

const family = (trx: Trx, { user }: Clinic) =>
  database.openFamily(trx, {
    userId: user.id,
    tokenHash: HASH(1),
    expiresAt: TOMORROW,
    address: "127.0.0.1",
    userAgent: "tests",
  });

const PAIR = { key: HASH(1), max: 2, windowMs: 60_000, startsOver: true, account: HASH(7), address: HASH(2) };
const ADDRESS = { key: HASH(2), max: 3, windowMs: 60_000 };
const isOver = (waitMs: number | null) => waitMs !== null && waitMs > 50_000 && waitMs <= 60_000;

/** Cases of the functions that let users in, and keep others out. */
export const ACCESS_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async openFamily(trx, clinic) {
    expect(await database.findSession(trx, await family(trx, clinic))).toMatchObject({ role: "admin" });
  },
  async findSession(trx, clinic) {
    const id = await family(trx, clinic);
    await database.updateRow(trx, "users", { id: clinic.user.id, version: 1 }, { active: false });
    expect(await database.findSession(trx, id), "the user was switched off").toBeUndefined();
  },
  async rotateToken(trx, clinic) {
    const familyId = await family(trx, clinic);
    expect(await database.rotateToken(trx, HASH(9), HASH(2))).toEqual({ outcome: "unknown" });
    expect(await database.rotateToken(trx, HASH(1), HASH(2))).toMatchObject({ outcome: "rotated", familyId });
    const again = await database.rotateToken(trx, HASH(1), HASH(3));
    expect(again, "an answer that was lost").toMatchObject({ outcome: "rotated", familyId });
    await trx
      .updateTable("refreshTokens")
      .set({ usedAt: new Date(0).toISOString() })
      .where("hash", "=", HASH(1))
      .execute();
    expect(await database.rotateToken(trx, HASH(1), HASH(4)), "an old one").toMatchObject({ outcome: "reused" });
    expect(await database.rotateToken(trx, HASH(2), HASH(4)), "its family ended").toEqual({ outcome: "unknown" });
  },
  async familyOfToken(trx, clinic) {
    const familyId = await family(trx, clinic);
    expect(await database.familyOfToken(trx, HASH(1))).toBe(familyId);
    expect(await database.familyOfToken(trx, HASH(9))).toBeUndefined();
  },
  async endFamily(trx, clinic) {
    const id = await family(trx, clinic);
    await database.endFamily(trx, id, "logout");
    expect(await database.findSession(trx, id)).toBeUndefined();
  },
  async addPasswordLink(trx, { user, other }) {
    const link = { userId: other.id, createdBy: user.id, expiresAt: TOMORROW };
    await database.addPasswordLink(trx, { ...link, hash: HASH(4) });
    await database.addPasswordLink(trx, { ...link, hash: HASH(5) });
    expect(await database.takePasswordLink(trx, HASH(4)), "an older link").toBeUndefined();
  },
  async takePasswordLink(trx, { user, other }) {
    await database.addPasswordLink(trx, { userId: other.id, createdBy: user.id, expiresAt: TOMORROW, hash: HASH(4) });
    expect(await database.takePasswordLink(trx, HASH(4))).toBe(other.id);
    expect(await database.takePasswordLink(trx, HASH(4)), "used").toBeUndefined();
  },
  async endAccessOf(trx, clinic) {
    const id = await family(trx, clinic);
    const userId = clinic.user.id;
    for (const byte of [4, 5]) await database.rememberDevice(trx, { hash: HASH(byte), userId, expiresAt: TOMORROW });
    await database.addPasswordLink(trx, { userId, createdBy: userId, expiresAt: TOMORROW, hash: HASH(6) });
    await database.endAccessOf(trx, userId, "password", { familyId: id, device: HASH(4) });
    expect(await database.findSession(trx, id)).toBeDefined();
    expect(await database.findDevice(trx, HASH(4), clinic.user.email)).toMatchObject({ isKnown: true });
    expect(await database.findDevice(trx, HASH(5), clinic.user.email)).toMatchObject({ isKnown: false });
    expect(await database.findPasswordLink(trx, HASH(6))).toBeUndefined();
    await database.endAccessOf(trx, userId, "password");
    expect(await database.findSession(trx, id)).toBeUndefined();
  },
  async endLinks(trx, { user, other }) {
    const link = { userId: other.id, createdBy: user.id, expiresAt: TOMORROW, hash: HASH(4) };
    await database.addPasswordLink(trx, link);
    await database.endLinks(trx, "by", other.id);
    await database.endLinks(trx, "for", user.id);
    expect(await database.findPasswordLink(trx, HASH(4))).toBe(other.id);
    await database.endLinks(trx, "by", user.id);
    expect(await database.findPasswordLink(trx, HASH(4))).toBeUndefined();
  },
  async findPasswordLink(trx, { user, other }) {
    await database.addPasswordLink(trx, { userId: other.id, createdBy: user.id, expiresAt: YESTERDAY, hash: HASH(4) });
    expect(await database.findPasswordLink(trx, HASH(4)), "too old").toBeUndefined();
  },
  async holdUser(trx, { user }) {
    expect(await database.holdUser(trx, user)).toBe(true);
    expect(await database.holdUser(trx, { ...user, passwordHash: "another since" })).toBe(false);
    await database.updateRow(trx, "users", user, { active: false });
    expect(await database.holdUser(trx, user)).toBe(false);
  },
  async takeGuess(trx) {
    expect(await database.takeGuess(trx, [PAIR, ADDRESS])).toBeNull();
    expect(await database.takeGuess(trx, [PAIR, ADDRESS])).toBeNull();
    expect(isOver(await database.takeGuess(trx, [PAIR, ADDRESS]))).toBe(true);
    await trx.updateTable("guesses").set({ resetsAt: YESTERDAY }).where("key", "=", PAIR.key).execute();
    expect(await database.takeGuess(trx, [PAIR, ADDRESS]), "its window is over").toBeNull();
    expect(isOver(await database.takeGuess(trx, [PAIR, ADDRESS])), "the address has none left").toBe(true);
  },
  async giveGuessBack(trx) {
    for (const _ of [1, 2]) await database.takeGuess(trx, [PAIR, ADDRESS]);
    await database.giveGuessBack(trx, [PAIR, ADDRESS], "not-checked");
    expect(await database.takeGuess(trx, [PAIR, ADDRESS])).toBeNull();
    await database.giveGuessBack(trx, [PAIR, ADDRESS], "right");
    expect(await database.takeGuess(trx, [PAIR])).toBeNull();
    expect(await database.takeGuess(trx, [PAIR])).toBeNull();
    for (const _ of [1, 2]) expect(await database.takeGuess(trx, [ADDRESS])).toBeNull();
    expect(isOver(await database.takeGuess(trx, [ADDRESS]))).toBe(true);
  },
  async forgiveAccount(trx) {
    for (const _ of [1, 2]) await database.takeGuess(trx, [PAIR, ADDRESS]);
    await database.forgiveAccount(trx, HASH(7));
    for (const _ of [1, 2]) expect(await database.takeGuess(trx, [PAIR, ADDRESS])).toBeNull();
  },
  async forgetOldGuesses(trx) {
    await database.takeGuess(trx, [PAIR, ADDRESS]);
    await trx.updateTable("guesses").set({ resetsAt: YESTERDAY }).where("key", "=", PAIR.key).execute();
    await database.forgetOldGuesses(trx);
    expect(await trx.selectFrom("guesses").select("leftOver").execute()).toEqual([{ leftOver: 2 }]);
  },
  async findDevice(trx, { user }) {
    await database.rememberDevice(trx, { hash: HASH(4), userId: user.id, expiresAt: TOMORROW });
    const known = { isKnown: true, isKnownToUser: true };
    expect(await database.findDevice(trx, HASH(4), user.email.toUpperCase())).toEqual(known);
    const shared = { isKnown: true, isKnownToUser: false };
    expect(await database.findDevice(trx, HASH(4), "outra@clinica.example")).toEqual(shared);
    expect(await database.findDevice(trx, HASH(9), user.email)).toEqual({ isKnown: false, isKnownToUser: false });
  },
  async rememberDevice(trx, { user }) {
    await database.rememberDevice(trx, { hash: HASH(4), userId: user.id, expiresAt: YESTERDAY });
    expect(await database.findDevice(trx, HASH(4), user.email)).toMatchObject({ isKnown: false });
    await database.rememberDevice(trx, { hash: HASH(4), userId: user.id, expiresAt: TOMORROW });
    expect(await database.findDevice(trx, HASH(4), user.email)).toMatchObject({ isKnown: true });
  },
  async forgetDevices(trx, { user }) {
    for (const byte of [4, 5])
      await database.rememberDevice(trx, { hash: HASH(byte), userId: user.id, expiresAt: TOMORROW });
    await database.forgetDevices(trx, user.id, HASH(4));
    expect(await trx.selectFrom("knownDevices").select("userId").execute()).toHaveLength(1);
    await database.forgetDevices(trx, user.id);
    expect(await trx.selectFrom("knownDevices").select("userId").execute()).toEqual([]);
  },
  async forgetOldDevices(trx, { user }) {
    await database.rememberDevice(trx, { hash: HASH(4), userId: user.id, expiresAt: YESTERDAY });
    await database.forgetOldDevices(trx);
    expect(await trx.selectFrom("knownDevices").select("userId").execute()).toEqual([]);
  },
};

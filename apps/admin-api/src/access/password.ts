import { randomBytes } from "node:crypto";
import { argon2id, hash, verify } from "argon2";
import { PASSWORD_HASHES_AT_ONCE, PASSWORD_HASHES_WAITING } from "../limits.ts";
import { createGate } from "./gate.ts";

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. About 30 ms here. */
const ARGON2 = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of this process: a flood from many addresses is under each of their limits. */
const gate = createGate({ atOnce: PASSWORD_HASHES_AT_ONCE, waitingMax: PASSWORD_HASHES_WAITING });

/** @throws Problem unavailable while too many passwords wait */
export const hashPassword = (password: string): Promise<string> => gate(() => hash(password, ARGON2));

/** Of no user; comparing with it takes as long as comparing with a real one. */
let decoy: Promise<string> | undefined;

/**
 * Takes the same time whether there is such a user or not.
 *
 * @throws Problem unavailable while too many passwords wait
 */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash(randomBytes(16).toString("hex"), ARGON2);
  const compared = stored ?? (await decoy);
  const matches = await gate(() => verify(compared, password));
  return matches && stored !== undefined;
}

/** A password for one use: 128 bits, written so that it can be read out. */
export const oneTimePassword = (): string => (randomBytes(16).toString("hex").match(/.{8}/g) ?? []).join("-");

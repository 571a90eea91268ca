import { randomBytes } from "node:crypto";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as portuguese from "@zxcvbn-ts/language-pt-br";
import { argon2id, hash, verify } from "argon2";
import { Problem } from "../http/problem.ts";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN, PASSWORD_SCORE_MIN } from "../limits.ts";

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. About 30 ms here. */
const ARGON2 = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const strength = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...portuguese.dictionary },
  graphs: common.adjacencyGraphs,
  translations: portuguese.translations,
});

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

/** Of no user; comparing with it takes as long as comparing with a real one. */
let decoy: Promise<string> | undefined;

/** Takes the same time whether there is such a user or not. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString("hex"));
  const matches = await verify(stored ?? (await decoy), password);
  return matches && stored !== undefined;
}

/**
 * Refuses what is guessed quickly. `known`: words an attacker would try for this user.
 *
 * @throws Problem weak-password, with what would make it stronger
 */
export function assertStrong(password: string, known: readonly string[]): void {
  const advice: string[] = [];
  if (password.length < PASSWORD_LENGTH_MIN) advice.push(`Use ao menos ${PASSWORD_LENGTH_MIN} caracteres.`);
  // The estimate grows steeply with the length, and what is behind the first hundred decides nothing.
  const { score, feedback } = strength.check(password.slice(0, PASSWORD_LENGTH_MAX), [...known, "acolhe"]);
  if (score < PASSWORD_SCORE_MIN) advice.push(...[feedback.warning ?? "", ...feedback.suggestions].filter(Boolean));
  if (score < PASSWORD_SCORE_MIN && advice.length === 0) advice.push("Junte mais palavras que não combinem.");
  if (advice.length === 0) return;
  throw new Problem("weak-password", { errors: advice.map((message) => ({ path: "body.password", message })) });
}

/** A password for one use: 128 bits, written so that it can be read out. */
export const oneTimePassword = (): string => (randomBytes(16).toString("hex").match(/.{8}/g) ?? []).join("-");

import { expect, test } from "vitest";
import { hashPassword, isPassword } from "../src/access/password.ts";

/** Made by the library used before, with the same parameters: no user has to choose a new password. */
const EARLIER = "$argon2id$v=19$m=19456,t=2,p=1$VnhzEw+Uqxjfzx8U0d4Wmg$Nk5s84ST1SgyP+7krNW24FTNfhD5PEl2JzW5m6fdvms";

test("a hash says how it was made, and only its password fits", async () => {
  const hash = await hashPassword("girassol-cadeira-trovao-17");
  expect(hash).toMatch(/^\$argon2id\$v=19\$/);
  for (const parameter of ["m=19456", "t=2", "p=1"]) expect(hash.split("$")[3]?.split(",")).toContain(parameter);
  expect(await isPassword(hash, "girassol-cadeira-trovao-17")).toBe(true);
  expect(await isPassword(hash, "girassol-cadeira-trovao-18")).toBe(false);
  expect(await isPassword(undefined, "girassol-cadeira-trovao-17"), "no such user").toBe(false);
});

test("hashes of earlier versions are read", async () => {
  expect(await isPassword(EARLIER, "girassol-cadeira-trovao-17")).toBe(true);
  expect(await isPassword(EARLIER, "outra")).toBe(false);
});

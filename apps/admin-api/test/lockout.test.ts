import { expect, test } from "vitest";
import { createGate } from "../src/access/gate.ts";
import { countsOf } from "../src/access/lockout.ts";
import { networkOf } from "../src/access/network.ts";
import { whatEnds } from "../src/access/what-ends.ts";

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:0001:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::FFFF:cb00:7109", "203.0.113.9"],
  ["0:0:0:0:0:ffff:203.0.113.9", "203.0.113.9"],
  ["64:ff9b::203.0.113.9", "203.0.113.9"],
  ["64:ff9b::cb00:710a", "203.0.113.10"],
  ["::203.0.113.9", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["no address", "no address"],
])("who stands behind %s is counted as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("a password is counted for account and address together, the address, and the account; a known device alone", () => {
  const guess = { at: "password", email: "Ana@clinica.example", address: "2001:db8::1", device: undefined } as const;
  const keys = (more: object) => countsOf({ ...guess, ...more }).map(({ key }) => key.toString("hex"));
  const [pair, address, account] = keys({});
  expect(keys({ email: "ANA@clinica.example", address: "2001:db8::2" }), "the same").toEqual([pair, address, account]);
  const other = keys({ address: "2001:db8:0:1::1" });
  expect(other.map((key, place) => key === keys({})[place])).toEqual([false, false, true]);
  const otherAccount = keys({ email: "bia@clinica.example" });
  expect(otherAccount.map((key, place) => key === keys({})[place])).toEqual([false, true, false]);
  const known = keys({ device: Buffer.alloc(32, 1) });
  expect(known).toHaveLength(1);
  expect([pair, address, account]).not.toContain(known[0]);
  expect(keys({ device: Buffer.alloc(32, 1), email: "bia@clinica.example" }), "each of its users").not.toEqual(known);
});

const NOTHING = { access: false, links: false, linksMade: false };
const attendant = { email: "ana@clinica.example", role: "attendant", active: true } as const;
const admin = { ...attendant, role: "admin" } as const;
test.each([
  ["nothing", attendant, attendant, NOTHING],
  ["how the e-mail is written", attendant, { ...attendant, email: "Ana@clinica.example" }, NOTHING],
  ["the e-mail", attendant, { ...attendant, email: "a@b.example" }, { access: true, links: true, linksMade: false }],
  ["a role given", attendant, admin, { access: false, links: true, linksMade: false }],
  ["a role taken", admin, attendant, { access: false, links: true, linksMade: true }],
  ["switched off", admin, { ...admin, active: false }, { access: true, links: true, linksMade: true }],
  ["switched on", { ...attendant, active: false }, attendant, { access: true, links: true, linksMade: false }],
] as const)("when %s changes, what was given to who the user was before ends", (_what, before, after, ends) => {
  expect(whatEnds(before, after)).toEqual(ends);
});

test("a gate lets some in at once, has some wait in turn, and refuses the others until one has left", async () => {
  const gate = createGate({ atOnce: 1, waitingMax: 1 });
  const entered: string[] = [];
  const held = Promise.withResolvers<void>();
  const enter = (name: string, until: Promise<void> = Promise.resolve()) =>
    gate(async () => {
      entered.push(name);
      await until;
      return name;
    });
  const first = enter("first", held.promise);
  const second = enter("second");
  await expect(enter("third")).rejects.toMatchObject({ code: "unavailable" });
  expect(entered).toEqual(["first"]);
  held.resolve();
  expect(await Promise.all([first, second])).toEqual(["first", "second"]);
  await expect(gate(() => Promise.reject(new Error("it failed")))).rejects.toThrow("it failed");
  expect(await enter("fourth"), "a place that failed is free again").toBe("fourth");
});

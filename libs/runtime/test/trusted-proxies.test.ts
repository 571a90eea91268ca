import { expect, test } from "vitest";
import { loadSettings } from "../src/index.ts";

test.each([
  [undefined, false],
  ["false", false],
  ["0", false],
  ["1", 1],
  ["2", 2],
  ["true", 1],
  ["10.0.0.0/8", ["10.0.0.0/8"]],
  ["loopback, 10.0.0.7,2001:db8::/32", ["loopback", "10.0.0.7", "2001:db8::/32"]],
])("TRUST_PROXY=%s trusts %o", (TRUST_PROXY, trusted) => {
  expect(loadSettings({ TRUST_PROXY }).TRUST_PROXY).toEqual(trusted);
});

test.each([
  "10",
  "yes",
  "-1",
  "10.0.0.0/33",
  "10.0.0.0/0",
  "2001:db8::/129",
  "10.0.0.0/8/8",
  "proxy.local",
  "1,",
  "all",
])("TRUST_PROXY=%s is refused with a sentence: everything would be trusted, or nothing", (TRUST_PROXY) => {
  expect(() => loadSettings({ TRUST_PROXY })).toThrow(/TRUST_PROXY: a number of proxies up to 9/);
});

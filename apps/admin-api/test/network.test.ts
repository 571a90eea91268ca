import { expect, test } from "vitest";
import { networkOf } from "../src/access/network.ts";

test.each([
  ["198.51.100.7", "198.51.100.7"],
  ["::ffff:198.51.100.7", "198.51.100.7"],
  ["::FFFF:c633:6407", "198.51.100.7"],
  ["0:0:0:0:0:ffff:198.51.100.7", "198.51.100.7"],
  ["64:ff9b::198.51.100.7", "198.51.100.7"],
  ["64:ff9b::c633:6408", "198.51.100.8"],
  ["2001:db8:1:1:ffff::2", "2001:db8:1:1::/64"],
  ["2001:0DB8:0001:0001::", "2001:db8:1:1::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::198.51.100.7", "0:0:0:0::/64"],
  ["unknown", "unknown"],
])("behind %s stands %s", (address, network) => expect(networkOf(address)).toBe(network));

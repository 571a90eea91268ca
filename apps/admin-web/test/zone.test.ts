import { expect, it } from "vitest";
import { cityOf, zoneName } from "../src/lib/format/zone.ts";

it.each([
  ["America/Sao_Paulo", "São Paulo", "São Paulo (America)"],
  ["America/Porto_Velho", "Porto Velho", "Porto Velho (America)"],
  ["America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires (America)"],
  ["UTC", "UTC", "UTC"],
])("%s is written as %s", (zone, city, name) => {
  expect([cityOf(zone), zoneName(zone)]).toEqual([city, name]);
});

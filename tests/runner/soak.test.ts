import { expect, it } from "vitest";
import { type Sample, settled, slopePerHour } from "../../bench/soak/slope.ts";

const MINUTE_MS = 60_000;
const everyMinute = (values: readonly number[]): Sample[] =>
  values.map((value, minute) => ({ atMs: minute * MINUTE_MS, value }));

it.each([
  { what: "stays", values: [80, 80, 80, 80], perHour: 0 },
  { what: "grows by one a minute", values: [80, 81, 82, 83], perHour: 60 },
  { what: "goes up and down", values: [80, 90, 80, 90, 80], perHour: 0 },
  { what: "is given back", values: [100, 98, 96], perHour: -120 },
])("what $what has a slope of $perHour an hour", ({ values, perHour }) => {
  expect(slopePerHour(everyMinute(values))).toBeCloseTo(perHour, 6);
});

it("two looks tell nothing of an hour", () => {
  expect(slopePerHour(everyMinute([80, 160]))).toBeNull();
});

it("what a process takes while it starts is left out", () => {
  expect(settled(everyMinute([40, 90, 100, 100, 100, 100])).map(({ value }) => value)).toEqual([100, 100, 100, 100]);
});

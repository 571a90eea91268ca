import { expect, test } from "vitest";
import { fuzzFiles } from "../../../scripts/fuzz/files.ts";

// `npm run fuzz -- files` is the long form.
test("no broken file breaks what reads it: it is taken, or refused in words", async () => {
  const { failures, read, inputs } = await fuzzFiles(3_000, 7);
  expect(failures).toEqual([]);
  // A control: neither are all of them whole, nor all beyond reading.
  expect(read).toBeGreaterThan(inputs / 10);
  expect(read).toBeLessThan(inputs * 0.95);
}, 60_000);

import { expect, test } from "vitest";
import { fuzzHeaders } from "../../../scripts/fuzz/headers.ts";

// `npm run fuzz -- headers` is the long form.
test("no media type, file name, header or link of others breaks what is made of it", async () => {
  expect((await fuzzHeaders(6_000, 7)).failures).toEqual([]);
});

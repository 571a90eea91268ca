import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootDirectory } from "@acolhe/testing";
import openapiTS, { astToString } from "openapi-typescript";
import { expect, test } from "vitest";

const TYPES = join(rootDirectory, "libs/admin-client/src/generated/schema.ts");

test("the committed types are those of the API's document; UPDATE_GOLDENS=1 writes them", async () => {
  const document = JSON.parse(readFileSync(join(rootDirectory, "apps/admin-api/openapi.json"), "utf8"));
  const text = astToString(await openapiTS(document));
  if (process.env.UPDATE_GOLDENS === "1") writeFileSync(TYPES, text);
  expect(text).toBe(readFileSync(TYPES, "utf8"));
});

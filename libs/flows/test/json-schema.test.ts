import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jsonSchemas } from "../src/folder/json-schema.ts";

const folder = new URL("../schema/", import.meta.url);

test("the schemas for editors are what the code says; `npm run flow -- schema` writes them", () => {
  const written = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]);
  expect(Object.fromEntries(written)).toEqual(jsonSchemas());
});

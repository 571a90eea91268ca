import { expect, test } from "vitest";
import { safeError } from "../src/safe-error.ts";

const parsing = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
};

test("an error keeps its kind, its sentences and its chain, without what it quotes", () => {
  const inner = Object.assign(new Error("no responders: 'inbound.main.5511951234567.event'"), { code: 503 });
  const safe = safeError(new RangeError("publishing to lid-81896600000001 failed", { cause: inner }));
  expect(safe).toMatchObject({
    name: "RangeError",
    message: "publishing to * failed",
    cause: { name: "Error", message: "no responders: 'inbound.main.*.event'", code: 503 },
  });
  expect(JSON.stringify(safe)).not.toMatch(/5511951234567|81896600000001/);
  expect(safe.stack).toContain("safe-error.test.ts");
  expect(safeError("about 5511951234567")).toEqual({ name: "NotAnError", message: "about *" });
});

test.each([
  "Ana Segredo disse",
  '{"name": Ana Segredo, "words": "a \\"b\\" c"}',
  'Ana "Segredo"\nand\nmore',
  '"Ana" Segredo',
  "",
])("what JSON.parse could not read is not quoted: %j", (text) => {
  const safe = safeError(parsing(text));
  expect(JSON.stringify(safe)).not.toMatch(/Ana|egredo/);
  expect(safe.message).toMatch(/JSON/);
  expect(safe.stack, "the frames stay").toContain("safe-error.test.ts");
});

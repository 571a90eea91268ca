import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "vitest";

/** Compares with the committed file; with UPDATE_GOLDENS=1 writes it instead, for review. */
export function expectGolden(path: string, text: string): void {
  const file = `${import.meta.dirname}/${path}`;
  if (process.env.UPDATE_GOLDENS === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file), `no golden ${path}: run with UPDATE_GOLDENS=1 and review it`).toBe(true);
  expect(text).toBe(readFileSync(file, "utf8"));
}

import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { eventually, temporaryDirectory } from "../src/index.ts";

test("it tries again after errors and refusals, and gives back the value", async () => {
  let tries = 0;
  const value = await eventually(() => {
    tries += 1;
    if (tries === 1) throw new Error("not yet");
    return tries > 2 && "here";
  });
  expect(value).toBe("here");
});

test("at the deadline it says what did not hold and why", async () => {
  const cause = new Error("still wrong");
  const waiting = eventually(() => Promise.reject(cause), { deadlineMs: 50, what: "the light" });
  await expect(waiting).rejects.toMatchObject({ message: "the light did not hold within 50 ms", cause });
});

test("a temporary directory is gone after its block", async () => {
  let path: string;
  {
    await using directory = await temporaryDirectory();
    path = directory.path;
    expect(existsSync(path)).toBe(true);
  }
  expect(existsSync(path)).toBe(false);
});

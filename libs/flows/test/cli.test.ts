import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const main = fileURLToPath(new URL("../src/command/main.ts", import.meta.url));

function flow(args: string[], input = ""): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out })));
}

test("`flow lint` tells of no problem, and of a folder that is no flow", async () => {
  expect(await flow(["lint"])).toEqual({ code: 0, out: "no problems\n" });
  const { code, out } = await flow(["lint", fileURLToPath(new URL("../src/lint/", import.meta.url))]);
  expect(code).toBe(1);
  expect(out).toMatch(/^flow\.yaml:1:1: schema: /m);
});

test("`flow try` chats over a pipe", async () => {
  const { code, out } = await flow(["try"], "oi\n/state\natendente\n/wait 5\n");
  expect(code).toBe(0);
  expect(out).toContain("(session-started)");
  expect(out).toContain('"openPrompt"');
  expect(out).toMatch(/→ reception is called: asked, normal/);
});

test("`flow graph` draws every state, and an unknown verb explains itself", async () => {
  const { out } = await flow(["graph"]);
  expect(out).toMatch(/^flowchart TD\n/);
  const booking = await flow(["graph", "--svg", "booking"]);
  expect(booking.out).toContain("<svg");
  expect(booking.out).toContain(">appointment&#45;requested<");
  expect(await flow(["graph", "--svg", "nothing"])).toMatchObject({
    code: 2,
    out: expect.stringContaining("overview"),
  });
  expect(await flow(["dance"])).toMatchObject({ code: 2, out: expect.stringContaining("golden conversations") });
});

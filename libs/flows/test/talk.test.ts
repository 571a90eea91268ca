import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";

const main = fileURLToPath(new URL("../src/command/main.ts", import.meta.url));
const NOW = "2026-11-30T10:00:00-03:00";

/** What `flow talk` answers, a line each. */
async function talk(lines: readonly unknown[], args: readonly string[] = []): Promise<Record<string, unknown>[]> {
  const child = spawn(process.execPath, [main, "talk", "--json", "--now", NOW, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stdin.end(lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code).toBe(0);
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("what is said and tapped is answered line by line, with the open question and what is kept", async () => {
  const [hello, , asked] = await talk([{ say: "Bom dia" }, { say: "Ysa Ribeiro" }, { tap: "name-yes" }]);
  expect(hello).toMatchObject({ asks: "name", state: "ask-name", lang: "pt", mode: "bot", handoff: null, lead: null });
  expect(asked).toMatchObject({ asks: "menu", values: { name: "Ysa Ribeiro" }, notUnderstood: false });
  const replies = asked?.replies as { kind: string; options: { id: string; title: string }[] }[];
  expect(replies.at(-1)?.options).toContainEqual({ id: "menu-book", title: "Agendar atendimento" });
});

test("a tap finds the option last shown by its title, and one never shown is an error", async () => {
  const [, , tapped, untapped] = await talk([
    { say: "Bom dia" },
    { say: "Ysa Ribeiro" },
    { tap: "Corrigir" },
    { tap: "Por vídeo" },
  ]);
  expect(tapped).toMatchObject({ asks: "name", state: "correct-name" });
  expect(untapped).toEqual({ error: "no such option was shown" });
});

test("time passes: the timers that are due fire in their order", async () => {
  const [, waited] = await talk([{ say: "Bom dia" }, { wait: "35m" }]);
  const replies = waited?.replies as { text: string }[];
  // Asked once more after some minutes, then closed after half an hour of silence.
  expect(replies).toHaveLength(2);
  expect(waited).toMatchObject({ state: null, asks: null });
});

test("a danger, a call with the team's note, and a stop are told in the step they happen in", async () => {
  const [, danger, reset, stopped] = await talk([
    { say: "Bom dia" },
    { say: "quero me matar" },
    { reset: true },
    { say: "parar" },
  ]);
  expect(danger).toMatchObject({
    danger: { tier: "certain", kind: "self_harm" },
    handoff: { reason: "red-flag", priority: "urgent", note: expect.stringContaining("URGENTE") },
  });
  expect(reset).toMatchObject({ replies: [], danger: null, values: {}, mode: "bot", optedOut: false });
  expect(stopped).toMatchObject({ optedOut: true, danger: null });
});

test("what has no words is sent by its kind", async () => {
  const [, audio] = await talk([{ say: "Bom dia" }, { send: "audio" }]);
  expect(audio).toMatchObject({ asks: "name", notUnderstood: false });
});

test("a line that is malformed is answered by its error, and the conversation goes on", async () => {
  const lines = await talk(["no JSON", { shout: "x" }, { wait: "soon" }, { say: "Bom dia" }]);
  expect(lines.slice(0, 3).map((line) => Object.keys(line))).toEqual([["error"], ["error"], ["error"]]);
  expect(lines[3]).toMatchObject({ asks: "name" });
});

test("whoever is in the records is known, with the next appointment", async () => {
  await using directory = await temporaryDirectory("acolhe-talk-");
  const file = join(directory.path, "records.json");
  const records = {
    patients: [{ name: "Rosa Lima", birth_date: "1980-05-01" }],
    appointments: [
      { patient: "Rosa Lima", at: "2026-12-03T14:00:00-03:00", service: "speech", professional: "Lia Reis" },
    ],
  };
  writeFileSync(file, JSON.stringify(records));
  const [hello] = await talk([{ say: "quero confirmar minha consulta" }], ["--records", file]);
  expect(hello).toMatchObject({ values: { name: "Rosa Lima" } });
  const texts = (hello!.replies as { text: string }[]).map(({ text }) => text);
  expect(texts.join("\n")).toContain("qui 03/12, 14:00");
});

import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const classify = (args: readonly string[], input: string) =>
  spawnSync(process.execPath, [`${import.meta.dirname}/../scripts/main.ts`, "classify", ...args], {
    input,
    encoding: "utf8",
  });

test("one JSON a line, whatever the line is", () => {
  const lines = [
    "oi, aqui é a Joana, amanhã às 3 da tarde",
    "",
    "   ",
    "😂👋🏽",
    "\u{301}\u200b\u202e",
    "a ".repeat(9_000),
  ];
  const { stdout, status } = classify(["--json", "--now", "2026-11-28T23:30:00"], `${lines.join("\n")}\n`);
  expect(status).toBe(0);
  const answers = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers.map(({ text }) => text)).toEqual(lines);
  for (const answer of answers)
    expect(Object.keys(answer)).toEqual([
      ...["text", "intent", "confidence", "alternatives", "entities", "redFlag", "reading"],
    ]);
  // Half past eleven at night where the clinic is, which is the next day in UTC.
  expect(answers[0].entities.map(({ value }: { value: string }) => value)).toEqual(["Joana", "2026-11-29", "15:00"]);
});

test("read against the question that is named, or before any", () => {
  const readings = [["--question", "for_whom"], []].map((args) => {
    const { stdout } = classify([...args, "--json"], "minha esposa\n");
    return JSON.parse(stdout).reading;
  });
  expect(readings.map(({ question }) => question)).toEqual(["for_whom", "start"]);
  expect(readings[0].acts[0].act).toBe("answer");
  expect(readings[0].values[0]).toMatchObject({ slot: "for_whom", value: "relative" });
});

test.each([
  ["--lang", "fr", "--lang has to be one of pt, es, en"],
  ["--now", "yesterday", "--now has to be a time such as 2026-11-24T14:30:00-03:00"],
  ["--zone", "Mars/North", "--zone has to be a time zone such as America/Sao_Paulo"],
  ["--question", "mood", "--question has to be one of start, name"],
  ["--colour", "red", "Unknown option '--colour'"],
])("%s %s is refused in one line", (option, value, message) => {
  const { stdout, stderr, status } = classify([option, value], "oi\n");
  expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

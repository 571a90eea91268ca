import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { processMetrics, SettingsSchema } from "@acolhe/runtime";
import { rootDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import type { Tools } from "../../apps/ops/src/command.ts";
import { createProgram } from "../../apps/ops/src/program.ts";

import { catalogue, seriesOf } from "../../monitoring/metrics/catalogue.ts";
import { alerts, namesIn, rules } from "./rules.ts";

type Command = ReturnType<typeof createProgram>;

const FOLDER = "docs/runbooks";
const runbooks = readdirSync(join(rootDirectory, FOLDER)).filter((name) => name !== "README.md");
const textOf = (name: string) => readFileSync(join(rootDirectory, FOLDER, name), "utf8");

const ownProcess = await processMetrics();
/** What Prometheus knows: the series of the services, what rules record, and whether a scrape succeeded. */
const known = new Set([
  ...[...catalogue(), ...ownProcess.map(({ name, kind }) => ({ name, kind: kind as "gauge" }))].flatMap(seriesOf),
  ...rules.flatMap(({ record }) => record ?? []),
  "up",
]);

test("every alert has its runbook, every runbook its alert, and the list has all", () => {
  const named = [...new Set(alerts.map(({ annotations }) => annotations.runbook))];
  expect(named.sort()).toEqual(runbooks.map((name) => `${FOLDER}/${name}`).sort());
  const listed = [...textOf("README.md").matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => name);
  expect(listed.sort()).toEqual([...runbooks].sort());
});

test.each(alerts.map(({ alert, annotations }) => [alert, annotations.runbook] as const))(
  "%s is named by its runbook",
  (alert, path) => {
    expect(existsSync(join(rootDirectory, path))).toBe(true);
    expect(readFileSync(join(rootDirectory, path), "utf8").split("\n")[0]).toMatch(new RegExp(`\\b${alert}\\b`));
  },
);

test.each(rules.map((rule) => [rule.alert ?? rule.record, rule.expr] as const))(
  "%s asks for what there is",
  (_name, expression) => {
    const names = namesIn(expression);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  },
);

describe.each(runbooks)("%s", (name) => {
  const text = textOf(name);

  test("says what it means, where to look and how to mend it", () => {
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(["Meaning", "Look", "Mend"]);
  });

  test("names commands, metrics and settings that there are", () => {
    const commands = [...text.matchAll(/npm run ops -- ([^`]+)`/g)].map(([, line = ""]) => line);
    expect(commands.filter((line) => !isCommand(line))).toEqual([]);
    const words = [...text.matchAll(/`([A-Za-z_]+)`/g)].map(([, word = ""]) => word);
    const names = Object.keys(SettingsSchema.shape);
    const isSetting = (word: string) =>
      names.some((one) => one === word || (word.endsWith("_") && one.startsWith(word)));
    expect(words.filter((word) => /^[A-Z]+_/.test(word) && !isSetting(word))).toEqual([]);
    const metrics = words.filter((word) => /^[a-z]+_[a-z_]+$/.test(word));
    const have = new Set([...catalogue(), ...ownProcess].map((metric) => metric.name));
    expect(metrics.filter((metric) => !have.has(metric))).toEqual([]);
  });
});

const program = createProgram(() => ({}) as Tools);

/** Its verb, the verbs below it and its options are those of the command line; capitals stand for what one types. */
function isCommand(line: string): boolean {
  let at: Command = program;
  for (const word of line.split(" ")) {
    if (word.startsWith("--")) {
      if (![...at.options, ...program.options].some(({ long }) => long === word)) return false;
      continue;
    }
    const next = at.commands.find((command) => command.name() === word);
    if (next) at = next;
    else if (at === program || (/^[a-z-]+$/.test(word) && at.registeredArguments.length === 0 && !isValue(line, word)))
      return false;
  }
  return true;
}

/** The value of an option, as in `--type message-missed`. */
const isValue = (line: string, word: string): boolean => new RegExp(`--[a-z-]+ ${word}\\b`).test(line);

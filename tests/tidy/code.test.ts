import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONTROL_SCHEMAS, EVENT_SCHEMAS } from "@acolhe/events";
import { envExample } from "@acolhe/runtime";
import { rootDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { filesIn, lineOf, read } from "./repository.ts";

const sources = ["apps", "libs", "scripts", "tests", "bench"].flatMap((folder) => filesIn(folder, /\.(?:ts|mjs)$/));
const inTests = /(?:^|\/)(?:tests?|bench|scripts)\//;

interface Rule {
  readonly what: string;
  readonly pattern: RegExp;
  readonly where: (path: string) => boolean;
  readonly instead: string;
}

const RULES: readonly Rule[] = [
  {
    what: "process.env",
    pattern: /\bprocess\.env\b/g,
    // libs/testing hands the environment on to the servers it starts.
    where: (path) => !inTests.test(path) && !/^libs\/(?:runtime|testing)\//.test(path) && !isSandboxEntry(path),
    instead: "a setting in libs/runtime/src/settings.ts",
  },
  {
    what: "console",
    pattern: /\bconsole\.\w+\(/g,
    where: (path) => !inTests.test(path) && !path.startsWith("apps/ops/"),
    instead: "the logger",
  },
  {
    what: "a clock or chance in the engine",
    pattern: /\b(?:Math\.random|Date\.now|performance\.now|randomUUID|new Date\(\))/g,
    where: (path) => path.startsWith("libs/conversation/src/"),
    instead: "`now` of the transition's input",
  },
  {
    what: "a leftover note",
    pattern: new RegExp(`\\b(?:${["FIX", "TO"].join("ME|")}DO)\\b`, "g"),
    where: (path) => path !== "tests/tidy/code.test.ts",
    instead: "doing it, or a sentence in the documents",
  },
];

function isSandboxEntry(path: string): boolean {
  return path === "apps/sandbox/src/config.ts" || path === "apps/sandbox/src/main.ts";
}

describe("no file has", () => {
  test.each(RULES)("$what where it does not belong: use $instead", ({ pattern, where }) => {
    const found = sources.filter(where).flatMap((path) => {
      const text = read(path);
      return [...text.matchAll(pattern)].map((match) => `${path}:${lineOf(text, match.index)} ${match[0]}`);
    });
    expect(found).toEqual([]);
  });

  test("more than 500 lines", () => {
    expect(sources.filter((path) => read(path).split("\n").length > 500)).toEqual([]);
  });
});

test(".env.example is what the settings say; `npm run env:example` writes it", () => {
  expect(read(".env.example")).toBe(envExample());
});

test("every event and control has samples", () => {
  const names = [...Object.keys(EVENT_SCHEMAS), ...Object.keys(CONTROL_SCHEMAS)];
  expect(names.filter((name) => !existsSync(join(rootDirectory, `libs/events/test/samples/${name}.json`)))).toEqual([]);
});

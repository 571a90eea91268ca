import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONTROL_SCHEMAS, EVENT_SCHEMAS } from "@acolhe/events";
import { envExample } from "@acolhe/runtime";
import { rootDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { filesIn, lineOf, read } from "./repository.ts";

const sources = ["apps", "libs", "scripts", "tests", "bench", "monitoring"].flatMap((folder) =>
  filesIn(folder, /\.(?:ts|mjs|svelte)$/),
);
const inTests = /(?:^|\/)(?:tests?|bench|scripts)\//;

interface Rule {
  readonly what: string;
  readonly pattern: RegExp;
  readonly where: (path: string) => boolean;
  readonly instead: string;
}

const OWN_HOST =
  /\b(?:Math\.random|Date\.now|performance\.now|randomUUID|new Date\(\)|set(?:Timeout|Interval|Immediate)\(|AbortSignal\.timeout)/g;
const isSimulated = (path: string) =>
  /^(?:apps\/(?:chatwoot-mirror|conversation-worker|ingress|outbound-sender)|libs\/bus)\/src\//.test(path);

/** The host itself and the connection it belongs to, and what the simulation does not run. */
const ON_ITS_OWN = new Set([
  "apps/chatwoot-mirror/src/media/copy.ts",
  "apps/conversation-worker/src/lookups/transcriptions.ts",
  "libs/bus/src/follow-stream.ts",
  "libs/bus/src/host.ts",
  "libs/bus/src/store.ts",
  "libs/bus/src/together.ts",
]);

const RULES: readonly Rule[] = [
  {
    what: "process.env",
    pattern: /\bprocess\.env\b/g,
    // libs/testing hands the environment on to the servers it starts.
    where: (path) =>
      !inTests.test(path) && !/^libs\/(?:runtime|testing)\//.test(path) && !isSandboxEntry(path) && !isBuild(path),
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
    what: "a clock, timers or chance of its own where the code also runs in the simulation",
    pattern: OWN_HOST,
    where: (path) => isSimulated(path) && !ON_ITS_OWN.has(path),
    instead: "the bus's `host`",
  },
  {
    what: "a format of the browser made anew",
    pattern: /\bnew Intl\.(?:DateTimeFormat|NumberFormat)\(/g,
    where: (path) => path.startsWith("apps/admin-web/src/") && !path.endsWith("/format/intl.ts"),
    instead: "`dateFormat` or `numberFormat`, which keep what they made",
  },
  {
    what: "another word for the bot, in Portuguese or Spanish",
    pattern: /\b(?:[Oo]|[Dd]o|[Aa]o|[Uu]m|[Ee]l|[Dd]el|[Aa]l|[Uu]n) bot(?![\wà-ú])/g,
    where: (path) => path.includes("/src/"),
    instead: "robô and robot, as the panel's pages have it",
  },
  {
    what: "a call that sends",
    pattern: /\b(?:client|zapi|gateway)\.send\(|\bsendRequest\(/g,
    where: (path) => !inTests.test(path) && !SENDS.has(path),
    instead: "a command in a turn (W3)",
  },
  {
    what: "work with a flow's files on the event loop",
    pattern: /\b(?:checkFlow|startTrial|startTalk|compareFiles|loadFlow|lintFolder)\b/g,
    where: (path) => path.startsWith("apps/admin-api/src/") && path !== "apps/admin-api/src/flow-check/jobs.ts",
    instead: "apps/admin-api/src/flow-check, whose jobs run in threads",
  },
  {
    what: "a request to another server",
    pattern:
      /\bfetch\(|\bhttps?\.(?:request|get)\(|\b(?:http|https)Request\(|(?<!^import (?:type .*|\{ isIP(?:v[46])? \} ))from "(?:undici|axios|got|node:https?|node:http2|node:tls|node:net)"|new (?:WebSocket|EventSource)\(/gm,
    where: (path) => /^(?:apps|libs)\/[^/]+\/src\//.test(path) && !REACHES_OUT.has(path) && !isOurSide(path),
    instead: "`download` or `callServer` of @acolhe/runtime/outside",
  },
  {
    what: "a leftover note",
    pattern: new RegExp(`\\b(?:${["FIX", "TO"].join("ME|")}DO)\\b`, "g"),
    where: (path) => path !== "tests/tidy/code.test.ts",
    instead: "doing it, or a sentence in the documents",
  },
];

/** W3: the one place that calls the gateway's sends, and the client it calls. */
const SENDS = new Set([
  "apps/outbound-sender/src/send/call.ts",
  "libs/zapi/src/client/zapi-client.ts",
  "libs/zapi/src/client/send-request.ts",
]);

/** The functions themselves, and what has a reason to stand beside them. */
const REACHES_OUT = new Set([
  "libs/runtime/src/outside/call-server.ts",
  "libs/runtime/src/outside/reach.ts",
  // The kinds of addresses, and nothing that connects.
  "libs/runtime/src/outside/public-address.ts",
  // The gateway of the settings, with a pool of its own: a send's cost is mostly its request.
  "libs/zapi/src/client/http.ts",
  // The names of statuses.
  "apps/ingress/src/receive/problem.ts",
]);
/** The panel runs in a browser, and the stand-in calls the webhooks it was given as the gateway does. */
const isOurSide = (path: string) => /^(?:apps\/(?:admin-web|sandbox)|libs\/testing)\//.test(path);

/** What builds the panel is no process of ours. */
const isBuild = (path: string) => path === "apps/admin-web/vite.config.ts";

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
    const isGenerated = (path: string) => read(path).includes("This file was generated by");
    expect(sources.filter((path) => read(path).split("\n").length > 500 && !isGenerated(path))).toEqual([]);
  });
});

test("who may have a clock of their own needs one: the list only gets shorter", () => {
  console.log(`with a clock of their own: ${[...ON_ITS_OWN].join(", ")}`);
  expect([...ON_ITS_OWN].filter((path) => read(path).search(OWN_HOST) < 0)).toEqual([]);
});

test(".env.example is what the settings say; `npm run env:example` writes it", () => {
  expect(read(".env.example")).toBe(envExample());
});

test("every event and control has samples", () => {
  const names = [...Object.keys(EVENT_SCHEMAS), ...Object.keys(CONTROL_SCHEMAS)];
  expect(names.filter((name) => !existsSync(join(rootDirectory, `libs/events/test/samples/${name}.json`)))).toEqual([]);
});

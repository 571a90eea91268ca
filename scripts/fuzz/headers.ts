import { validateHeaderValue } from "node:http";
import ipaddr from "ipaddr.js";
import { rangeOf } from "../../apps/admin-api/src/files/range.ts";
import { requestIdOf } from "../../apps/admin-api/src/http/request-context.ts";
import { fileHeaders, isPublicAddress, mediaTypeOf, safeFileName } from "../../libs/runtime/src/outside/index.ts";
import { addressesOf } from "../../libs/runtime/src/outside/reach.ts";
import { between, oneOf, seeded } from "../../tests/chaos/random.ts";
import type { Fuzzed } from "./fuzzed.ts";

/** Words that others choose, and what has to be true of what we make of them, whatever they are. */

const FAILURES_TOLD = 20;
const PARTS = [
  ...["image/png", "text/html", "image/svg+xml", "audio/ogg; codecs=opus", "application/pdf", "*/*", "multipart/mixed"],
  ...["a.png", "laudo médico.pdf", "../../x", "..\\x", "CON", "a.exe", "😀", "\ud800", "\udc00", "\u202e", "\u200d"],
  ...[
    "\r\n",
    "\n",
    "\0",
    "\t",
    " ",
    ",",
    ";",
    '"',
    "'",
    "\\",
    "/",
    "%",
    "%00",
    "%0d%0a",
    "%ff",
    "=",
    "?",
    "#",
    "@",
    ":",
  ],
  ...[
    "http://",
    "https://",
    "file://",
    "gopher://",
    "//",
    "user:pass@",
    "localhost",
    "127.0.0.1",
    "2130706433",
    "0x7f.1",
  ],
  ...["0177.0.0.1", "127.1", "[::1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "[fe80::1%25eth0]", "169.254.169.254"],
  ...[
    "10.0.0.1",
    "8.8.8.8",
    "[2606:4700::1111]",
    "[fd00::1]",
    "100.64.0.1",
    "224.0.0.1",
    ":80",
    ":99999",
    "１２７.0.0.1",
  ],
  ...["bytes=", "0-", "-5", "9-2", "0-9", "99999999999999999999", "1e9", "-", "lines=0-1"],
];

/** Known parts in any order, with signs of any kind in between; sometimes very many. */
function wordsFrom(random: () => number): string {
  // What a pattern that goes back would be long at.
  if (random() < 0.002)
    return `${oneOf(random, PARTS)}${oneOf(random, [".", " ", "\t", "a", ".x", "; "]).repeat(50_000)}${oneOf(random, PARTS)}`;
  const count = random() < 0.01 ? 2_000 : Math.floor(between(random, 0, 7));
  const sign = () => String.fromCharCode(Math.floor(between(random, 0, random() < 0.7 ? 256 : 65_536)));
  return Array.from({ length: count }, () => (random() < 0.7 ? oneOf(random, PARTS) : sign())).join("");
}

/** An address of any kind: of the known networks or anywhere. */
function linkFrom(random: () => number): string {
  const part = () => Math.floor(between(random, 0, 256));
  const group = () => Math.floor(between(random, 0, 65_536)).toString(16);
  const four = () => oneOf(random, [[127], [10], [172, 16], [192, 168], [169, 254], [100, 64], [198, 18], [224], []]);
  const dotted = () => [...four(), part(), part(), part(), part()].slice(0, 4).join(".");
  const number = () =>
    String(
      dotted()
        .split(".")
        .reduce((sum, each) => sum * 256 + Number(each), 0),
    );
  const prefix = () =>
    oneOf(random, ["::ffff:", "64:ff9b::", "::", "2002:", "fe80::", "fc00::", "ff02::", "2001:db8::", "2606::"]);
  const host = oneOf(random, [
    dotted,
    number,
    () => `0x${Number(number()).toString(16)}`,
    () =>
      dotted()
        .split(".")
        .map((each) => `0${Number(each).toString(8)}`)
        .join("."),
    () => `[${prefix()}${group()}:${group()}]`,
    () => `[${Array.from({ length: 8 }, group).join(":")}]`,
    () => `[::ffff:${dotted()}]`,
  ])();
  return `https://${host}${random() < 0.2 ? ":8443" : ""}/${encodeURIComponent(wordsFrom(random).slice(0, 50).toWellFormed())}`;
}

const TOKENS = /^[\w!#$%&'*+.^`|~-]{1,64}\/[\w!#$%&'*+.^`|~-]{1,96}$/;
const INLINE = /^(?:image\/(?:jpeg|png|gif|webp)|(?:audio|video)\/[a-z0-9-]+|application\/pdf)$/;

function problemsOfFile(mimeType: string, fileName: string): string[] {
  const headers = fileHeaders({ mimeType, fileName });
  for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
  const { "content-type": type = "", "content-disposition": disposition = "" } = headers;
  const name = decodeURIComponent(disposition.split("UTF-8''")[1] ?? "");
  return [
    TOKENS.test(type) && type === mediaTypeOf(type) ? "" : `type ${type}`,
    disposition.startsWith("attachment") || INLINE.test(type) ? "" : `shown as ${type}`,
    name === safeFileName(fileName) && name === safeFileName(name) && name !== "" ? "" : `name ${name}`,
    name.length <= 120 && !/[\p{Cc}\p{Cf}/\\]/u.test(name) ? "" : `signs in ${name}`,
  ].filter((problem) => problem !== "");
}

async function problemsOfLink(link: string): Promise<string[]> {
  const url = URL.parse(link);
  const host = url?.hostname.replace(/^\[(.*)\]$/, "$1") ?? "";
  // Names would be looked up; what they lead to is an address like any other.
  if (url === null || !ipaddr.isValid(host)) return [];
  const found = (await addressesOf(url, new Set(), AbortSignal.timeout(10_000))) ?? [];
  return found
    .filter(({ address }) => !isPublicAddress(address) || ipaddr.process(address).range() !== "unicast")
    .map(({ address }) => `${address} would be connected to`);
}

function problemsOfHeader(value: string, size: number): string[] {
  const range = rangeOf(value, size);
  const fits = range === null || (range.first >= 0 && range.first <= range.last && range.last < size);
  return [
    fits ? "" : `range ${JSON.stringify(range)}`,
    /^[\w.-]{1,128}$/.test(requestIdOf(value)) ? "" : "request id",
  ].filter((problem) => problem !== "");
}

/** @param count inputs, a third of each kind */
export async function fuzzHeaders(count: number, seed: number): Promise<Fuzzed> {
  const random = seeded(seed);
  const failures: string[] = [];
  const memoryAtFirst = process.memoryUsage().rss;
  let [slowestMs, memoryMost] = [0, memoryAtFirst];
  const kinds = [
    () => {
      const [type, name] = [wordsFrom(random), wordsFrom(random)];
      return { said: [type, name], problems: async () => problemsOfFile(type, name) };
    },
    () => {
      const link = random() < 0.5 ? linkFrom(random) : wordsFrom(random);
      return { said: [link], problems: () => problemsOfLink(link) };
    },
    () => {
      const [value, size] = [wordsFrom(random), Math.floor(between(random, 1, 1e6))];
      return { said: [value, String(size)], problems: async () => problemsOfHeader(value, size) };
    },
  ];
  for (let n = 0; n < count; n++) {
    const { said, problems } = kinds[n % kinds.length]!();
    const begunAt = performance.now();
    const found = await problems().catch((error: unknown) => [`threw ${error}`]);
    slowestMs = Math.max(slowestMs, performance.now() - begunAt);
    if (n % 1_000 === 0) memoryMost = Math.max(memoryMost, process.memoryUsage().rss);
    if (found.length > 0 && failures.length < FAILURES_TOLD)
      failures.push(`${JSON.stringify(said).slice(0, 200)}: ${found.join("; ").slice(0, 200)}`);
  }
  const memoryMb = Math.round((memoryMost - memoryAtFirst) / 1024 / 1024);
  return { inputs: count, failures, slowestMs: Math.round(slowestMs), memoryMb };
}

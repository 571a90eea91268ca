import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { clinicFolder } from "../folder/clinic-folder.ts";
import { jsonSchemas } from "../folder/json-schema.ts";
import { describeProblem, lintFolder, loadFlow } from "../lint/load.ts";
import { mermaid } from "../pages/graph.ts";
import { pagesOf } from "../pages/pages.ts";
import { picturesOf } from "../pages/picture.ts";
import { coverageOf, describeCoverage } from "../play/coverage.ts";
import { playGoldens } from "../play/golden-files.ts";
import { recordsIn, talkInLines } from "../talk/command.ts";
import { tryFlow } from "./try.ts";

const HELP = `npm run flow -- <what> [folder]

  lint     problems of a flow, each with its place
  try      chat with a flow here; also works over a pipe
  talk     the same for programs: JSON lines in, one JSON line out for each; \`talk --json [--now ISO] [--records FILE]\`
  test     play its golden conversations and tell what they cover; \`test --update\` writes their outputs
  graph    the flow as a Mermaid diagram; \`graph --svg\` an overview as SVG, \`graph --svg booking\` what one file holds
  pages    write docs/conversations.md, docs/flow-graph.md and its pictures
  schema   write the JSON Schemas that editors use

Without a folder it is the clinic's.
`;

const print = (text: string) => process.stdout.write(`${text}\n`);

function lint(folder: string): number {
  const problems = lintFolder(folder);
  for (const problem of problems) print(describeProblem(problem));
  print(problems.length === 0 ? "no problems" : `${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

function test(folder: string, update: boolean): number {
  const flow = loadFlow(folder);
  const played = playGoldens(folder, flow, { update });
  const differing = played.filter((golden) => golden.differing.length > 0);
  for (const { name, differing: steps } of differing)
    print(`${name}: ${update ? "written" : "differs at"} step ${steps.join(", ")}`);
  print(`${played.length} conversations, ${differing.length} ${update ? "written" : "differ"}`);
  const coverage = coverageOf(flow, new Set(played.flatMap(({ visited }) => visited)));
  print(describeCoverage(coverage));
  const whole = coverage.states.missed.length + coverage.routes.missed.length === 0;
  return whole && (update || differing.length === 0) ? 0 : 1;
}

function schema(): number {
  const folder = new URL("../../schema/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(jsonSchemas())) writeFileSync(new URL(name, folder), text);
  print(`written to ${fileURLToPath(folder)}`);
  return 0;
}

async function chat(folder: string): Promise<number> {
  await tryFlow(loadFlow(folder), { input: process.stdin, print, now: Date.now() });
  return 0;
}

async function talk(folder: string): Promise<number> {
  if (!values.json) throw new Error("talk answers in JSON lines: say `talk --json`");
  const start = values.now === undefined ? Date.now() : Date.parse(values.now);
  if (Number.isNaN(start)) throw new Error("--now is an instant such as 2026-11-30T10:00:00-03:00");
  const flow = loadFlow(folder);
  const patient = values.records === undefined ? undefined : recordsIn(values.records, flow, start);
  await talkInLines(flow, { input: process.stdin, print, start, patient });
  return 0;
}

async function graph(folder: string, picture: string | undefined): Promise<number> {
  if (picture === undefined) {
    print(mermaid(loadFlow(folder).definition));
    return 0;
  }
  const pictures = await picturesOf(folder);
  const svg = Object.hasOwn(pictures, picture) ? pictures[picture] : undefined;
  print(svg ?? `there is no such picture; there are ${Object.keys(pictures).join(", ")}`);
  return svg === undefined ? 2 : 0;
}

async function pages(folder: string): Promise<number> {
  for (const [name, text] of Object.entries(await pagesOf(folder))) {
    const page = new URL(`../../../../docs/${name}`, import.meta.url);
    mkdirSync(new URL(".", page), { recursive: true });
    writeFileSync(page, text);
    print(`written to ${fileURLToPath(page)}`);
  }
  return 0;
}

function given() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: "boolean", default: false },
        update: { type: "boolean", default: false },
        svg: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        now: { type: "string" },
        records: { type: "string" },
      },
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}

const { positionals, values } = given();
const [what = "", ...rest] = positionals;
const picture = values.svg ? (rest.find((name) => !name.includes("/")) ?? "overview") : undefined;
const folder = rest.find((name) => name !== picture) ?? clinicFolder;
const verbs: Readonly<Record<string, () => number | Promise<number>>> = {
  lint: () => lint(folder),
  try: () => chat(folder),
  talk: () => talk(folder),
  test: () => test(folder, values.update),
  graph: () => graph(folder, picture),
  pages: () => pages(folder),
  schema,
};
const verb = !values.help && Object.hasOwn(verbs, what) ? verbs[what] : undefined;
if (!verb) print(HELP);
try {
  process.exitCode = verb ? await verb() : values.help ? 0 : 2;
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

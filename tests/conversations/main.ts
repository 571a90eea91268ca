import { clinicFlow } from "@acolhe/flows";
import { commandLine } from "../../scripts/command-line.ts";
import { evaluate, show } from "./eval.ts";
import { evaluateLines } from "./lines/lines.ts";
import { PARTS, type Part } from "./personas.ts";

/*
 * npm run conversations -- <what> [--part dev|dev2|…|test|all] [--json] [--verbose]
 *
 *   eval       mystery patients talk to the clinic's flow, and are judged
 *   lines      single lines at an open question, each judged
 *   show ID    one patient's conversation
 *
 * Of the test part only totals are told.
 */

const OPTIONS = {
  part: { type: "string", default: "dev" },
  json: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
} as const;

const isPart = (text: string): text is Part => (PARTS as readonly string[]).includes(text);

function run(): string {
  const { positionals, values } = commandLine(import.meta.filename, { allowPositionals: true, options: OPTIONS });
  const [what, id = ""] = positionals;
  const { part } = values;
  if (part !== "all" && !isPart(part)) throw new Error(`--part is ${PARTS.join(", ")} or all`);
  if (what === "eval") return evaluate(clinicFlow, { ...values, part });
  if (what === "lines") return evaluateLines(clinicFlow, { ...values, part });
  if (what === "show") return show(clinicFlow, id);
  throw new Error("say what: eval, lines or show ID; --help tells more");
}

try {
  console.log(run());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

import { parseArgs } from "node:util";

const [command, ...rest] = process.argv.slice(2);

function given() {
  const { values } = parseArgs({
    args: rest,
    options: {
      lang: { type: "string", default: "pt" },
      json: { type: "boolean", default: false },
      now: { type: "string" },
      zone: { type: "string", default: "America/Sao_Paulo" },
      expecting: { type: "string" },
      question: { type: "string" },
      data: { type: "string" },
      acts: { type: "boolean", default: false },
    },
  });
  return values;
}

/** Each command loads only what it needs: training must work where no weights are yet. */
const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  classify: async () => (await import("./classify.ts")).classify(given()),
  eval: async () => (await import("./evaluate.ts")).evaluate(given().data),
  cross: async () => (await import("./cross.ts")).cross(given().acts),
  patterns: async () => (await import("./patterns.ts")).patterns(),
  check: async () => (await import("./check.ts")).check(),
  train: async () => (await import("./train.ts")).train(),
};

const USAGE = `npm run nlu -- ${Object.keys(COMMANDS).join("|")} [OPTIONS]

  classify   what is read in each line of the standard input: [--lang pt|es|en] [--json] [--now ISO] [--zone IANA]
             [--question Q] [--expecting KIND]
  eval       how well the test part is read, or the examples of a folder: [--data FOLDER]; also \`npm run nlu:eval\`
  cross      the same over the training examples, each part read by what the others taught: [--acts]
  patterns, check, train`;

const run = COMMANDS[command ?? ""];
if (process.argv.includes("--help")) console.log(USAGE);
else if (run) {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")))
      throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
} else {
  console.error(USAGE);
  process.exitCode = 2;
}

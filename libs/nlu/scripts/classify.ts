import { createInterface } from "node:readline";
import { z } from "zod";
import { LANGUAGES, QUESTIONS, understand } from "../src/index.ts";

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

/** Messages tell the caller what was wrong with which option. */
const Options = z.object({
  lang: z.enum(LANGUAGES, { error: `--lang has to be one of ${LANGUAGES.join(", ")}` }),
  json: z.boolean(),
  now: z
    .union([z.iso.datetime({ offset: true, local: true }), z.iso.date()], {
      error: "--now has to be a time such as 2026-11-24T14:30:00-03:00",
    })
    .optional(),
  zone: z.string().refine(isZone, "--zone has to be a time zone such as America/Sao_Paulo"),
  question: z.enum(QUESTIONS, { error: `--question has to be one of ${QUESTIONS.join(", ")}` }).optional(),
  expecting: z.enum(["name", "birth_date"], { error: "--expecting has to be name or birth_date" }).optional(),
});

/** Reads messages from standard input, one a line, and writes what each says, one a line. */
export async function classify(given: unknown): Promise<void> {
  const parsed = Options.safeParse(given);
  if (!parsed.success) {
    for (const { message } of parsed.error.issues) console.error(message);
    process.exitCode = 2;
    return;
  }
  const { lang, json, now, zone, expecting, question } = parsed.data;
  const at = now === undefined ? Date.now() : instantOf(now, zone);
  for await (const line of createInterface({ input: process.stdin })) {
    const { version: _, ...understood } = understand(line, { lang, now: at, timeZone: zone, expecting, question });
    console.log(json ? JSON.stringify({ ...understood, text: line }) : readable(understood));
  }
}

/** Epoch milliseconds of an ISO time; without an offset it is a time of the zone, and a mere day begins at its midnight. */
function instantOf(time: string, timeZone: string): number {
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(time.slice(10))) return Date.parse(time);
  const asIfUtc = Date.parse(`${time.length === 10 ? `${time}T00:00:00` : time}Z`);
  const there = new Date(asIfUtc).toLocaleString("sv-SE", { timeZone });
  return asIfUtc - (Date.parse(`${there.replace(" ", "T")}Z`) - Math.floor(asIfUtc / 1000) * 1000);
}

function readable({
  text,
  intent,
  confidence,
  entities,
  redFlag,
  reading,
}: Omit<ReturnType<typeof understand>, "version">): string {
  const found = entities.map(({ type, value }) => `${type}=${value}`).join(" ");
  const acts = reading.acts.map(({ act, confidence }) => `${act} ${confidence}`).join(", ");
  return [
    `${intent} ${confidence}`,
    found,
    acts,
    redFlag.flagged ? `RED FLAG: ${redFlag.kind} (${redFlag.tier})` : "",
    text,
  ].join("\t");
}

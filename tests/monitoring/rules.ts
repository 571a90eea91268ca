import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rootDirectory } from "@acolhe/testing";
import { parse } from "yaml";
import { z } from "zod";

export const RULES_FOLDER = join(rootDirectory, "monitoring", "rules");
export const ruleFiles = readdirSync(RULES_FOLDER).map((name) => join(RULES_FOLDER, name));

const Rule = z.strictObject({
  record: z.string().optional(),
  alert: z.string().optional(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.strictObject({ severity: z.enum(["critical", "warning"]) }).optional(),
  annotations: z
    .strictObject({ summary: z.string().min(10), description: z.string().min(10), runbook: z.string() })
    .optional(),
});
type Rule = z.infer<typeof Rule>;
type Given<Name extends keyof Rule> = { readonly [N in Name]: NonNullable<Rule[N]> };
type Alert = Rule & Given<"alert" | "labels" | "annotations">;
const File = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(Rule) })) });

const rulesOf = (path: string): readonly Rule[] =>
  File.parse(parse(readFileSync(path, "utf8"))).groups.flatMap((group) => group.rules);
const isAlert = (rule: Rule): rule is Alert => rule.alert !== undefined;

export const rules: readonly Rule[] = ruleFiles.flatMap(rulesOf);
export const alerts = rules.filter(isAlert);
/** The names of a file's alerts. */
export const alertsOf = (path: string): ReadonlySet<string> =>
  new Set(
    rulesOf(path)
      .filter(isAlert)
      .map(({ alert }) => alert),
  );

/** Names of what an expression asks for: metrics, and what rules have recorded. */
export function namesIn(expression: string): string[] {
  const bare = expression
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\{[^}]*\}/g, " ")
    .replace(/\[[^\]]*\]/g, " ")
    .replace(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, " ");
  const words = bare.match(/[a-zA-Z_:][\w:]*(?!\w*\s*\()/g) ?? [];
  return [...new Set(words.filter((word) => !OPERATORS.has(word) && word.length > 2))];
}
const OPERATORS = new Set(["and", "or", "unless", "bool", "offset", "inf", "nan"]);

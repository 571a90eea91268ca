import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { DANGER_KINDS, ENTITY_TYPES, INTENTS, type Language } from "../src/index.ts";

const IntentItem = z.object({ text: z.string(), intent: z.enum(INTENTS) });
const FlagItem = z.object({ text: z.string(), redFlag: z.boolean(), kind: z.enum(DANGER_KINDS).optional() });
const Value = z.union([z.string(), z.number()]);
const EntityItem = z.object({
  text: z.string(),
  now: z.iso.datetime({ offset: true }),
  entities: z.partialRecord(z.enum(ENTITY_TYPES), z.union([Value, z.array(Value)])),
});
export type IntentItem = z.infer<typeof IntentItem>;
export type FlagItem = z.infer<typeof FlagItem>;
export type EntityItem = z.infer<typeof EntityItem>;

/** The items of one file of a part; none where it does not exist. */
function itemsOf<Item>(directory: string, file: string, schema: z.ZodType<Item>): Item[] {
  const path = join(directory, file);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => schema.parse(JSON.parse(line)));
}

export const intentItems = (directory: string, lang: Language) => itemsOf(directory, `${lang}.jsonl`, IntentItem);
export const flagItems = (directory: string, lang: Language) => itemsOf(directory, `red-flags.${lang}.jsonl`, FlagItem);
export const entityItems = (directory: string, lang: Language) =>
  itemsOf(directory, `entities-${lang}.jsonl`, EntityItem);

import type { Entity, EntityType } from "../entities/entity.ts";

/** What stands for a value when intents are told apart: any date is as good as another. */
const PLACEHOLDERS: Readonly<Partial<Record<EntityType, string>>> = {
  date: " zdate ",
  time: " ztime ",
  birth_date: " zbirth ",
  phone: " zphone ",
  cpf: " zcpf ",
  email: " zemail ",
  money: " zmoney ",
  ordinal: " zordinal ",
  name: " zname ",
};

/** The folded text with a placeholder for each value. Words that carry the wish itself, as yes and no, stay. */
export function withPlaceholders(folded: string, entities: readonly Entity[]): string {
  let text = "";
  let at = 0;
  for (const { type, start, end } of entities) {
    const placeholder = PLACEHOLDERS[type];
    if (placeholder === undefined || start < at) continue;
    text += folded.slice(at, start) + placeholder;
    at = end;
  }
  return text + folded.slice(at);
}

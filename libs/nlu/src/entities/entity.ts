export const ENTITY_TYPES = [
  "name",
  "date",
  "time",
  "period",
  "birth_date",
  "phone",
  "cpf",
  "email",
  "money",
  "ordinal",
  "yes_no",
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

export interface Entity {
  readonly type: EntityType;
  /** Date `YYYY-MM-DD`, time `HH:MM`, period morning|afternoon|evening, phone E.164, yes|no; money and ordinal are numbers. */
  readonly value: string | number;
  /** Where it stands in the text as it was read. */
  readonly start: number;
  readonly end: number;
  /** Of a name: it begins with a well-known given name. */
  readonly known?: true;
}

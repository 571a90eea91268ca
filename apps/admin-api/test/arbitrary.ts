import fc from "fast-check";

/** As much of JSON Schema as the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Values that look right and pass no schema's mind by chance: real CPFs and phones, ids of rows that are there. */
export interface Known {
  readonly ids: readonly string[];
  /** Of a patient who wrote to the number `main`. */
  readonly contact: string;
  readonly resolve: (ref: string) => Schema;
}

/** Half of the time a value the schema describes; else one with something wrong somewhere. */
export function requestValue(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  return fc.oneof(arbitraryOf(schema, known, 0), arbitraryOf(schema, known, 15));
}

const NASTY = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "%",
  "_",
  "\\",
  "'",
  "--",
  "\ud800",
  "٣",
  "İ",
  "x".repeat(5_000),
  "-1",
  "NaN",
  "{}",
];

function arbitraryOf(schema: Schema, known: Known, wrongPercent: number): fc.Arbitrary<unknown> {
  const right = rightValue(schema, known, wrongPercent);
  if (wrongPercent === 0) return right;
  const anything = fc.oneof(fc.constantFrom<unknown>(...NASTY, null, -1, 2 ** 53, 1e308, true, [], {}), fc.jsonValue());
  return fc.oneof({ weight: 100 - wrongPercent, arbitrary: right }, { weight: wrongPercent, arbitrary: anything });
}

function rightValue(schema: Schema, known: Known, wrongPercent: number): fc.Arbitrary<unknown> {
  const inner = (part: Schema) => arbitraryOf(part, known, wrongPercent);
  if (schema.$ref) return rightValue(known.resolve(schema.$ref), known, wrongPercent);
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(inner));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "string":
      return stringOf(schema, known);
    case "integer":
      return fc.integer({
        min: Math.max(schema.minimum ?? -1000, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1000, 2 ** 31),
      });
    case "number":
      return fc.double({ noNaN: true });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case "object": {
      const properties = Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, inner(part)]),
      );
      const requiredKeys = wrongPercent === 0 ? (schema.required ?? []).filter((name) => name in properties) : [];
      const whole = fc.record(properties, { requiredKeys: [...requiredKeys] });
      const needed = Object.fromEntries(requiredKeys.map((name) => [name, properties[name]!]));
      return wrongPercent === 0 ? fc.oneof(fc.record(needed), whole) : whole;
    }
    default:
      return fc.jsonValue();
  }
}

/** Half of them close to each other, so that a period may be one. */
const someDay = () =>
  fc.oneof(
    fc.date({ min: new Date("2030-01-01"), max: new Date("2030-02-01"), noInvalidDate: true }),
    fc.date({ min: new Date("1800-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
  );

function stringOf(schema: Schema, known: Known): fc.Arbitrary<string> {
  switch (schema.format) {
    case "uuid":
      return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known.ids) }, fc.uuid());
    case "date":
      return someDay().map((d) => d.toISOString().slice(0, 10));
    case "date-time":
      return someDay().map((d) => d.toISOString());
    case "email":
      return fc.constantFrom("ana@example.com", "bia+1@example.com");
    default:
  }
  const familiar = fc.constantFrom(
    "529.982.247-25",
    "11144477735",
    "(11) 98765-4321",
    `+${known.contact}`,
    known.contact,
    "São João",
    "main",
    "true",
  );
  const { minLength = 0, maxLength = 100 } = schema;
  const free = fc.string({ minLength, maxLength: Math.min(maxLength, 100), unit: "grapheme" });
  if (!schema.pattern) return fc.oneof(familiar, free);
  return fc.oneof(familiar, free, matching(schema.pattern));
}

/** Some patterns use what the generator does not speak; then free text has to do. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, "u"));
  } catch {
    return fc.string({ maxLength: 50 });
  }
}

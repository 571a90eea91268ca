import { isList, isNullable, type Shape } from "../src/reference/shape.ts";

const IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  ms: (value) => Number.isInteger(value) && (value as number) >= 0,
  sequence: (value) => Number.isInteger(value) && (value as number) >= 0,
  "yes or no": (value) => typeof value === "boolean",
  anything: () => true,
};

/** Where a value is not of a shape, and what stands there; null: it is. */
export function misfit(value: unknown, shape: Shape, at = "it"): string | null {
  if (isNullable(shape as Shape)) return value === null ? null : misfit(value, (shape as { orNull: Shape }).orNull, at);
  if (typeof shape === "string") {
    const leaf = shape.replace(/ or null$/, "");
    const fits = IS[leaf]!(value) || (leaf !== shape && value === null);
    return fits ? null : `${at} is ${JSON.stringify(value)}, no ${shape}`;
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return `${at} is no list`;
    return value.map((one, n) => misfit(one, shape[0], `${at}[${n}]`)).find((problem) => problem !== null) ?? null;
  }
  return misfitFields(value, shape as Readonly<Record<string, Shape>>, at);
}

function misfitFields(value: unknown, fields: Readonly<Record<string, Shape>>, at: string): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `${at} is no object`;
  const names = Object.keys(fields).map((name) => name.replace(/\?$/, ""));
  const unsaid = Object.keys(value).find((name) => !names.includes(name));
  if (unsaid) return `${at}.${unsaid} is not told of`;
  for (const [name, of] of Object.entries(fields)) {
    const plain = name.replace(/\?$/, "");
    if (!(plain in value)) {
      if (name === plain) return `${at}.${name} is absent`;
      continue;
    }
    const problem = misfit((value as Record<string, unknown>)[plain], of, `${at}.${plain}`);
    if (problem !== null) return problem;
  }
  return null;
}

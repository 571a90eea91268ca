/** What stands at a place of an answer in JSON. `ms` is an instant, epoch ms; `sequence` a place in a stream. */
type Leaf = "text" | "number" | "ms" | "sequence" | "yes or no" | "anything";

/** The shape of an answer in JSON: of a list what each is, of an object its fields. A field with `?` may be absent. */
export type Shape =
  | Leaf
  | `${Leaf} or null`
  | readonly [Shape]
  | { readonly [field: string]: Shape }
  | { readonly orNull: Shape };

/** For people, on one line: `[{ key: text, at: ms }]`. */
export function shapeText(shape: Shape): string {
  if (typeof shape === "string") return shape;
  if (isList(shape)) return `[${shapeText(shape[0])}]`;
  if (isNullable(shape)) return `${shapeText(shape.orNull)} or null`;
  const fields = Object.entries(shape).map(([name, of]) => `${name}: ${shapeText(of)}`);
  return `{ ${fields.join(", ")} }`;
}

export const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
export const isNullable = (shape: Shape): shape is { readonly orNull: Shape } =>
  typeof shape === "object" && "orNull" in shape;

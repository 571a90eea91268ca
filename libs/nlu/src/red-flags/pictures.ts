import type { DangerKind } from "../reader/labels.ts";

/** Pictures of what harms. A skull laughs as often as it threatens, so it is none of them. */
const HARM: ReadonlyMap<string, DangerKind> = new Map([
  ["🔪", "self_harm"],
  ["🩸", "self_harm"],
  ["⚰", "self_harm"],
  ["🪦", "self_harm"],
  ["🔫", "self_harm"],
  ["💊", "overdose"],
]);
const SORROW: ReadonlySet<string> = new Set([..."😭😢😞😔😖😣😩🥺💔🖤😵😓👋"]);
const PICTURE = /\p{Extended_Pictographic}/gu;

/** Of a message without a word: a thing that harms beside another one, or beside sorrow. One of them alone tells nothing. */
export function dangerPictured(text: string): DangerKind | null {
  if (/[\p{L}\p{N}]/u.test(text)) return null;
  const shown = new Set(text.match(PICTURE) ?? []);
  const harms = [...shown].filter((picture) => HARM.has(picture));
  const isSad = [...shown].some((picture) => SORROW.has(picture));
  return harms.length > 1 || (harms.length === 1 && isSad) ? HARM.get(harms[0]!)! : null;
}

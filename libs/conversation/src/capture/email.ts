import { z } from "zod";

const Email = z.email().max(120);

/** "é ana@EXAMPLE.com." → "ana@example.com"; null unless it holds exactly one address. */
export function email(text: string): string | null {
  const found = text
    .split(/[\s,;:()<>]+/)
    .filter((word) => word.includes("@"))
    .map((word) => word.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, "").toLowerCase())
    .filter((word) => Email.safeParse(word).success);
  return found.length === 1 ? found[0]! : null;
}

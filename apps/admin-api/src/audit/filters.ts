import { z } from "zod";

/** The place where a page begins does not tell who was searched for, and a cursor holds a name. */
const OF_THE_PAGE: ReadonlySet<string> = new Set(["cursor", "limit", "sort"]);
const CLOSED_FORMATS: ReadonlySet<string> = new Set(["uuid", "date", "date-time"]);
const FREE_TEXT = "string";

interface Property {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly items?: Property;
  readonly anyOf?: readonly Property[];
}

/** Whether any text could stand there: a name, a phone, a CPF. */
function isFree(property: Property): boolean {
  if (property.anyOf) return property.anyOf.some(isFree);
  if (property.type === "array") return property.items === undefined || isFree(property.items);
  if (property.enum !== undefined || property.const !== undefined) return false;
  return (property.type ?? FREE_TEXT) === FREE_TEXT && !CLOSED_FORMATS.has(property.format ?? "");
}

/** The names of the parameters whose values could be anything. */
export function freeParameters(query: z.ZodType | undefined): ReadonlySet<string> {
  if (!query) return new Set();
  const { properties = {} } = z.toJSONSchema(query, { io: "output", unrepresentable: "any" }) as {
    properties?: Record<string, Property>;
  };
  return new Set(Object.keys(properties).filter((name) => isFree(properties[name]!)));
}

/**
 * What a list was asked for, for the audit: `deleted=true`, `q=2 words`, `contactKey=13 digits, ending in 78`. What could be
 * a person's name or number is told by its form alone.
 */
export function filtersOf(query: unknown, free: ReadonlySet<string>): string[] {
  return Object.entries((query ?? {}) as Record<string, unknown>)
    .filter(([name, value]) => value !== undefined && value !== "" && !OF_THE_PAGE.has(name))
    .map(([name, value]) => `${name}=${free.has(name) ? maskedText(String(value)) : String(value)}`);
}

/** The last two digits tell two searches apart, and no one by them. */
export function maskedText(text: string): string {
  const digits = text.normalize("NFKC").replace(/\D/g, "");
  if (/\p{L}/u.test(text) || digits.length < 3) {
    const words = text.split(/\s+/).filter((word) => word !== "").length;
    return words === 1 ? "1 word" : `${words} words`;
  }
  return `${digits.length} digits, ending in ${digits.slice(-2)}`;
}

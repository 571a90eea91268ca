import { z } from "zod";

/**
 * The gateway leaves fields out, sends null, and changes types between revisions. A field that does not read as
 * expected counts as absent: one odd field must never cost the message. Plain functions instead of unions that catch:
 * most fields of most webhooks are absent, and each would be an issue with its sentence, made to be thrown away.
 */
const lenient = <T>(read: (value: unknown) => T | undefined) => z.unknown().optional().transform(read);

const asText = (value: unknown): string | undefined =>
  typeof value === "string" ? value : Number.isFinite(value) ? String(value) : undefined;
const asNumber = (value: unknown): number | undefined => {
  if (typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  return Number.isFinite(value) ? (value as number) : undefined;
};

/** Text where an empty string says something (a reaction taken back). */
export const rawText = () => lenient(asText);
/** Text where an empty string means absent. */
export const text = () => lenient((value) => asText(value) || undefined);
export const flag = () =>
  lenient((value) =>
    value === true || value === "true" ? true : value === false || value === "false" ? false : undefined,
  );
export const number = () => lenient(asNumber);
/** An array whose unreadable items are left out. */
export const list = <T extends z.ZodType>(item: T) =>
  lenient((value): z.output<T>[] | undefined =>
    Array.isArray(value)
      ? value.flatMap((one) => {
          const read = item.safeParse(one);
          return read.success ? [read.data] : [];
        })
      : undefined,
  );
export const part = <T extends z.ZodRawShape>(shape: T) => {
  const schema = z.object(shape);
  return lenient((value) => (typeof value === "object" ? (schema.safeParse(value).data ?? undefined) : undefined));
};

/** Below this an instant is in seconds: as milliseconds it would lie in 1973. */
const SECONDS_BELOW = 100_000_000_000;
/** The last instant a Date can hold. */
const INSTANT_MAX = 8_640_000_000_000_000;

/** An instant in seconds or milliseconds → epoch milliseconds; absent when it is none. */
export const instant = () =>
  number().transform((value) => {
    if (value === undefined || value <= 0) return undefined;
    const ms = Math.trunc(value < SECONDS_BELOW ? value * 1000 : value);
    return ms <= INSTANT_MAX ? ms : undefined;
  });

import { z } from "zod";

/**
 * The gateway leaves fields out, sends null, and changes types between revisions. A field that does not read as
 * expected counts as absent: one odd field must never cost the message.
 */
const lenient = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined);

const anyText = z.union([z.string(), z.number().transform(String)]);

/** Text where an empty string says something (a reaction taken back). */
export const rawText = () => lenient(anyText);
/** Text where an empty string means absent. */
export const text = () => lenient(anyText.transform((value) => (value === "" ? undefined : value)));
export const flag = () =>
  lenient(z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]));
export const number = () =>
  lenient(
    z.union([
      z.number(),
      z
        .string()
        .regex(/^-?\d+(?:\.\d+)?$/)
        .transform(Number),
    ]),
  );
/** An array whose unreadable items are left out. */
export const list = <T extends z.ZodType>(item: T) =>
  lenient(
    z.array(z.unknown()).transform((values) =>
      values.flatMap((value) => {
        const read = item.safeParse(value);
        return read.success ? [read.data] : [];
      }),
    ),
  );
export const part = <T extends z.ZodRawShape>(shape: T) => lenient(z.object(shape));

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

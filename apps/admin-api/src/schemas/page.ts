import type { Page, PageRequest } from "@acolhe/database";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from "../limits.ts";

const CursorText = z
  .string()
  .max(1_000)
  .regex(/^[A-Za-z0-9_-]+$/, "um cursor recebido em next, da mesma lista e ordem");

/** The query of a list: its own filters, an order (`-` in front: descending), and where the page begins. */
export function listQuery<F extends z.ZodRawShape, const S extends readonly [string, ...string[]]>(
  filters: F,
  ...sorts: S
) {
  type Order = S[number] | `-${S[number]}`;
  const orders = sorts.flatMap((sort) => [sort, `-${sort}`]) as [Order, ...Order[]];
  return z.object({
    ...filters,
    sort: z.enum(orders).default(orders[0] as never),
    limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
    cursor: CursorText.optional(),
  });
}

/** The answer of a list. */
export const pageOf = <T extends z.ZodType>(item: T, id: string) =>
  z
    .object({
      items: z.array(item),
      next: z.string().nullable().describe("The next page's cursor; null on the last page"),
      total: z.int(),
      totalIsExact: z.boolean().describe("False: there are at least `total`"),
    })
    .meta({ id });

interface ListQuery {
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export const pageRequest = ({ sort, limit, cursor }: ListQuery): PageRequest => ({
  limit,
  descending: sort.startsWith("-"),
  after: cursor === undefined ? undefined : readCursor(cursor, sort),
});

export const sortOf = <S extends string>({ sort }: { readonly sort: S | `-${S}` }) => sort.replace(/^-/, "") as S;

/** The database's page as the API answers it. */
export function pageAnswer<Row>(page: Page<Row>, { sort }: ListQuery) {
  const { items, next, total, totalIsExact } = page;
  return {
    items,
    next: next && Buffer.from(JSON.stringify([sort, ...next])).toString("base64url"),
    total,
    totalIsExact,
  };
}

const Cursor = z.tuple([
  z.string(),
  z.union([
    z
      .string()
      .max(500)
      .regex(/^[^\0]*$/),
    z.int(),
  ]),
  z.union([z.uuid(), z.int()]),
]);

/** @throws Problem invalid-request for a cursor of another order */
function readCursor(text: string, sort: string): [string | number, string | number] {
  try {
    const [of, value, id] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    if (of === sort) return [value, id];
  } catch {
    // Not one of ours: refused below.
  }
  throw new Problem("invalid-request", {
    errors: [{ path: "query.cursor", message: "não é desta lista e ordem; comece sem cursor" }],
  });
}

import type { components } from "@acolhe/admin-client";

/** How a file is asked to be read and taken. */

type Inspection = components["schemas"]["ImportInspection"];
export type Field = NonNullable<Inspection["columns"][number]["suggested"]>;

/** How a file is to be read where what was found out is not right. */
export interface ReadAs {
  readonly encoding?: NonNullable<Inspection["encoding"]>;
  readonly delimiter?: NonNullable<Inspection["delimiter"]>;
  readonly sheet?: string;
  readonly hiddenRows?: boolean;
}
export type DateOrder = "dmy" | "mdy";

export interface ImportOptions {
  readonly readAs: ReadAs;
  /** Of the days of birth; "": as it was found. */
  readonly dateOrder: DateOrder | "";
  /** Which field each column holds, in the order of the file; "": none. */
  readonly columns: readonly (Field | "")[];
  readonly onExisting: "refuse" | "skip" | "update";
  readonly allowDuplicates: boolean;
  /** Why people whose data was erased are entered again; "": their lines are told as a problem. */
  readonly bringBackReason: string;
}

export const readQuery = ({ hiddenRows, ...as }: ReadAs): Record<string, string> => ({
  ...as,
  ...(hiddenRows ? { hiddenRows: "true" } : {}),
});

export const queryOf = ({
  readAs,
  dateOrder,
  columns,
  onExisting,
  allowDuplicates,
  bringBackReason,
}: ImportOptions): Record<string, string> => ({
  ...readQuery(readAs),
  ...(dateOrder === "" ? {} : { dateOrder }),
  columns: columns.join(","),
  onExisting,
  ...(allowDuplicates ? { allowDuplicates: "true" } : {}),
  ...(bringBackReason.trim() === "" ? {} : { bringBackReason: bringBackReason.trim() }),
});

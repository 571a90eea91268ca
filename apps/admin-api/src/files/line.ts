/** A line of a spreadsheet that says anything: its number there, and its cells by their column's place. */
export interface Line {
  readonly number: number;
  readonly cells: readonly string[];
  /** Hidden in the sheet, by a filter or by hand. */
  readonly hidden?: boolean;
}

/** One line of a spreadsheet: its number there, and its cells by their column's place. */
export type FileRow = Pick<Line, "number" | "cells">;

export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}
